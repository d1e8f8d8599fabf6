import { OutOfStock } from "./errors.js";

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
  const needed = new Map();
  for (const { part, quantity } of kit.lines) {
    needed.set(part, (needed.get(part) ?? 0) + quantity * times);
  }
  for (const [part, quantity] of needed) {
    if (quantity > shelf.onHand(part)) throw new OutOfStock(part);
  }
  return [...needed].reduce((cost, [part, quantity]) => cost + shelf.take(part, quantity), 0);
}
