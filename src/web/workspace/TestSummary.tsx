import { count, duration } from "../ui/format.ts"
import { age, type TestReport, type TestRow } from "./test-report.ts"
import { TestDots } from "./TestStatus.tsx"

/** The dots of a run and its counts. */
export function TestSummary({ report }: { report: TestReport }) {
  if (report.state === "never") return null
  if (report.state === "collecting") return <span className="text-13 text-ink-2">Starting</span>
  const { passed, failed, skipped, unfinished, total } = report.counts
  const when = age(report)
  const rest = [
    skipped > 0 && `${skipped} skipped`,
    unfinished > 0 && `${unfinished} ${notRun(report.inOrder)}`,
  ]
  return (
    <>
      <TestDots rows={report.inOrder} />
      <span className="sr-only">
        {count(total, "test")}: {[`${passed} passed`, `${failed} failed`, ...rest].filter(Boolean).join(", ")}
        {when && `, ${when}`}
      </span>
      <span aria-hidden className="text-13 tabular-nums">
        {failed > 0 && <span className="font-medium text-fail">{failed} failed</span>}
        {failed > 0 && passed > 0 && <span className="text-ink-3">, </span>}
        {passed > 0 && <span className="text-pass">{passed} passed</span>}
        <span className="text-ink-3">
          {rest.filter(Boolean).map((part, index) => (
            <span key={index}>
              {(index > 0 || failed + passed > 0) && ", "}
              {part}
            </span>
          ))}
          {report.state === "running" && ` of ${total}`}
          {"tookMs" in report && ` · ${duration(report.tookMs)}`}
          {when && ` · ${when}`}
        </span>
      </span>
    </>
  )
}

/** Of a suite that could not be loaded nothing was ever begun. */
function notRun(rows: readonly TestRow[]): string {
  return rows.some(({ status }) => status === "other") ? "not run to the end" : "not run"
}
