/**
 * One payment on the tab.
 *
 * @typedef {object} Expense
 * @property {string} date year, month and day, as in `2026-03-31`
 * @property {string} paidBy
 * @property {number} amount in cents; negative for a refund
 * @property {readonly string[]} sharedBy
 * @property {string} label
 */

/**
 * Expenses from the oldest to the newest, as a new list.
 *
 * @param {readonly Expense[]} expenses
 * @returns {Expense[]}
 */
export function byDate(expenses) {
  return [...expenses].sort((a, b) => a.date.localeCompare(b.date));
}
