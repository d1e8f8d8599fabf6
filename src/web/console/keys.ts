/** Keys of the team's pages: chords, and two letters one after the other. */
import { pressed, type Chord } from "../ui/shortcuts.ts"

/** How long the second letter may take, ms. */
const NEXT_MS = 1_500

/** What was pressed last, and when, in ms. */
export interface Waiting {
  key: string
  at: number
}

/** Is this press the end of `keys`: a chord such as `mod+k`, a letter, or `g l` after a `g`? */
export function completes(
  keys: string,
  event: Chord,
  mac: boolean,
  waiting: Waiting | null,
  now: number,
): boolean {
  const [first = "", second] = keys.split(" ")
  if (second === undefined) return pressed(first, event, mac)
  const inTime = waiting?.key === first && now - waiting.at < NEXT_MS
  return inTime && pressed(second, event, mac)
}
