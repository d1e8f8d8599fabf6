import type { Change } from "./change.ts";
import { NothingToUndo } from "./errors.ts";

/** What can be undone, the latest last. It keeps the last `limit` steps and forgets older ones. */
export class History {
  readonly #limit: number;
  readonly #done: Change[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  record(change: Change): void {
    this.#done.push(change);
    if (this.#done.length > this.#limit) this.#done.shift();
  }

  /** Takes out the latest step. */
  undo(): Change {
    const change = this.#done.pop();
    if (!change) throw new NothingToUndo();
    return change;
  }
}
