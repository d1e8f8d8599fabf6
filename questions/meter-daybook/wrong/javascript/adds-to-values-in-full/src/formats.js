import { columns } from "./columns.js";
import { daybook } from "./daybook.js";
import { UnknownFormat } from "./errors.js";
import { semicolon } from "./semicolon.js";

/**
 * A kind of file. There is one object of each for the whole program, used for every file.
 *
 * @typedef {object} Format
 * @property {string} name one small word
 * @property {string} example a short whole file; users copy it, so importing it must work
 * @property {(header: string) => boolean} accepts whether a file with this first line is of this format
 * @property {(lines: readonly import("./lines.js").Line[]) => import("./reading.js").Reading[]} read the
 *   readings in the order of their lines; the header is the first of `lines`
 */

/**
 * In the order in which users see them; the newest is the last.
 *
 * @type {readonly Format[]}
 */
export const FORMATS = [semicolon, columns, daybook];

/**
 * @param {string} header
 * @returns {Format}
 */
export function formatOf(header) {
  const found = FORMATS.find((format) => format.accepts(header));
  if (!found) throw new UnknownFormat(header);
  return found;
}

/** The help text: each format's name, and its example indented below. */
export function describeFormats() {
  return FORMATS.flatMap(({ name, example }) => [
    name,
    ...example
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`),
  ]).join("\n");
}
