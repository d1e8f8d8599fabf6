/** Cents as the bookkeeper writes them: 1250 is `12,50`, and the same amount going back is `-12,50`. */
export function formatAmount(cents: number): string {
  const units = Math.trunc(cents / 100);
  const rest = Math.abs(cents % 100);
  return `${units},${String(rest).padStart(2, "0")}`;
}
