import { NothingToRedo, NothingToUndo } from "./errors.js";

/** @typedef {readonly import("./change.js").Change[]} Step */

/** What can be undone and done again, the latest last. It keeps the last `limit` steps and forgets older ones. */
export class History {
  #limit;
  /** @type {Step[]} */
  #done = [];
  /** @type {Step[]} */
  #undone = [];

  /** @param {number} limit */
  constructor(limit) {
    this.#limit = limit;
  }

  /**
   * Adds a step; without changes there is none.
   *
   * @param {Step} step
   */
  record(step) {
    if (step.length === 0) return;
    this.#undone = [];
    this.#done.push(step);
    if (this.#done.length > this.#limit) this.#done.shift();
  }

  /**
   * The latest step, which now is the first to be done again.
   *
   * @returns {Step}
   */
  undo() {
    const step = this.#done.pop();
    if (!step) throw new NothingToUndo();
    this.#undone.push(step);
    return step;
  }

  /**
   * The step undone last, which now is the latest again.
   *
   * @returns {Step}
   */
  redo() {
    const step = this.#undone.pop();
    if (!step) throw new NothingToRedo();
    this.#done.push(step);
    return step;
  }
}
