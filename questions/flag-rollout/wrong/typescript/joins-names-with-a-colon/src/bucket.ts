import { digest } from "./digest.ts";

/** One of the buckets 0 to 99, always the same for the same flag and user. */
export function bucketOf(flag: string, user: string): number {
  return digest(`${flag}\n${user}`) % 100;
}
