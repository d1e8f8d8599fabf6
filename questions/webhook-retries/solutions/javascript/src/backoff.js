const FIRST = 10;
const LONGEST = 3600;

/**
 * How many seconds to wait after so many failed attempts.
 *
 * @param {number} attempts
 * @returns {number}
 */
export function waitAfter(attempts) {
  return Math.min(FIRST * 2 ** (attempts - 1), LONGEST);
}
