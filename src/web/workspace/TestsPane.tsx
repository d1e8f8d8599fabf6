import CircleAlert from "lucide-react/icons/circle-alert"
import CircleStop from "lucide-react/icons/circle-stop"
import Play from "lucide-react/icons/play"
import RotateCw from "lucide-react/icons/rotate-cw"
import { useEffect, useState } from "react"
import { LIMITS } from "../../protocol/limits.ts"
import { Button } from "../ui/Button.tsx"
import { count, duration } from "../ui/format.ts"
import { Kbd } from "../ui/Kbd.tsx"
import { Notice } from "../ui/Notice.tsx"
import { SHORTCUTS } from "../ui/shortcuts.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { announce } from "../ui/toasts.tsx"
import { CompletionCard } from "./CompletionCard.tsx"
import { Output } from "./Output.tsx"
import { spoken, type TestReport } from "./test-report.ts"
import { TestItem } from "./TestItem.tsx"
import { TestDots } from "./TestStatus.tsx"
import { useTests } from "./use-tests.ts"
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
              onClick={tests.runAll}
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
        <Summary report={report} />
        {role === "candidate" && (
          <div className="ml-auto flex gap-1">
            {tests.running ? (
              <Button look="quiet" icon={<CircleStop size={14} aria-hidden />} onClick={tests.cancel}>
                Cancel
              </Button>
            ) : (
              <>
                {tests.failed.length > 0 && (
                  <Button
                    look="quiet"
                    icon={<RotateCw size={14} aria-hidden />}
                    disabled={!tests.canRun}
                    onClick={tests.runFailed}
                  >
                    Run failed
                  </Button>
                )}
                <Button
                  look="quiet"
                  icon={<Play size={14} aria-hidden />}
                  disabled={!tests.canRun}
                  onClick={tests.runAll}
                >
                  Run all
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      <ScrollRegion label="Test results" className="min-h-0 flex-1 overflow-y-auto" data-pane-focus>
        <CompletionCard />
        <Trouble report={report} />
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

type Shown = Exclude<TestReport, { state: "never" | "collecting" }>

function TestList({ report, runOne }: { report: Shown; runOne?: ((id: string) => void) | undefined }) {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
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
          />
        )
      })}
    </ul>
  )
}

function Summary({ report }: { report: TestReport }) {
  if (report.state === "never") return null
  if (report.state === "collecting") return <span className="text-13 text-ink-2">Starting</span>
  const { counts } = report
  const words = wordsOf(report)
  return (
    <>
      <TestDots rows={report.inOrder} />
      <span className="sr-only">{words}</span>
      <span aria-hidden className="text-13 tabular-nums">
        {counts.failed > 0 && <span className="font-medium text-fail">{counts.failed} failed</span>}
        {counts.failed > 0 && counts.passed > 0 && <span className="text-ink-3">, </span>}
        {counts.passed > 0 && <span className="text-pass">{counts.passed} passed</span>}
        {counts.skipped > 0 && <span className="text-ink-3">, {counts.skipped} skipped</span>}
        <span className="text-ink-3">
          {report.state === "running" && ` of ${counts.total}`}
          {"tookMs" in report && ` · ${duration(report.tookMs)}`}
        </span>
      </span>
    </>
  )
}

function wordsOf(report: Shown): string {
  const { passed, failed, skipped, total } = report.counts
  return `${count(total, "test")}: ${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Why a run did not come to its end. */
function Trouble({ report }: { report: TestReport }) {
  if (report.state !== "error" && report.state !== "timed-out" && report.state !== "cancelled") return null
  if (report.state === "cancelled")
    return (
      <p className="border-b border-line px-3 py-2 text-13 text-ink-2">
        The run was cancelled
        {report.counts.passed + report.counts.failed > 0 && "; what had come by then is below"}.
      </p>
    )
  const late = report.state === "timed-out"
  return (
    <div className="flex gap-2 border-b border-line bg-fail-soft px-3 py-2">
      <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-fail" />
      <div className="min-w-0 flex-1">
        <h3 className="font-medium text-fail">
          {late
            ? `Stopped at the limit of ${LIMITS.run.wallMs / 1_000} seconds`
            : "The tests could not be run"}
        </h3>
        <p className="text-ink">
          {report.message ||
            (late
              ? "Look for a loop that never ends, or a slow path."
              : "Read the output below for the cause.")}
        </p>
        {report.output && <Output text={report.output} label="Output of the run" className="mt-2" />}
      </div>
    </div>
  )
}
