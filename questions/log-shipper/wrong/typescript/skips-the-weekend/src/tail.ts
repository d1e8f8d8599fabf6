import type { Disk } from "./disk.ts";
import type { Position } from "./position.ts";

export interface Line {
  text: string;
  /** Where the line after it begins. */
  end: Position;
}

const NEWLINE = 0x0a;

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
  const files = disk.files(log);
  const known = position && files.includes(position.file);
  const start = known ? position : { file: files[0], offset: 0 };
  for (const file of new Set([start.file, ...files.slice(-1)])) {
    if (file === undefined) return;
    const offset = file === start.file ? start.offset : 0;
    const bytes = restOf(disk, file, offset);
    let begin = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, begin)) {
      const text = bytes.toString("utf8", begin, end);
      begin = end + 1;
      yield { text, end: { file, offset: offset + begin } };
    }
    if (begin < bytes.length && file !== files.at(-1)) {
      const text = bytes.toString("utf8", begin);
      yield { text, end: { file, offset: offset + bytes.length } };
    }
  }
}

function restOf(disk: Disk, file: number, offset: number): Buffer {
  const pieces: Buffer[] = [];
  let next = offset;
  for (let data = disk.read(file, next); data.length > 0; data = disk.read(file, next)) {
    pieces.push(data);
    next += data.length;
  }
  return Buffer.concat(pieces);
}
