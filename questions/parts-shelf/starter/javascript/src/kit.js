/**
 * The parts of one product. A part may stand in several lines.
 *
 * @typedef {object} Kit
 * @property {string} name
 * @property {readonly { part: string, quantity: number }[]} lines
 */

/**
 * Takes the parts for a product, or for several, and returns what they cost.
 *
 * Either all parts are taken or, when one is unknown or runs out, none at all.
 *
 * @param {import("./shelf.js").Shelf} shelf
 * @param {Kit} kit
 * @param {number} [times]
 * @returns {number}
 */
export function takeKit(shelf, kit, times = 1) {
  return kit.lines.reduce(
    (cost, { part, quantity }) => cost + shelf.take(part, quantity * times),
    0,
  );
}
