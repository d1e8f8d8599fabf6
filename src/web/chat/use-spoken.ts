import { useEffect } from "react"
import type { SessionView } from "../live/session-view.ts"
import { announce } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { openNudge } from "./rows.ts"
import { spokenOf } from "./spoken.ts"

/** The event up to which the conversation of a view was told. */
const told = new WeakMap<SessionView, number>()

/** Tells a screen reader what happens in the conversation, each once, whether its pane is shown or not. */
export function useSpoken(): void {
  const view = useView()
  useEffect(() => {
    const tell = () => {
      const { session } = view.getState()
      if (!session) return
      const { chat, seq } = session
      const before = told.get(view) ?? (openNudge(chat.entries)?.seq ?? seq + 1) - 1
      told.set(view, Math.max(before, seq))
      if (seq > before) spokenOf(chat, before).forEach(announce)
    }
    tell()
    return view.subscribe(tell)
  }, [view])
}
