import type { Change } from "./change.ts";
import { NothingToRedo, NothingToUndo } from "./errors.ts";

export type Step = readonly Change[];

/** What can be undone and done again, the latest last. It keeps the last `limit` steps and forgets older ones. */
export class History {
  readonly #limit: number;
  readonly #done: Step[] = [];
  #undone: Step[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a step; without changes there is none. */
  record(step: Step): void {
    if (step.length === 0) return;
    this.#done.push(step);
    if (this.#done.length > this.#limit) this.#done.shift();
  }

  endRedo(): void {
    this.#undone = [];
  }

  /** The latest step, which now is the first to be done again. */
  undo(): Step {
    const step = this.#done.pop();
    if (!step) throw new NothingToUndo();
    this.#undone.push(step);
    return step;
  }

  /** The step undone last, which now is the latest again. */
  redo(): Step {
    const step = this.#undone.pop();
    if (!step) throw new NothingToRedo();
    this.#done.push(step);
    return step;
  }
}
