/** Boarding closes so many minutes before a sailing departs. */
export const CLOSES_BEFORE = 5;
/** So many metres stay free between two vehicles on deck. */
export const GAP = 1;

/** Departs so many minutes after midnight, with a deck of so many metres. */
export interface Sailing {
  departs: number;
  deck: number;
}

/** Arrives so many minutes after midnight; residents live on the island. */
export interface Vehicle {
  name: string;
  arrives: number;
  length: number;
  resident: boolean;
}

/** Who goes aboard a sailing, in order. */
export interface Boarding {
  departs: number;
  names: string[];
}

export interface Plan {
  boardings: Boarding[];
  /** Who is still waiting at the end of the day. */
  left: string[];
}

/** Plans a whole day. */
export function planDay(sailings: readonly Sailing[], vehicles: readonly Vehicle[]): Plan {
  let waiting = [...vehicles].sort((a, b) => a.arrives - b.arrives);
  const boardings: Boarding[] = [];
  for (const sailing of [...sailings].sort((a, b) => a.departs - b.departs)) {
    const aboard = load(sailing, waiting);
    waiting = waiting.filter((vehicle) => !aboard.includes(vehicle));
    boardings.push({ departs: sailing.departs, names: aboard.map(({ name }) => name) });
  }
  return { boardings, left: waiting.map(({ name }) => name) };
}

function load(sailing: Sailing, waiting: readonly Vehicle[]): Vehicle[] {
  const inTime = waiting.filter(({ arrives }) => arrives <= sailing.departs - CLOSES_BEFORE);
  const inOrder = inTime.sort((a, b) => Number(b.resident) - Number(a.resident));
  const aboard: Vehicle[] = [];
  let free = sailing.deck;
  for (const vehicle of inOrder) {
    const needed = vehicle.length + (aboard.length > 0 ? GAP : 0);
    if (needed > free) break;
    aboard.push(vehicle);
    free -= needed;
  }
  return aboard;
}
