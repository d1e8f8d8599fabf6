/**
 * Cents as the bookkeeper writes them: 1250 is `12,50`, and the same amount going back is `-12,50`.
 *
 * @param {number} cents
 * @returns {string}
 */
export function formatAmount(cents) {
  const sign = cents < 0 ? "-" : "";
  const units = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  return `${sign}${units},${String(rest).padStart(2, "0")}`;
}
