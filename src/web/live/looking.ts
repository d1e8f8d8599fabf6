/** Tells what a candidate has before them, for who follows: not more often than needed, and nothing twice. */
import type { Looking } from "../../core/session.ts"
import type { Clock } from "./clock.ts"
import { systemClock } from "./clock.ts"
import type { SessionView, ViewState } from "./session-view.ts"

const EVERY_MS = 500

export interface LookingTeller {
  /** What changed of it. */
  tell(change: Partial<Looking>): void
}

type Window = Pick<SessionView, "observe"> & {
  getState(): Pick<ViewState, "session" | "you">
}

const tellers = new WeakMap<Window, LookingTeller>()

/** The one of a window. It tells nothing unless the window is a candidate's and the interview runs. */
export function lookingOf(view: Window, clock: Clock = systemClock): LookingTeller {
  const known = tellers.get(view)
  if (known) return known
  let now: Looking = { path: null, line: 1, bottom: null, terminal: null }
  let told = ""
  let cancel: (() => void) | null = null

  function send(): void {
    cancel = null
    const text = JSON.stringify(now)
    const { session, you } = view.getState()
    if (text === told || you?.role !== "candidate" || session?.phase.phase !== "running") return
    told = text
    view.observe({ type: "presence.viewed", ...now, clientAt: clock.now() })
  }

  const teller: LookingTeller = {
    tell(change) {
      now = { ...now, ...change }
      cancel ??= clock.after(EVERY_MS, send)
    },
  }
  tellers.set(view, teller)
  return teller
}
