import type { Line } from "./tail.ts";

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
  for (const line of lines) {
    const needed = line.text.length + 1;
    if (size + needed > maxBytes) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(line);
    size += needed;
  }
  if (batch.length > 0) yield batch;
}
