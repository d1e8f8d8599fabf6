/** Rows that keep their place while somebody points at them. */

export interface Held {
  /** What to draw, in order; what has gone meanwhile stays. */
  shown: readonly string[]
  /** Rows that would stand elsewhere, have come or have gone. */
  moved: number
}

/** The rows held as they were, and how many would change if they were let go. */
export function holdRows(held: readonly string[], wanted: readonly string[]): Held {
  const place = new Map(wanted.map((id, index) => [id, index]))
  const kept = held.flatMap((id) => place.get(id) ?? [])
  const gone = held.length - kept.length
  const come = wanted.length - kept.length
  return { shown: held, moved: kept.length - longestRising(kept) + gone + come }
}

/** The length of the longest rising subsequence: the most rows that need not move. */
function longestRising(places: readonly number[]): number {
  const ends: number[] = []
  for (const place of places) {
    const at = ends.findIndex((end) => end >= place)
    ends[at === -1 ? ends.length : at] = place
  }
  return ends.length
}
