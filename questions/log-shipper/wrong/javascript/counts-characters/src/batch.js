/** @typedef {import("./tail.js").Line} Line */

const MARK = " [cut]";

/**
 * Lines in batches, in their order; as many in a batch as fit, and always at least one.
 *
 * A batch has at most `maxBytes` bytes: those of its texts in UTF-8, and one more for each line. A
 * line that is too long even for a batch of its own is shortened: to as many whole characters from
 * its beginning as fit together with the mark ` [cut]`.
 *
 * @param {Iterable<Line>} lines
 * @param {number} maxBytes
 * @returns {Generator<Line[]>}
 */
export function* batches(lines, maxBytes) {
  /** @type {Line[]} */
  let batch = [];
  let size = 0;
  for (const whole of lines) {
    const line = shortened(whole, maxBytes - 1);
    const needed = line.text.length + 1;
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

/**
 * @param {Line} line
 * @param {number} maxBytes
 * @returns {Line}
 */
function shortened(line, maxBytes) {
  if (line.text.length <= maxBytes) return line;
  return { ...line, text: line.text.slice(0, maxBytes - MARK.length) + MARK };
}
