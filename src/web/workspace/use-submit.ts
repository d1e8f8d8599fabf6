import { useState } from "react"
import type { SessionView } from "../live/session-view.ts"
import { report, toast } from "../ui/toasts.tsx"
import { submitHindrance } from "./run-gate.ts"
import { useOpenQuestion, useView, useViewState } from "./view.ts"

/** Submitting the open question; `last` tells that the interview ends with it, `hindered` that it cannot be done now. */
export function useSubmit() {
  const view = useView()
  const [busy, setBusy] = useState(false)
  const last = useViewState(
    (state) => state.session !== null && !state.session.questions.some(({ status }) => status === "locked"),
  )
  const hindered = useViewState((state) => submitHindrance(state) !== null)
  const question = useOpenQuestion()
  return {
    last,
    busy,
    hindered,
    submit: () => {
      if (!question || sayWhyNot(view)) return
      setBusy(true)
      view
        .command({ type: "submit", question: question.id })
        .catch(report)
        .finally(() => setBusy(false))
    },
  }
}

/** Says in the corner what keeps the question from being submitted, and whether anything does. */
export function sayWhyNot(view: SessionView): boolean {
  const why = submitHindrance(view.getState())
  if (why) toast(why.text, { detail: why.detail })
  return why !== null
}
