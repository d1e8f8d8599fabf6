/**
 * @param {number} status
 * @returns {boolean}
 */
export function isSuccess(status) {
  return status >= 200 && status <= 299;
}

/**
 * @param {number} status
 * @returns {boolean}
 */
export function isWorthAnotherTry(status) {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}
