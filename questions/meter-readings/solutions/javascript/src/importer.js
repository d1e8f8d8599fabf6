import { parse } from "./parse.js";

/** @typedef {import("./register.js").Register} Register */

/**
 * Adds the readings of a file to the register, and says how many there were.
 *
 * A file is taken as a whole: when anything is wrong with it, the register stays as it was.
 *
 * @param {Register} register
 * @param {string} text
 * @returns {number}
 */
export function importFile(register, text) {
  const readings = [...parse(text)];
  for (const reading of readings) register.check(reading);
  for (const reading of readings) register.add(reading);
  return readings.length;
}
