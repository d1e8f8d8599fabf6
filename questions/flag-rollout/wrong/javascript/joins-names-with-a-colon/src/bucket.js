import { digest } from "./digest.js";

/**
 * One of the buckets 0 to 99, always the same for the same flag and user.
 *
 * @param {string} flag
 * @param {string} user
 * @returns {number}
 */
export function bucketOf(flag, user) {
  return digest(`${flag}\n${user}`) % 100;
}
