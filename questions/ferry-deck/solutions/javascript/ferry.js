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
  let waiting = [...vehicles].sort((a, b) => a.arrives - b.arrives);
  const boardings = [];
  for (const sailing of [...sailings].sort((a, b) => a.departs - b.departs)) {
    const aboard = load(sailing, waiting);
    waiting = waiting.filter((vehicle) => !aboard.includes(vehicle));
    boardings.push({ departs: sailing.departs, names: aboard.map(({ name }) => name) });
  }
  return { boardings, left: waiting.map(({ name }) => name) };
}

/**
 * @param {Sailing} sailing
 * @param {readonly Vehicle[]} waiting
 * @returns {Vehicle[]}
 */
function load(sailing, waiting) {
  const inTime = waiting.filter(({ arrives }) => arrives <= sailing.departs - CLOSES_BEFORE);
  const inOrder = inTime.sort((a, b) => Number(b.resident) - Number(a.resident));
  const aboard = [];
  let free = sailing.deck;
  for (const vehicle of inOrder) {
    const needed = vehicle.length + (aboard.length > 0 ? GAP : 0);
    if (needed <= free) {
      aboard.push(vehicle);
      free -= needed;
    }
  }
  return aboard;
}
