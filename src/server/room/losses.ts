/** How long to wait before a sandbox that went away by itself is made anew. */
import type { Clock } from "../clock.ts"

export interface Losses {
  /** A sandbox is there. */
  well(): void
  /** Counts one that went away; answers how many did close together, and the wait in ms. */
  lost(): { count: number; waitMs: number }
  /** Begins again from none. */
  forget(): void
}

/** From the second on: doubled each time, up to the longest. */
const WAIT_MS = 100
const LONGEST_WAIT_MS = 30_000
/** A sandbox that lived this long was not ended by what ended the one before. */
export const WELL_MS = 3 * 60_000

export function createLosses(clock: Clock): Losses {
  let count = 0
  let since = clock.now()
  return {
    well() {
      since = clock.now()
    },
    lost() {
      if (clock.now() - since >= WELL_MS) count = 0
      count++
      // Whoever ends their own sandbox over and over may not keep the server at making new ones.
      return { count, waitMs: count === 1 ? 0 : Math.min(LONGEST_WAIT_MS, WAIT_MS * 2 ** count) }
    },
    forget() {
      count = 0
    },
  }
}
