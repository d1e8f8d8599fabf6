/** Figures of a wall as shapes. Pure. */
import { BUCKETS, LANES } from "../../protocol/wall.ts"
import type { Lane, WallBucket, WallRun } from "../../protocol/wall.ts"

/** So many acts in one stretch fill its column: about as many keys as a fast typist has in ten seconds. */
const FULL = 60

/** An outline for each actor who did something, columns stacked with the candidate's at the foot; newest at the right. */
export function activityPaths(
  buckets: readonly WallBucket[],
  newest: number,
  { width, height }: { width: number; height: number },
): { lane: Lane; path: string; acts: number }[] {
  const step = width / BUCKETS
  const parts = LANES.map((lane) => ({ lane, path: "", acts: 0 }))
  for (const [number, ...acts] of buckets) {
    const place = BUCKETS - 1 - (newest - number)
    if (place < 0 || place >= BUCKETS) continue
    const all = acts.reduce((sum, one) => sum + one, 0)
    const tall = Math.max(2, Math.sqrt(Math.min(1, all / FULL)) * height)
    let foot = height
    for (const [lane, count] of acts.entries()) {
      const part = parts[lane]
      if (!part || count === 0) continue
      const piece = (tall * count) / all
      part.path += `M${round(place * step)} ${round(foot)}v${round(-piece)}h${round(Math.max(1, step - 0.4))}v${round(piece)}z`
      part.acts += count
      foot -= piece
    }
  }
  return parts.filter(({ acts }) => acts > 0)
}

const round = (value: number): number => Math.round(value * 10) / 10

export type Dot = "failed" | "passed" | "skipped" | "waiting"

const MOST_DOTS = 6

/** The tests of a run, failed ones first; of many a few stand for all, at least one of each kind there is. */
export function testDots({ tests, passed, failed, skipped }: WallRun): Dot[] {
  const counts: readonly (readonly [Dot, number])[] = [
    ["failed", failed],
    ["passed", passed],
    ["skipped", skipped],
    ["waiting", Math.max(0, tests - passed - failed - skipped)],
  ]
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const scale = Math.min(1, MOST_DOTS / Math.max(1, all))
  const dots = counts.flatMap(([dot, count]): Dot[] =>
    Array.from({ length: count === 0 ? 0 : Math.max(1, Math.round(count * scale)) }, () => dot),
  )
  const extra = dots.length - MOST_DOTS
  if (extra <= 0) return dots
  // What rounding added is taken from the kind there is most of.
  const most = counts.reduce((one, other) => (other[1] > one[1] ? other : one))[0]
  return dots.toSpliced(dots.indexOf(most), extra)
}
