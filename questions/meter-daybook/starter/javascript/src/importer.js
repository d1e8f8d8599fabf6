import { UnknownFormat } from "./errors.js";
import { formatOf } from "./formats.js";
import { linesOf } from "./lines.js";

/**
 * Reads a file of any known format. A file is taken whole or not at all.
 *
 * @param {string} text
 * @returns {import("./reading.js").Reading[]}
 */
export function importReadings(text) {
  const lines = linesOf(text);
  if (lines.length === 0) throw new UnknownFormat("");
  return formatOf(lines[0].text).read(lines);
}
