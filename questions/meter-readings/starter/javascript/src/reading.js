/**
 * @typedef {object} Reading
 * @property {string} meter
 * @property {string} date year, month and day, as in `2026-03-31`
 * @property {number} value
 */

/** A line of a file that can't be understood. */
export class BadLine extends Error {
  /** @type {number} */
  line;

  /** @param {number} line */
  constructor(line) {
    super(`line ${line} can't be understood`);
    this.name = "BadLine";
    this.line = line;
  }
}

export class UnknownMeter extends Error {
  /** @param {string} meter */
  constructor(meter) {
    super(`there is no meter ${meter}`);
    this.name = "UnknownMeter";
  }
}

/** A value that the meter can't show. */
export class BadValue extends Error {
  /** @param {Reading} reading */
  constructor(reading) {
    super(`meter ${reading.meter} can't show ${reading.value}`);
    this.name = "BadValue";
  }
}
