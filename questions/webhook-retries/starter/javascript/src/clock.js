/** A clock in whole seconds that stands still until it is told to advance. */
export class ManualClock {
  /** @type {number} */
  #now;

  constructor(now = 1_700_000_000) {
    this.#now = now;
  }

  /** @returns {number} */
  now() {
    return this.#now;
  }

  /** @param {number} seconds */
  advance(seconds) {
    this.#now += seconds;
  }
}
