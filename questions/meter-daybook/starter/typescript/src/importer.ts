import { UnknownFormat } from "./errors.ts";
import { formatOf } from "./formats.ts";
import { linesOf } from "./lines.ts";
import type { Reading } from "./reading.ts";

/** Reads a file of any known format. A file is taken whole or not at all. */
export function importReadings(text: string): Reading[] {
  const lines = linesOf(text);
  if (lines.length === 0) throw new UnknownFormat("");
  return formatOf(lines[0].text).read(lines);
}
