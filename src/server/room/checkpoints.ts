/** Signs the session's record as it grows: when the notary says so, and at the latest half a minute after an event. */
import type { JournalEvent } from "../../protocol/events.ts"
import type { Clock } from "../clock.ts"
import type { Log as NotaryLog } from "../record/notary.ts"
import type { Log } from "./log.ts"

const NOTARY = { kind: "system", id: "notary" } as const
const LOOK_EVERY_MS = 10_000

export function createCheckpoints(log: Log, notary: NotaryLog, clock: Clock): { close(): void } {
  let cancel = (): void => undefined

  function sign(): void {
    if (!notary.due(clock.now())) return
    const data = notary.sign()
    // A journal that refuses is the log's to tell; the room closes on it.
    log.record([{ actor: NOTARY, question: null, type: "checkpoint.signed", data }]).catch(() => undefined)
  }

  function look(): void {
    sign()
    cancel = clock.after(LOOK_EVERY_MS, look)
  }

  const stop = log.listen("told", (events: readonly JournalEvent[]) => {
    notary.add(events)
    sign()
  })
  look()
  return {
    close() {
      stop()
      cancel()
    },
  }
}
