import { counted, numbers } from "./counter.ts";
import { BadValue, UnknownMeter } from "./reading.ts";
import type { Reading } from "./reading.ts";

interface Meter {
  digits: number;
  readings: Map<string, Reading>;
}

/** The meters of a house, each with its number of digits, and what was read from them. */
export class Register {
  readonly #meters = new Map<string, Meter>();

  constructor(digits: Record<string, number>) {
    for (const [meter, count] of Object.entries(digits)) {
      this.#meters.set(meter, { digits: count, readings: new Map() });
    }
  }

  /** A reading is of a meter that is there, and shows what that can show. */
  check(reading: Reading): void {
    const { digits } = this.#meter(reading.meter);
    if (reading.value >= numbers(digits)) throw new BadValue(reading);
  }

  /**
   * Keeps a reading. It may be older than what is there already.
   *
   * A meter has one reading a day: a second one for the same day corrects the first.
   */
  add(reading: Reading): void {
    this.check(reading);
    this.#meter(reading.meter).readings.set(reading.date, reading);
  }

  /** The readings of a meter in the order of their dates. */
  readings(meter: string): Reading[] {
    const { readings } = this.#meter(meter);
    return [...readings.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  /**
   * What a meter counted between two days.
   *
   * That is from the last reading on or before `start` (or the very first, if it is later) to the
   * last one on or before `end`.
   */
  usage(meter: string, start: string, end: string): number {
    const known = this.readings(meter).filter(({ date }) => date <= end);
    const before = known.filter(({ date }) => date <= start);
    return counted(known.slice(Math.max(0, before.length - 1)), this.#meter(meter).digits);
  }

  #meter(name: string): Meter {
    const meter = this.#meters.get(name);
    if (!meter) throw new UnknownMeter(name);
    return meter;
  }
}
