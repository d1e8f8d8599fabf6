import CircleCheck from "lucide-react/icons/circle-check"
import { useState } from "react"
import { Button } from "../ui/Button.tsx"
import { allPassed } from "./test-report.ts"
import { useSubmit } from "./use-submit.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** When all visible tests pass: go on, or keep at it. It takes no focus; the run's end is announced elsewhere. */
export function CompletionCard() {
  const { canEdit } = useWorkspace()
  const run = useViewState((state) => state.session?.run ?? null)
  const [answered, setAnswered] = useState<string | null>(null)
  const { last, submit, busy, hindered } = useSubmit()
  if (!canEdit || !run || answered === run.id || !allPassed(run)) return null
  return (
    <div className="enter flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-pass-soft px-3 py-2">
      <CircleCheck size={16} aria-hidden className="shrink-0 text-pass" />
      <p className="min-w-60 flex-1">
        <span className="font-medium">All visible tests pass.</span>{" "}
        <span className="text-ink-2">
          Hidden tests run when you submit; after that this question cannot be changed.
        </span>
      </p>
      <div className="flex gap-2">
        <Button onClick={() => setAnswered(run.id)}>Keep working</Button>
        <Button look="primary" disabled={busy} aria-disabled={hindered} onClick={submit}>
          {last ? "Submit and finish" : "Submit and go on"}
        </Button>
      </div>
    </div>
  )
}
