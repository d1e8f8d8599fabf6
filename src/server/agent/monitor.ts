/**
 * Watches one interview for its help policy, and records what that decides. All it knows is folded from the journal, so
 * that a server that takes the interview up decides the same.
 */
import { nextAct, nextMoment } from "../../core/help/act.ts"
import { evolveHelp, type HelpState } from "../../core/help/signals.ts"
import type { Clock } from "../clock.ts"
import type { Log } from "../room/log.ts"

interface MonitorParts {
  log: Log
  /** The fold of the journal so far. */
  help: HelpState
  clock: Clock
}

export function createMonitor({ log, help: before, clock }: MonitorParts): { close(): void } {
  let help = before
  let closed = false
  let cancel = (): void => undefined

  // On what is decided, its own acts among it: one that is still being stored is not decided twice.
  const unfold = log.listen("decided", (events) => {
    for (const event of events) help = evolveHelp(help, event)
  })

  function look(): void {
    cancel()
    if (closed) return
    const now = Math.max(clock.now(), log.head.at)
    const act = nextAct(log.head, help, now)
    if (act) {
      // It is told like everything else, and looked at then; a journal that refuses is the log's to tell.
      log.record([act]).catch(() => undefined)
      return
    }
    const moment = nextMoment(log.head, help, now)
    if (moment !== null) cancel = clock.after(moment - clock.now(), look)
  }

  const stop = log.listen("told", look)
  look()
  return {
    close() {
      closed = true
      stop()
      unfold()
      cancel()
    },
  }
}
