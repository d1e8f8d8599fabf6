import { useState } from "react"
import { report } from "../ui/toasts.tsx"
import { useView, useViewState } from "./view.ts"

/** Submitting the open question; `last` tells that the interview ends with it. */
export function useSubmit() {
  const view = useView()
  const [busy, setBusy] = useState(false)
  const last = useViewState(
    (state) => state.session !== null && !state.session.questions.some(({ status }) => status === "locked"),
  )
  return {
    last,
    busy,
    submit: () => {
      setBusy(true)
      view
        .command({ type: "submit" })
        .catch(report)
        .finally(() => setBusy(false))
    },
  }
}
