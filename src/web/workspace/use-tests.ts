import { useMemo, useRef } from "react"
import { report, toast } from "../ui/toasts.tsx"
import { hindrance, oneAtATime } from "./run-gate.ts"
import { failedIds, reportOf } from "./test-report.ts"
import { useView, useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const WARM_EVERY_MS = 20_000
const starts = oneAtATime()
const cancels = oneAtATime()

/** The latest run and what can be asked of it. A run asked for while one is under way is passed over. */
export function useTests() {
  const view = useView()
  const { canEdit, panes } = useWorkspace()
  const run = useViewState((state) => state.session?.run ?? null)
  const ready = useViewState((state) => hindrance(state) === null)
  const shown = useMemo(() => reportOf(run), [run])
  const warmed = useRef(0)
  const running = run !== null && run.finished === null
  const start = (only: string[]) => {
    if (!canEdit) return
    const why = hindrance(view.getState())
    if (why) return toast(why.text, { detail: why.detail })
    panes.showBottom("tests")
    if (!running) starts(view, () => view.command({ type: "run-tests", only }).catch(report))
  }
  return {
    run,
    report: shown,
    running,
    canRun: canEdit && ready && !running,
    failed: failedIds(run),
    runAll: () => start([]),
    runFailed: () => start(failedIds(run)),
    runOne: (id: string) => start([id]),
    cancel: () => cancels(view, () => view.command({ type: "cancel-tests" }).catch(report)),
    /** A run is likely soon. Asked for at most every 20 s; a refusal means nothing. */
    warm: () => {
      if (!canEdit || !ready || Date.now() - warmed.current < WARM_EVERY_MS) return
      warmed.current = Date.now()
      view.command({ type: "warm-tests" }).catch(() => undefined)
    },
  }
}
