/** Boarding closes so many minutes before a sailing departs. */
export const CLOSES_BEFORE = 5;
/** So many metres stay free between two vehicles on deck. */
export const GAP = 1;

/**
 * Departs so many minutes after midnight, with a deck of so many metres.
 * @typedef {{ departs: number, deck: number }} Sailing
 */

/**
 * Arrives so many minutes after midnight; residents live on the island.
 * @typedef {{ name: string, arrives: number, length: number, resident: boolean }} Vehicle
 */

/**
 * Who goes aboard a sailing, in order.
 * @typedef {{ departs: number, names: string[] }} Boarding
 */

/**
 * `left` are those still waiting at the end of the day.
 * @typedef {{ boardings: Boarding[], left: string[] }} Plan
 */

/**
 * Plans a whole day.
 *
 * @param {readonly Sailing[]} sailings
 * @param {readonly Vehicle[]} vehicles
 * @returns {Plan}
 */
export function planDay(sailings, vehicles) {
  return { boardings: [], left: [] };
}
