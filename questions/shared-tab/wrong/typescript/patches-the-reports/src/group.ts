import type { Expense } from "./expense.ts";
import { STANDARD_LABELS, tidy, UnknownLabel } from "./labels.ts";
import { split } from "./money.ts";

/** People who share expenses. Each group has labels of its own. */
export class Group {
  readonly name: string;
  readonly members: readonly string[];
  readonly expenses: Expense[] = [];
  readonly #labels: string[];

  constructor(
    name: string,
    members: readonly string[],
    labels: readonly string[] = STANDARD_LABELS,
  ) {
    this.name = name;
    this.members = [...members];
    this.#labels = [...labels];
  }

  labels(): string[] {
    return [...this.#labels].sort();
  }

  addLabel(label: string): void {
    const tidied = tidy(label);
    if (!this.#labels.includes(tidied)) this.#labels.push(tidied);
  }

  add(expense: Expense): void {
    if (!this.#labels.includes(tidy(expense.label))) throw new UnknownLabel(expense.label);
    this.expenses.push(expense);
  }

  /**
   * What each member is owed (positive) or owes (negative), in cents. The sum is always zero.
   */
  balances(): Record<string, number> {
    const balances = Object.fromEntries(this.members.map((member) => [member, 0]));
    for (const { amount, paidBy, sharedBy } of this.expenses) {
      balances[paidBy] += amount;
      const shares = split(amount, sharedBy.length);
      sharedBy.forEach((member, index) => {
        balances[member] -= shares[index];
      });
    }
    return balances;
  }
}
