/** Which levels an agent may have, and the one it begins at: always next to each other, the first among them. */
import { AssistanceLevel, type AssistancePolicy } from "../../protocol/assistance.ts"

export type Levels = Pick<AssistancePolicy, "start" | "range">

const LEVELS = AssistanceLevel.options
const rank = (level: AssistanceLevel): number => LEVELS.indexOf(level)
const at = (place: number): AssistanceLevel => LEVELS[Math.max(0, Math.min(LEVELS.length - 1, place))]!

export function isWithin({ range }: Levels, level: AssistanceLevel): boolean {
  return rank(range.lowest) <= rank(level) && rank(level) <= rank(range.highest)
}

/** May this one be taken out? Not the only one, nor one between two others. */
export function isAtEnd({ range }: Levels, level: AssistanceLevel): boolean {
  return range.lowest !== range.highest && (level === range.lowest || level === range.highest)
}

/** Takes a level in, with those between, or out; where it begins moves along. */
export function withLevel(levels: Levels, level: AssistanceLevel, allowed: boolean): Levels {
  const { range, start } = levels
  let [lowest, highest] = [rank(range.lowest), rank(range.highest)]
  if (allowed) {
    lowest = Math.min(lowest, rank(level))
    highest = Math.max(highest, rank(level))
  } else if (isAtEnd(levels, level)) {
    if (level === range.lowest) lowest += 1
    else highest -= 1
  }
  return {
    range: { lowest: at(lowest), highest: at(highest) },
    start: at(Math.max(lowest, Math.min(highest, rank(start)))),
  }
}

/** Begins there; the range grows to hold it. */
export function startingAt(levels: Levels, level: AssistanceLevel): Levels {
  return { ...withLevel(levels, level, true), start: level }
}
