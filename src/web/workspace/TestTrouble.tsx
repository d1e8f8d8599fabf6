import CircleAlert from "lucide-react/icons/circle-alert"
import { LIMITS } from "../../protocol/limits.ts"
import { Output } from "./Output.tsx"
import { hung, type TestReport } from "./test-report.ts"

type Troubled = Extract<TestReport, { message: string }>

/** Why a run did not come to its end, or what went wrong in it outside the tests. */
export function TestTrouble({ report }: { report: TestReport }) {
  if (!("message" in report) || (report.state === "failed" && report.message === "")) return null
  if (report.state === "cancelled")
    return (
      <p className="border-b border-line px-3 py-2 text-13 text-ink-2">
        The run was cancelled
        {report.counts.passed + report.counts.failed > 0 && "; what had come by then is below"}.
      </p>
    )
  const [title, detail] = wordsOf(report)
  return (
    <div className="flex gap-2 border-b border-line bg-fail-soft px-3 py-2">
      <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-fail" />
      <div className="min-w-0 flex-1">
        <h3 className="font-medium text-fail">{title}</h3>
        {detail.includes("\n") ? (
          <Output text={detail} label="What went wrong" className="mt-1" />
        ) : (
          <p className="break-words text-ink">{detail}</p>
        )}
        {report.output.trim() !== "" && (
          <Output text={report.output} label="Output of the run" className="mt-2" />
        )}
      </div>
    </div>
  )
}

function wordsOf(report: Troubled): [title: string, detail: string] {
  if (report.state === "timed-out")
    return [
      `Stopped at the limit of ${LIMITS.run.wallMs / 1_000} seconds`,
      `${hung(report)} Look for a loop that never ends, or a slow path.`.trim(),
    ]
  if (report.counts.passed + report.counts.failed > 0) return ["Not everything could be run", report.message]
  return ["The tests could not be run", report.message || "Read the output below for the cause."]
}
