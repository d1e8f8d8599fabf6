import CircleStop from "lucide-react/icons/circle-stop"
import Play from "lucide-react/icons/play"
import RotateCw from "lucide-react/icons/rotate-cw"
import { useEffect, useState } from "react"
import { Button, firstPress } from "../ui/Button.tsx"
import { Kbd } from "../ui/Kbd.tsx"
import { Notice } from "../ui/Notice.tsx"
import { SHORTCUTS } from "../ui/shortcuts.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { announce } from "../ui/toasts.tsx"
import { CompletionCard } from "./CompletionCard.tsx"
import { spoken, type TestReport } from "./test-report.ts"
import { ResultsMenu } from "./ResultsMenu.tsx"
import { TestItem } from "./TestItem.tsx"
import { TestSummary } from "./TestSummary.tsx"
import { TestTrouble } from "./TestTrouble.tsx"
import { useTests } from "./use-tests.ts"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

export function TestsPane() {
  const { role } = useWorkspace()
  const tests = useTests()
  const { report } = tests
  const words = spoken(report)
  const run = tests.run?.id
  useEffect(() => {
    if (run && words) announce(words)
  }, [run, words])

  if (report.state === "never")
    return (
      <Notice
        small
        title="No tests have run yet"
        actions={
          role === "candidate" && (
            <Button
              data-pane-focus
              icon={<Play size={14} aria-hidden />}
              disabled={!tests.canRun}
              onClick={firstPress(tests.runAll)}
              onPointerEnter={tests.warm}
            >
              Run tests
            </Button>
          )
        }
      >
        {role === "candidate" ? (
          <>
            They run on what you have typed, saved or not. <Kbd keys={SHORTCUTS["run-tests"].keys[0]!} /> runs
            them from anywhere.
          </>
        ) : (
          "Results appear here as the candidate runs them."
        )}
      </Notice>
    )

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
        <TestSummary report={report} />
        <div className="ml-auto flex gap-1">
          {role === "candidate" && <RunButtons {...tests} />}
          {tests.run?.finished && <ResultsMenu />}
        </div>
      </div>
      <ScrollRegion label="Test results" className="min-h-0 flex-1" data-pane-focus>
        <CompletionCard />
        <TestTrouble report={report} />
        {report.state === "collecting" && (
          <p className="flex items-center gap-2 p-3 text-ink-2">
            <Spinner /> Finding the tests
          </p>
        )}
        {report.state !== "collecting" && (
          <TestList key={tests.run?.id} report={report} runOne={tests.canRun ? tests.runOne : undefined} />
        )}
      </ScrollRegion>
    </div>
  )
}

function RunButtons(tests: ReturnType<typeof useTests>) {
  if (tests.running)
    return (
      <Button look="quiet" icon={<CircleStop size={14} aria-hidden />} onClick={firstPress(tests.cancel)}>
        Cancel
      </Button>
    )
  return (
    <>
      {tests.failed.length > 0 && (
        <Button
          look="quiet"
          icon={<RotateCw size={14} aria-hidden />}
          disabled={!tests.canRun}
          onClick={firstPress(tests.runFailed)}
        >
          Run failed
        </Button>
      )}
      <Button
        look="quiet"
        icon={<Play size={14} aria-hidden />}
        disabled={!tests.canRun}
        onClick={firstPress(tests.runAll)}
      >
        Run all
      </Button>
    </>
  )
}

type Shown = Exclude<TestReport, { state: "never" | "collecting" }>

function TestList({ report, runOne }: { report: Shown; runOne?: ((id: string) => void) | undefined }) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const { role, attach } = useWorkspace()
  const ready = useViewState((state) => state.session?.agent?.phase.phase === "ready")
  const asks = ready && role === "candidate"
  const first = report.rows.find((row) => row.status === "failed")?.id
  return (
    <ul>
      {report.rows.map((row) => {
        const open = toggled.get(row.id) ?? row.id === first
        return (
          <TestItem
            key={row.id}
            row={row}
            open={open}
            onToggle={() => setToggled(new Map(toggled).set(row.id, !open))}
            onRun={runOne && (() => runOne(row.id))}
            onAsk={asks ? () => attach({ kind: "test", id: row.id }) : undefined}
          />
        )
      })}
    </ul>
  )
}
