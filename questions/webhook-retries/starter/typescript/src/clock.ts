/** A clock in whole seconds that stands still until it is told to advance. */
export class ManualClock {
  #now: number;

  constructor(now = 1_700_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(seconds: number): void {
    this.#now += seconds;
  }
}
