import { columns } from "./columns.ts";
import { UnknownFormat } from "./errors.ts";
import type { Line } from "./lines.ts";
import type { Reading } from "./reading.ts";
import { semicolon } from "./semicolon.ts";

/** A kind of file. There is one object of each for the whole program, used for every file. */
export interface Format {
  /** One small word. */
  name: string;
  /** A short whole file; users copy it, so importing it must work. */
  example: string;
  /** Whether a file with this first line is of this format. */
  accepts(header: string): boolean;
  /** The readings in the order of their lines. The header is the first of `lines`. */
  read(lines: readonly Line[]): Reading[];
}

/** In the order in which users see them; the newest is the last. */
export const FORMATS: readonly Format[] = [semicolon, columns];

export function formatOf(header: string): Format {
  const found = FORMATS.find((format) => format.accepts(header));
  if (!found) throw new UnknownFormat(header);
  return found;
}

/** The help text: each format's name, and its example indented below. */
export function describeFormats(): string {
  return FORMATS.flatMap(({ name, example }) => [
    name,
    ...example
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`),
  ]).join("\n");
}
