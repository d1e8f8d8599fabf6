import { bucketOf } from "./bucket.ts";
import { check } from "./flag.ts";
import type { Flag } from "./flag.ts";

/** All flags of a service. */
export class Switchboard {
  readonly #bucketOf: (flag: string, user: string) => number;
  readonly #flags = new Map<string, Flag>();
  readonly #missing = new Map<string, number>();
  readonly #answers = new Map<string, Map<string, boolean>>();

  constructor(bucket: (flag: string, user: string) => number = bucketOf) {
    this.#bucketOf = bucket;
  }

  /**
   * Adds a flag, or replaces the one of that name; it counts from the next question on.
   *
   * A bad flag throws `BadFlag`, and changes nothing.
   */
  put(flag: Flag): void {
    check(flag);
    this.#flags.set(flag.name, flag);
    this.#answers.set(flag.name, new Map());
  }

  /** Whether the user has the feature. A flag that nobody has put is off for everybody. */
  isOn(name: string, user: string): boolean {
    const flag = this.#flags.get(name);
    const answers = this.#answers.get(name);
    if (!flag || !answers) {
      this.#missing.set(name, (this.#missing.get(name) ?? 0) + 1);
      return false;
    }
    const known = answers.get(user);
    if (known !== undefined) return known;
    const answer = this.#answer(flag, user);
    answers.set(user, answer);
    return answer;
  }

  /** How often somebody asked for a flag that was not there: every question counts. */
  missing(): Record<string, number> {
    return Object.fromEntries(this.#missing);
  }

  #answer(flag: Flag, user: string): boolean {
    if (flag.deny.has(user)) return false;
    if (flag.allow.has(user)) return true;
    return this.#bucketOf(flag.name, user) < flag.percent;
  }
}
