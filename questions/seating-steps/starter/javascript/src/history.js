import { NothingToUndo } from "./errors.js";

/** @typedef {import("./change.js").Change} Change */

/** What can be undone, the latest last. It keeps the last `limit` steps and forgets older ones. */
export class History {
  #limit;
  /** @type {Change[]} */
  #done = [];

  /** @param {number} limit */
  constructor(limit) {
    this.#limit = limit;
  }

  /** @param {Change} change */
  record(change) {
    this.#done.push(change);
    if (this.#done.length > this.#limit) this.#done.shift();
  }

  /**
   * Takes out the latest step.
   *
   * @returns {Change}
   */
  undo() {
    const change = this.#done.pop();
    if (!change) throw new NothingToUndo();
    return change;
  }
}
