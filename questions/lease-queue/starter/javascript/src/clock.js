/**
 * Tells milliseconds since some fixed moment; never goes back.
 * @typedef {{ now(): number }} Clock
 */

/** @type {Clock} */
export const systemClock = { now: () => performance.now() };

/** A clock that stands still until it is told to advance. */
export class ManualClock {
  #now = 0;

  now() {
    return this.#now;
  }

  /** @param {number} milliseconds */
  advance(milliseconds) {
    this.#now += milliseconds;
  }
}
