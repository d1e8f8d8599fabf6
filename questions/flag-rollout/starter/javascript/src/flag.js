/**
 * Who has a feature.
 *
 * A denied user never has it, whatever else is said. An allowed user has it. Of all others,
 * `percent` in a hundred have it. Names of flags and users may hold any characters.
 *
 * @typedef {object} Flag
 * @property {string} name
 * @property {number} percent
 * @property {ReadonlySet<string>} allow
 * @property {ReadonlySet<string>} deny
 */

/**
 * A flag for nobody, but for what `settings` say.
 *
 * @param {string} name
 * @param {Partial<Flag>} [settings]
 * @returns {Flag}
 */
export function newFlag(name, settings = {}) {
  return { percent: 0, allow: new Set(), deny: new Set(), ...settings, name };
}

/** A flag that makes no sense. */
export class BadFlag extends Error {
  /** @param {Flag} flag */
  constructor(flag) {
    super(`flag "${flag.name}" is for ${flag.percent} percent of all users`);
    this.name = "BadFlag";
  }
}

/**
 * A percentage goes from 0 to 100.
 *
 * @param {Flag} flag
 * @throws {BadFlag} when it does not
 */
export function check(flag) {
  if (!(flag.percent >= 0 && flag.percent <= 100)) throw new BadFlag(flag);
}
