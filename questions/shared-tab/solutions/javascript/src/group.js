import { STANDARD_LABELS, tidy, UnknownLabel } from "./labels.js";
import { split } from "./money.js";

/** @typedef {import("./expense.js").Expense} Expense */

/** People who share expenses. Each group has labels of its own. */
export class Group {
  #labels;

  /**
   * @param {string} name
   * @param {readonly string[]} members
   * @param {readonly string[]} labels
   */
  constructor(name, members, labels = STANDARD_LABELS) {
    this.name = name;
    this.members = [...members];
    /** @type {Expense[]} */
    this.expenses = [];
    this.#labels = [...labels];
  }

  labels() {
    return [...this.#labels].sort();
  }

  /** @param {string} label */
  addLabel(label) {
    const tidied = tidy(label);
    if (!this.#labels.includes(tidied)) this.#labels.push(tidied);
  }

  /** @param {Expense} expense */
  add(expense) {
    if (!this.#labels.includes(tidy(expense.label))) throw new UnknownLabel(expense.label);
    this.expenses.push(expense);
  }

  /**
   * What each member is owed (positive) or owes (negative), in cents. The sum is always zero.
   *
   * @returns {Record<string, number>}
   */
  balances() {
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
