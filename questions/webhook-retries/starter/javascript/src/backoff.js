const FIRST = 10;

/**
 * How many seconds to wait after so many failed attempts.
 *
 * @param {number} attempts
 * @returns {number}
 */
export function waitAfter(attempts) {
  return FIRST << (attempts - 1);
}
