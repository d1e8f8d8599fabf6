import { byDate } from "./expense.ts";
import type { Group } from "./group.ts";
import { formatAmount } from "./money.ts";
import { pageOf } from "./paging.ts";

/** One page of the group's expenses as text, in the order of their dates. */
export function statement(group: Group, page = 1, size = 20): string {
  const cut = pageOf(byDate(group.expenses), page, size);
  const lines = cut.items.map(
    ({ date, paidBy, amount, label }) => `${date}  ${paidBy}  ${formatAmount(amount)}  ${label}`,
  );
  return [`${group.name}, page ${cut.number} of ${cut.pages}`, ...lines].join("\n");
}
