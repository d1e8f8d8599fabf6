/** What is left of a delivery. */
export interface Batch {
  /** When it was delivered: year, month and day, as in `2026-03-31`. */
  day: string;
  left: number;
  /** What one piece cost, in cents. */
  unitCost: number;
}
