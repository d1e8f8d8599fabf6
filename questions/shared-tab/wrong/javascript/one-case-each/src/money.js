/**
 * Divides an amount among people. Amounts are whole cents, so that sums stay exact.
 *
 * The shares add up to the amount and differ by at most a cent; the first people carry the extra
 * cents. A refund (a negative amount) is split exactly as the expense it undoes.
 *
 * @param {number} amount
 * @param {number} people
 * @returns {number[]}
 */
export function split(amount, people) {
  const share = Math.floor(amount / people);
  const extra = amount - share * people;
  return Array.from({ length: people }, (_, index) => (index < extra ? share + 1 : share));
}

/**
 * `-1234` is shown as `-12.34`.
 *
 * @param {number} cents
 * @returns {string}
 */
export function formatAmount(cents) {
  const sign = cents < 0 ? "-" : "";
  const units = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  return `${sign}${units}.${String(rest).padStart(2, "0")}`;
}
