/** A test run as the panel shows it, from the session's state alone. */
import { listResults, resultOf } from "../../core/run-results.ts"
import { tally, type RunState } from "../../core/session.ts"
import type { TestResult } from "../../protocol/ctrf.ts"
import { count } from "../ui/format.ts"

/** A test that was under way when the run was cut is `other`; one the run never came to is `waiting`. */
export type TestRow = RunState["tests"][number] &
  ({ status: "waiting" | "running" } | ({ status: TestResult["status"] } & TestResult))

export type TestReport =
  | { state: "never" }
  | { state: "collecting" }
  | ({ state: "running" } & Results)
  | ({ state: "passed"; tookMs: number } & Results)
  /** What ran passed, and there are tests of which no result is known. */
  | ({ state: "partial"; tookMs: number } & Results)
  /** `message` tells of what went wrong outside the tests. */
  | ({ state: "failed"; tookMs: number; message: string; output: string } & Results)
  /** The suite could not be loaded, was cut at the time limit, or was cancelled; what came before is kept. */
  | ({ state: "error" | "timed-out" | "cancelled"; message: string; output: string } & Results)

interface Results {
  /** Failing tests first. */
  rows: TestRow[]
  /** In the suite's own order, which no result changes. */
  inOrder: TestRow[]
  counts: Counts
  /** How many tests were asked for by name; 0 when all were. */
  chosen: number
  /** Are the results of the present text, of an older one, or some of an older one still? */
  text: "present" | "older" | "mixed"
}

export interface Counts {
  total: number
  passed: number
  failed: number
  skipped: number
  /** Of a run that is over: those that never ran, or did not come to their end. */
  unfinished: number
}

const ORDER = { failed: 0, other: 1, running: 2, waiting: 3, passed: 4, skipped: 5, pending: 6 }

/** Within one status the rows keep the suite's order. */
export function reportOf(run: RunState | null): TestReport {
  if (!run) return { state: "never" }
  const results = resultsOf(run)
  if (!run.finished)
    return results.counts.total === 0 ? { state: "collecting" } : { state: "running", ...results }
  const { outcome, summary, reason, message = "", output = "" } = run.finished
  const tookMs = summary.stop - summary.start
  if (outcome === "cancelled") return { state: "cancelled", ...results, message, output }
  if (reason === "timeout") return { state: "timed-out", ...results, message, output }
  if (outcome === "error") return { state: "error", ...results, message, output }
  if (outcome === "failed" || results.counts.failed > 0)
    return { state: "failed", ...results, tookMs, message, output }
  return { state: results.counts.unfinished > 0 ? "partial" : "passed", ...results, tookMs }
}

function resultsOf(run: RunState): Results {
  const inOrder = inOrderOf(run)
  const { passed, failed, skipped } = tally(listResults(run.results))
  const total = inOrder.length
  return {
    inOrder,
    rows: inOrder.toSorted((a, b) => ORDER[a.status] - ORDER[b.status]),
    counts: {
      total,
      passed,
      failed,
      skipped,
      unfinished: run.finished ? total - passed - failed - skipped : 0,
    },
    chosen: run.only.length,
    text: run.changedBy !== null ? "older" : run.keptOlder ? "mixed" : "present",
  }
}

function inOrderOf(run: RunState): TestRow[] {
  const known = new Set(run.tests.map(({ id }) => id))
  const late = listResults(run.results).filter(({ id }) => !known.has(id))
  const cut = new Set(run.finished?.running)
  return [...run.tests, ...late].map((test): TestRow => {
    const result = resultOf(run.results, test.id)
    if (result && (result.status !== "other" || cut.has(test.id))) return result
    const { id, name, suite, filePath, line } = test
    const underWay = !run.finished && (run.only.length === 0 || run.only.includes(id))
    return { id, name, suite, filePath, line, status: underWay ? "running" : "waiting" }
  })
}

/** Ids of the tests that did not pass, for another try; what was cancelled failed at nothing. */
export function failedIds(run: RunState | null): string[] {
  if (!run) return []
  const cancelled = run.finished?.outcome === "cancelled"
  return inOrderOf(run)
    .filter(({ status }) => status === "failed" || (status === "other" && !cancelled))
    .map(({ id }) => id)
}

/** Did every visible test pass, in one run of all of them, on the text as it is now? */
export function allPassed(run: RunState | null): boolean {
  if (run?.finished?.outcome !== "passed" || run.only.length > 0 || run.changedBy !== null) return false
  const report = reportOf(run)
  return report.state === "passed" && report.counts.total > 0
}

/** One sentence for a screen reader when a run ends. */
export function spoken(report: TestReport): string {
  switch (report.state) {
    case "never":
    case "collecting":
    case "running":
      return ""
    case "passed":
    case "partial":
      if (report.chosen > 0) return `${count(report.chosen, "test")} ran and passed.`
      return report.state === "passed" ? `All ${report.counts.total} tests passed.` : standing(report)
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

/** When the results were had, said beside them; "" when they are of the present text. */
export function age({ text }: Pick<Results, "text">): string {
  if (text === "present") return ""
  return text === "older" ? "before your last edit" : "in part before your last edit"
}

/** How the tests stand, for somebody about to submit. */
export function standing(report: TestReport): string {
  switch (report.state) {
    case "never":
      return "You have not run the tests."
    case "collecting":
    case "running":
      return "The tests are still running."
    case "passed": {
      const apart = report.chosen > 0 ? "in separate runs" : "in the last run"
      return `All visible tests passed ${[apart, age(report)].filter((part) => part !== "").join(", ")}.`
    }
    case "partial": {
      const { passed, total, unfinished } = report.counts
      const said = [`${passed} of ${total} visible tests passed`, age(report)].filter((part) => part !== "")
      return `${said.join(", ")}; ${unfinished} ${unfinished === 1 ? "has" : "have"} not run.`
    }
    case "failed": {
      const { failed, total } = report.counts
      const said =
        failed > 0 ? `${failed} of ${total} visible tests failed` : "Not all visible tests could be run"
      return `${said} in the last run${report.text === "present" ? "" : `, ${age(report)}`}.`
    }
    default:
      return "The last test run did not come to its end."
  }
}

/** Names the tests that a run cut at the time limit was in, or else those it had not finished. */
export function hung(report: Results): string {
  const cut = report.inOrder.filter(({ status }) => status === "other")
  const [first] = cut
  if (first && cut.length === 1) return `${first.name} was running.`
  const named = cut.length > 0 ? cut : report.inOrder.filter(({ status }) => status === "waiting")
  if (named.length === 0) return ""
  const names = named.slice(0, NAMED).map(({ name }) => name)
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : ""
  return `${cut.length > 0 ? "These were running" : "These had not finished"}: ${names.join(", ")}${more}.`
}

const NAMED = 3
