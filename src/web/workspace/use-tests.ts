import { useMemo, useRef } from "react"
import { report } from "../ui/toasts.tsx"
import { failedIds, reportOf } from "./test-report.ts"
import { useView, useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

const WARM_EVERY_MS = 20_000

/** The latest run and what can be asked of it. */
export function useTests() {
  const view = useView()
  const { canEdit, panes } = useWorkspace()
  const run = useViewState((state) => state.session?.run ?? null)
  const ready = useViewState(
    (state) => state.workspace.status === "ready" && state.connection.status === "online",
  )
  const shown = useMemo(() => reportOf(run), [run])
  const warmed = useRef(0)
  const running = run !== null && run.finished === null
  const start = (only: string[]) => {
    panes.showBottom("tests")
    view.command({ type: "run-tests", only }).catch(report)
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
    cancel: () => void view.command({ type: "cancel-tests" }).catch(report),
    /** A run is likely soon. Asked for at most every 20 s; a refusal means nothing. */
    warm: () => {
      if (!canEdit || !ready || Date.now() - warmed.current < WARM_EVERY_MS) return
      warmed.current = Date.now()
      view.command({ type: "warm-tests" }).catch(() => undefined)
    },
  }
}
