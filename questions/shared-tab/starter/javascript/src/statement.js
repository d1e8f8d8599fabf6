import { byDate } from "./expense.js";
import { formatAmount } from "./money.js";
import { pageOf } from "./paging.js";

/**
 * One page of the group's expenses as text, in the order of their dates.
 *
 * @param {import("./group.js").Group} group
 * @param {number} page
 * @param {number} size
 * @returns {string}
 */
export function statement(group, page = 1, size = 20) {
  const cut = pageOf(byDate(group.expenses), page, size);
  const lines = cut.items.map(
    ({ date, paidBy, amount, label }) => `${date}  ${paidBy}  ${formatAmount(amount)}  ${label}`,
  );
  return [`${group.name}, page ${cut.number} of ${cut.pages}`, ...lines].join("\n");
}
