import { remaining, type SessionState } from "../../core/session.ts"

/**
 * Milliseconds left at `now` on the server's clock as this window believes it; never more than when the clock began to
 * run, which a window that looks at its own once a second learns early.
 */
export function timeLeft(clock: SessionState["clock"], now: number): number {
  return remaining(clock, Math.max(now, clock.runningSince ?? now))
}
