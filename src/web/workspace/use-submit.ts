import { useState } from "react"
import { report } from "../ui/toasts.tsx"
import { useOpenQuestion, useView, useViewState } from "./view.ts"

/** Submitting the open question; `last` tells that the interview ends with it. */
export function useSubmit() {
  const view = useView()
  const [busy, setBusy] = useState(false)
  const last = useViewState(
    (state) => state.session !== null && !state.session.questions.some(({ status }) => status === "locked"),
  )
  const question = useOpenQuestion()
  return {
    last,
    busy,
    submit: () => {
      if (!question) return
      setBusy(true)
      view
        .command({ type: "submit", question: question.id })
        .catch(report)
        .finally(() => setBusy(false))
    },
  }
}
