import { counted, numbers } from "./counter.js";
import { BadValue, UnknownMeter } from "./reading.js";

/** @typedef {import("./reading.js").Reading} Reading */

/**
 * @typedef {object} Meter
 * @property {number} digits
 * @property {Map<string, Reading>} readings
 */

/** The meters of a house, each with its number of digits, and what was read from them. */
export class Register {
  /** @type {Map<string, Meter>} */
  #meters = new Map();

  /** @param {Record<string, number>} digits */
  constructor(digits) {
    for (const [meter, count] of Object.entries(digits)) {
      this.#meters.set(meter, { digits: count, readings: new Map() });
    }
  }

  /**
   * A reading is of a meter that is there, and shows what that can show.
   *
   * @param {Reading} reading
   */
  check(reading) {
    const { digits } = this.#meter(reading.meter);
    if (reading.value >= numbers(digits)) throw new BadValue(reading);
  }

  /**
   * Keeps a reading. It may be older than what is there already.
   *
   * A meter has one reading a day: a second one for the same day corrects the first.
   *
   * @param {Reading} reading
   */
  add(reading) {
    this.check(reading);
    this.#meter(reading.meter).readings.set(reading.date, reading);
  }

  /**
   * The readings of a meter in the order of their dates.
   *
   * @param {string} meter
   * @returns {Reading[]}
   */
  readings(meter) {
    const { readings } = this.#meter(meter);
    return [...readings.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  }

  /**
   * What a meter counted between two days.
   *
   * That is from the last reading on or before `start` (or the very first, if it is later) to the
   * last one on or before `end`.
   *
   * @param {string} meter
   * @param {string} start
   * @param {string} end
   * @returns {number}
   */
  usage(meter, start, end) {
    const known = this.readings(meter).filter(({ date }) => date <= end);
    const before = known.filter(({ date }) => date <= start);
    return counted(known.slice(Math.max(0, before.length - 1)), this.#meter(meter).digits);
  }

  /**
   * @param {string} name
   * @returns {Meter}
   */
  #meter(name) {
    const meter = this.#meters.get(name);
    if (!meter) throw new UnknownMeter(name);
    return meter;
  }
}
