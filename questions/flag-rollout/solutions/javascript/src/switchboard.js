import { bucketOf } from "./bucket.js";
import { check } from "./flag.js";

/** @typedef {import("./flag.js").Flag} Flag */

/** All flags of a service. */
export class Switchboard {
  /** @type {(flag: string, user: string) => number} */
  #bucketOf;
  /** @type {Map<string, Flag>} */
  #flags = new Map();
  /** @type {Map<string, number>} */
  #missing = new Map();
  /** @type {Map<string, Map<string, boolean>>} */
  #answers = new Map();

  /** @param {(flag: string, user: string) => number} [bucket] */
  constructor(bucket = bucketOf) {
    this.#bucketOf = bucket;
  }

  /**
   * Adds a flag, or replaces the one of that name; it counts from the next question on.
   *
   * A bad flag throws `BadFlag`, and changes nothing.
   *
   * @param {Flag} flag
   */
  put(flag) {
    check(flag);
    this.#flags.set(flag.name, flag);
    this.#answers.set(flag.name, new Map());
  }

  /**
   * Whether the user has the feature. A flag that nobody has put is off for everybody.
   *
   * @param {string} name
   * @param {string} user
   * @returns {boolean}
   */
  isOn(name, user) {
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

  /**
   * How often somebody asked for a flag that was not there: every question counts.
   *
   * @returns {Record<string, number>}
   */
  missing() {
    return Object.fromEntries(this.#missing);
  }

  /**
   * @param {Flag} flag
   * @param {string} user
   * @returns {boolean}
   */
  #answer(flag, user) {
    if (flag.deny.has(user)) return false;
    if (flag.allow.has(user)) return true;
    return this.#bucketOf(flag.name, user) < flag.percent;
  }
}
