/** A test run as the panel shows it, from the session's state alone. */
import { tally, type RunState } from "../../core/session.ts"
import type { TestResult } from "../../protocol/ctrf.ts"
import { LIMITS } from "../../protocol/limits.ts"

export type TestRow = RunState["tests"][number] &
  ({ status: "waiting" | "running" } | ({ status: TestResult["status"] } & TestResult))

export type TestReport =
  | { state: "never" }
  | { state: "collecting" }
  | ({ state: "running" } & Results)
  | ({ state: "passed" | "failed"; tookMs: number } & Results)
  /** The suite could not be loaded, was cut at the time limit, or was cancelled; what came before is kept. */
  | ({ state: "error" | "timed-out" | "cancelled"; message: string; output: string } & Results)

interface Results {
  /** Failing tests first. */
  rows: TestRow[]
  /** In the suite's own order, which no result changes. */
  inOrder: TestRow[]
  counts: Counts
}

export interface Counts {
  total: number
  passed: number
  failed: number
  skipped: number
}

const ORDER = { failed: 0, other: 1, running: 2, waiting: 3, passed: 4, skipped: 5, pending: 6 }

/** Within one status the rows keep the suite's order. */
export function reportOf(run: RunState | null): TestReport {
  if (!run) return { state: "never" }
  const inOrder = inOrderOf(run)
  const { passed, failed, skipped } = tally(Object.values(run.results))
  const results: Results = {
    inOrder,
    rows: inOrder.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]),
    counts: { total: inOrder.length, passed, failed, skipped },
  }
  if (!run.finished) return inOrder.length === 0 ? { state: "collecting" } : { state: "running", ...results }
  const { outcome, summary, message = "", output = "" } = run.finished
  const tookMs = summary.stop - summary.start
  if (outcome === "cancelled") return { state: "cancelled", ...results, message, output }
  if (outcome === "error")
    return { state: tookMs >= LIMITS.run.wallMs ? "timed-out" : "error", ...results, message, output }
  return { state: failed > 0 ? "failed" : outcome, ...results, tookMs }
}

function inOrderOf(run: RunState): TestRow[] {
  const known = new Set(run.tests.map(({ id }) => id))
  const late = Object.values(run.results).filter(({ id }) => !known.has(id))
  return [...run.tests, ...late].map((test): TestRow => {
    const result = run.results[test.id]
    if (result) return result
    return { ...test, status: run.finished ? "waiting" : "running" }
  })
}

/** Ids of the tests that did not pass, for another try. */
export function failedIds(run: RunState | null): string[] {
  return Object.values(run?.results ?? {})
    .filter(({ status }) => status === "failed" || status === "other")
    .map(({ id }) => id)
}

/** Did every visible test pass, in a run that is over? */
export function allPassed(run: RunState | null): boolean {
  if (run?.finished?.outcome !== "passed") return false
  const results = Object.values(run.results)
  return results.length > 0 && results.length >= run.tests.length && failedIds(run).length === 0
}

/** One sentence for a screen reader when a run ends. */
export function spoken(report: TestReport): string {
  switch (report.state) {
    case "never":
    case "collecting":
    case "running":
      return ""
    case "passed":
      return `All ${report.counts.total} tests passed.`
    case "failed":
      return `${report.counts.failed} of ${report.counts.total} tests failed.`
    case "cancelled":
      return "The test run was cancelled."
    case "timed-out":
      return "The test run was stopped at the time limit."
    case "error":
      return "The tests could not be run."
  }
}
