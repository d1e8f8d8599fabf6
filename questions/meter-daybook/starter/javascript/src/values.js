// What every format reads the same way. A value that cannot be read makes its line a bad one.
import { BadLine } from "./errors.js";

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const NUMBER = /^([0-9]+)(?:[.,]([0-9]{1,3}))?$/;

/**
 * @param {string} text
 * @param {import("./lines.js").Line} line
 * @returns {string}
 */
export function parseDay(text, line) {
  if (!DAY.test(text)) throw new BadLine(line.number, `not a day: ${text}`);
  return text;
}

/**
 * Whole watt hours, exactly: `1204.5` with the unit `kWh` is 1204500. The units are `Wh` and `kWh`.
 *
 * @param {string} text
 * @param {string} unit
 * @param {import("./lines.js").Line} line
 * @returns {number}
 */
export function parseEnergy(text, unit, line) {
  const number = NUMBER.exec(text);
  if (!number) throw new BadLine(line.number, `not a number: ${text}`);
  const [, whole, decimals] = number;
  if (unit === "kWh") return Number(whole) * 1000 + Number((decimals ?? "").padEnd(3, "0"));
  if (unit === "Wh" && decimals === undefined) return Number(whole);
  throw new BadLine(line.number, `not an amount of energy: ${text} ${unit}`);
}
