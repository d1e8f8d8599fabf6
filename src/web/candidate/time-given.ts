import { useEffect } from "react"
import type { SessionState } from "../../core/session.ts"
import { count } from "../ui/format.ts"
import { toast } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"

/** What to say when an assessor gave more time between two states; null when none was given. */
export function timeGiven(before: SessionState, after: SessionState): string | null {
  const minutes = Math.round((after.clock.durationMs - before.clock.durationMs) / 60_000)
  return minutes > 0 ? `The assessor gave you ${count(minutes, "more minute")}.` : null
}

/** Says so in the corner, and to a screen reader, without taking the focus; also after a lost connection. */
export function useTimeGivenSaid(): void {
  const view = useView()
  useEffect(() => {
    let before = view.getState().session
    return view.subscribe(() => {
      const { session } = view.getState()
      const said = before && session && timeGiven(before, session)
      before = session
      if (said) toast(said)
    })
  }, [view])
}
