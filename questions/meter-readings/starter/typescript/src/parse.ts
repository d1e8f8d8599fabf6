import { BadLine } from "./reading.ts";
import type { Reading } from "./reading.ts";

const LINE = /^([a-z0-9-]+);(\d{4}-\d{2}-\d{2});(\d+)$/;

/**
 * The readings in a file, in its order.
 *
 * The first line holds headings. Then each line is a reading: meter, date and value, with semicolons
 * between them. Empty lines, and lines that begin with `#`, mean nothing. Spaces around a line don't
 * matter, nor does the carriage return of some systems; the file may end with or without a newline.
 * For any other line there is a `BadLine` with its number in the file, where the headings are line 1.
 */
export function* parse(text: string): Generator<Reading> {
  let number = 1;
  for (const untrimmed of text.split("\n").slice(1, -1)) {
    const line = untrimmed.trim();
    if (line === "" || line.startsWith("#")) continue;
    number += 1;
    const match = LINE.exec(line);
    if (!match) throw new BadLine(number);
    const [, meter, date, value] = match;
    yield { meter, date, value: Number(value) };
  }
}
