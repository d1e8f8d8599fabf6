import { OutOfStock } from "./errors.ts";
import type { Shelf } from "./shelf.ts";

/** The parts of one product. A part may stand in several lines. */
export interface Kit {
  name: string;
  lines: readonly { part: string; quantity: number }[];
}

/**
 * Takes the parts for a product, or for several, and returns what they cost.
 *
 * Either all parts are taken or, when one is unknown or runs out, none at all.
 */
export function takeKit(shelf: Shelf, kit: Kit, times = 1): number {
  for (const { part, quantity } of kit.lines) {
    if (quantity * times > shelf.onHand(part)) throw new OutOfStock(part);
  }
  return kit.lines.reduce(
    (cost, { part, quantity }) => cost + shelf.take(part, quantity * times),
    0,
  );
}
