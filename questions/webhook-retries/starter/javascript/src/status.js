/**
 * @param {number} status
 * @returns {boolean}
 */
export function isSuccess(status) {
  return status < 400;
}

/**
 * @param {number} status
 * @returns {boolean}
 */
export function isWorthAnotherTry(status) {
  return status >= 400;
}
