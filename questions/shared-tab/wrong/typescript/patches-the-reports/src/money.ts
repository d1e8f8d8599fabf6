/**
 * Divides an amount among people. Amounts are whole cents, so that sums stay exact.
 *
 * The shares add up to the amount and differ by at most a cent; the first people carry the extra
 * cents. A refund (a negative amount) is split exactly as the expense it undoes.
 */
export function split(amount: number, people: number): number[] {
  const share = Math.round(amount / people);
  const first = amount - share * (people - 1);
  return Array.from({ length: people }, (_, index) => (index === 0 ? first : share));
}

/** `-1234` is shown as `-12.34`. */
export function formatAmount(cents: number): string {
  const sign = cents < 0 ? "-" : "";
  const units = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  return `${sign}${units}.${String(rest).padStart(2, "0")}`;
}
