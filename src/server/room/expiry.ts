import { remaining } from "../../core/session.ts"
import type { Clock } from "../clock.ts"
import type { Log } from "./log.ts"

/** Calls back when the session's time is up, however often it is paused or extended meanwhile. */
export function createExpiry(log: Log, clock: Clock, onExpired: () => void): { close(): void } {
  let cancel = (): void => undefined

  function arm(): void {
    cancel()
    if (log.told.phase.phase !== "running") return
    const left = remaining(log.told.clock, clock.now())
    cancel = clock.after(left, () => (remaining(log.told.clock, clock.now()) > 0 ? arm() : onExpired()))
  }

  const stop = log.listen("told", (events) => {
    if (events.some(({ type }) => type.startsWith("session."))) arm()
  })
  arm()
  return {
    close() {
      stop()
      cancel()
    },
  }
}
