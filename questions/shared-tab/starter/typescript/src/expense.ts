/** One payment on the tab. */
export interface Expense {
  /** Year, month and day, as in `2026-03-31`. */
  date: string;
  paidBy: string;
  /** In cents; negative for a refund. */
  amount: number;
  sharedBy: readonly string[];
  label: string;
}

/** Expenses from the oldest to the newest, as a new list. */
export function byDate(expenses: readonly Expense[]): Expense[] {
  return [...expenses].sort((a, b) => a.date.localeCompare(b.date));
}
