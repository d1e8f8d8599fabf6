import type { Disk } from "./disk.ts";
import type { Position } from "./position.ts";

export interface Line {
  text: string;
  /** Where the line after it begins. */
  end: Position;
}

/**
 * The lines of a log from a position on, in the order in which they were written.
 *
 * They go on in the file of the position, and then through all newer files of the log. Without a
 * position, or when its file has been removed, they begin with the oldest file that is there.
 *
 * A newline, and nothing else, ends a line. As long as a file is being written, what stands after its
 * last newline is not a line yet; in a finished file it is. Texts are UTF-8.
 */
export function* newLines(disk: Disk, log: string, position?: Position): Generator<Line> {
  const file = disk.files(log).at(-1);
  if (file === undefined) return;
  let offset = position?.file === file ? position.offset : 0;
  for (const text of restOf(disk, file, offset).split("\n").slice(0, -1)) {
    offset += text.length + 1;
    yield { text, end: { file, offset } };
  }
}

function restOf(disk: Disk, file: number, offset: number): string {
  let rest = "";
  let data = disk.read(file, offset);
  while (data.length > 0) {
    rest += data.toString("utf8");
    data = disk.read(file, offset + rest.length);
  }
  return rest;
}
