/**
 * @typedef {object} Line
 * @property {number} number where the line stands in the file; the first is 1
 * @property {string} text
 */

/**
 * The lines that say something: no empty ones, no comments (`# ...`), no outer spaces.
 *
 * @param {string} text
 * @returns {Line[]}
 */
export function linesOf(text) {
  return text
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "" && !line.text.startsWith("#"));
}
