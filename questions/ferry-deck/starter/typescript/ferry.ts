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
  return { boardings: [], left: [] };
}
