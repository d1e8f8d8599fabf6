import type { Clock } from "../../src/server/clock.ts"

/** A clock that stands until it is moved. */
export interface HeldClock extends Clock {
  /** Moves on by `ms`, calling what falls due on the way, in order. */
  advance(ms: number): void
}

export function holdClock(start = 1_000): HeldClock {
  let now = start
  let waiting: { at: number; callback: () => void }[] = []
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback }
      waiting.push(timer)
      return () => {
        waiting = waiting.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        waiting = waiting.filter((other) => other !== next)
        now = next.at
        next.callback()
      }
      now = end
    },
  }
}
