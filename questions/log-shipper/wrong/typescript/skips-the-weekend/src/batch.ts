import type { Line } from "./tail.ts";

const MARK = " [cut]";

/**
 * Lines in batches, in their order; as many in a batch as fit, and always at least one.
 *
 * A batch has at most `maxBytes` bytes: those of its texts in UTF-8, and one more for each line. A
 * line that is too long even for a batch of its own is shortened: to as many whole characters from
 * its beginning as fit together with the mark ` [cut]`.
 */
export function* batches(lines: Iterable<Line>, maxBytes: number): Generator<Line[]> {
  let batch: Line[] = [];
  let size = 0;
  for (const whole of lines) {
    const line = shortened(whole, maxBytes - 1);
    const needed = Buffer.byteLength(line.text) + 1;
    if (batch.length > 0 && size + needed > maxBytes) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(line);
    size += needed;
  }
  if (batch.length > 0) yield batch;
}

function shortened(line: Line, maxBytes: number): Line {
  const bytes = Buffer.from(line.text);
  if (bytes.length <= maxBytes) return line;
  let length = maxBytes - MARK.length;
  while ((bytes[length] & 0xc0) === 0x80) length -= 1; // not within a character
  return { ...line, text: bytes.toString("utf8", 0, length) + MARK };
}
