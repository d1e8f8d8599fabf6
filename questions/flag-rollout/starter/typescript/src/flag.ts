/**
 * Who has a feature.
 *
 * A denied user never has it, whatever else is said. An allowed user has it. Of all others,
 * `percent` in a hundred have it. Names of flags and users may hold any characters.
 */
export interface Flag {
  name: string;
  percent: number;
  allow: ReadonlySet<string>;
  deny: ReadonlySet<string>;
}

/** A flag for nobody, but for what `settings` say. */
export function newFlag(name: string, settings: Partial<Flag> = {}): Flag {
  return { percent: 0, allow: new Set(), deny: new Set(), ...settings, name };
}

/** A flag that makes no sense. */
export class BadFlag extends Error {
  constructor(flag: Flag) {
    super(`flag "${flag.name}" is for ${flag.percent} percent of all users`);
    this.name = "BadFlag";
  }
}

/**
 * A percentage goes from 0 to 100.
 *
 * @throws {BadFlag} when it does not
 */
export function check(flag: Flag): void {
  if (!(flag.percent >= 0 && flag.percent <= 100)) throw new BadFlag(flag);
}
