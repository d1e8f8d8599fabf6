import { createHmac } from "node:crypto";

const TOLERANCE = 300;

/**
 * The header `t=<seconds>,v1=<digits>`, where the digits depend on all three.
 *
 * @param {string} secret
 * @param {number} at
 * @param {string} body
 * @returns {string}
 */
export function sign(secret, at, body) {
  return `t=${at},v1=${digitsOf(secret, at, body)}`;
}

/**
 * Whether `sign` made this very header, for this body and with this secret.
 *
 * It must be at most 300 seconds away from `now`, before or after. Receivers call this with whatever
 * they are sent: nonsense is not genuine, and nothing else happens.
 *
 * @param {string} secret
 * @param {string} header
 * @param {string} body
 * @param {number} now
 * @returns {boolean}
 */
export function isGenuine(secret, header, body, now) {
  const parts = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const at = Number(parts.t);
  if (now - at > TOLERANCE) return false;
  const expected = digitsOf(secret, at, body);
  let different = 0;
  for (let index = 0; index < parts.v1.length; index += 1) {
    different |= parts.v1.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return different === 0;
}

/**
 * @param {string} secret
 * @param {number} at
 * @param {string} body
 * @returns {string}
 */
function digitsOf(secret, at, body) {
  return createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
}
