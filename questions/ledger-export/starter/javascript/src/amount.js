/**
 * Cents as the bookkeeper writes them: 1250 is `12,50`, and the same amount going back is `-12,50`.
 *
 * @param {number} cents
 * @returns {string}
 */
export function formatAmount(cents) {
  return `${Math.floor(cents / 100)},${String(Math.abs(cents % 100)).padStart(2, "0")}`;
}
