/** Keeps count of one run: which tests were to report, which did, and what follows from those that did not. Pure. */
import type { TestResult, TestSummary } from "../../protocol/ctrf.ts"
import type { ProcExit } from "../sandbox/engine.ts"
import type { CollectedTest, ReportEvent } from "./adapter.ts"

export type RunOutcome = "passed" | "failed" | "error" | "cancelled"

export type RunEvent =
  | { kind: "collected"; tests: CollectedTest[] }
  /** A later result of the same id replaces an earlier one. */
  | { kind: "result"; result: TestResult }
  | { kind: "error"; message: string; filePath?: string | undefined; line?: number | undefined }
  | FinishedRun

export interface FinishedRun {
  kind: "finished"
  /** `error`: there was nothing to run, it could not be, or it was interrupted before any test failed. */
  outcome: RunOutcome
  summary: TestSummary
  reason: ProcExit["reason"] | "cancelled"
  /** Ids of the tests that were under way when the run was cut short, in the order they began. */
  running: string[]
  /** Why the suite could not run or was cut short. */
  message?: string
  /** The last stretch of what was printed outside of tests. */
  output: string
}

export interface LedgerOptions {
  /** Graded run: exactly these must report, once each, and pass; nothing else counts. */
  expect?: readonly string[] | undefined
  /** Ids that were asked for; empty means all. */
  only: readonly string[]
  start: number
  /** For messages. */
  limits: { wallMs: number; memoryBytes: number; outputBytes: number }
}

export interface RunEnd {
  exit: Pick<ProcExit, "code" | "signal" | "reason">
  cancelled: boolean
  stop: number
  output: string
}

export interface Ledger {
  accept(event: ReportEvent): RunEvent[]
  close(end: RunEnd): RunEvent[]
}

interface Entry {
  test: CollectedTest
  result: TestResult | null
}

export function createLedger({ expect, only, start, limits }: LedgerOptions): Ledger {
  const entries = new Map<string, Entry>()
  const expected = expect && new Set(expect)
  const begun = new Set<string>()
  const errors: { message: string; filePath?: string | undefined; line?: number | undefined }[] = []
  let finished: number | null = null
  let stopped: string | null = null

  const record = (result: TestResult): RunEvent[] => {
    if (expected && !expected.has(result.id)) return []
    const entry = entries.get(result.id)
    const told = judge(result, entry?.result ?? null, expected !== undefined)
    entries.set(result.id, { test: entry?.test ?? result, result: told })
    return [{ kind: "result", result: told }]
  }

  const collect = (tests: CollectedTest[]): RunEvent[] => {
    const counted = tests.filter(({ id }) => !expected || expected.has(id))
    for (const test of counted) if (!entries.has(test.id)) entries.set(test.id, { test, result: null })
    return counted.length > 0 ? [{ kind: "collected", tests: counted }] : []
  }

  const fault = (error: (typeof errors)[number]): RunEvent[] => {
    errors.push(error)
    return [{ kind: "error", ...error }]
  }

  const silent = (): CollectedTest[] =>
    [...entries.values()].flatMap(({ test, result }) => (result === null ? [test] : []))

  /** What was under way; of a runner that does not tell when a test begins, the first that is silent. */
  const underWay = (): string[] => {
    const ids = silent().map(({ id }) => id)
    return begun.size > 0 ? ids.filter((id) => begun.has(id)) : ids.slice(0, 1)
  }

  /** Results for what should have reported and did not. */
  const missing = (why: string, status: TestResult["status"], running: readonly string[]): RunEvent[] =>
    silent().flatMap((test) => {
      const message = running.includes(test.id) ? why : `Did not run: ${lower(why)}`
      return record({ ...test, status, duration: 0, message })
    })

  const absent = (ids: readonly string[], message: string): RunEvent[] =>
    ids
      .filter((id) => !entries.has(id))
      .flatMap((id) => record({ ...placeOf(id), status: "failed", duration: 0, message }))

  /** A file that could not be loaded counts as one failed test when others ran. */
  const brokenFiles = (): RunEvent[] =>
    expected || entries.size === 0
      ? []
      : errors.flatMap(({ filePath, message, line }) =>
          filePath === undefined || entries.has(filePath)
            ? []
            : record({
                ...placeOf(filePath),
                ...(line !== undefined && { line }),
                status: "failed",
                duration: 0,
                message,
              }),
        )

  return {
    accept(event) {
      switch (event.kind) {
        case "collected":
          return collect(event.tests)
        case "running":
          begun.add(event.id)
          return []
        case "result":
          return record(event.result)
        case "error":
          return fault({ message: event.message, filePath: event.filePath, line: event.line })
        case "stopped":
          stopped = event.message
          return []
        case "finished":
          finished = event.code
          return []
      }
    },
    close({ exit, cancelled, stop, output }) {
      const told: RunEvent[] = []
      const cut = cancelled ? "Cancelled." : (stopped ?? cutShort(exit, finished, limits))
      if (cut !== null && !cancelled) told.push(...fault({ message: cut }))
      const running = cut === null ? [] : underWay()
      const interrupted = cancelled || INTERRUPTED.has(exit.reason)
      if (cut === null)
        told.push(
          ...missing(
            SILENT,
            "failed",
            silent().map(({ id }) => id),
          ),
        )
      else told.push(...missing(cut, interrupted && !expect ? "other" : "failed", running))
      if (expect && !cancelled) told.push(...absent(expect, cut ?? "This test did not report."))
      const unknown = "There is no test of this name (any more)."
      if (!expect && !cancelled && errors.length === 0) told.push(...absent(only, unknown))
      const results = () => [...entries.values()].flatMap(({ result }) => (result ? [result] : []))
      const disagreement = errors.length === 0 && !cancelled ? disagree(results(), exit.code, finished) : null
      if (disagreement) told.push(...fault({ message: disagreement }))
      if (entries.size === 0 && errors.length === 0 && !cancelled)
        told.push(...fault({ message: "No tests were found." }))
      told.push(...brokenFiles())
      const summary = summarize(results(), start, stop)
      const message = errors.map((error) => error.message).join("\n")
      told.push({
        kind: "finished",
        outcome: cancelled ? "cancelled" : outcomeOf(summary, errors.length > 0, interrupted),
        summary,
        reason: cancelled ? "cancelled" : exit.reason,
        running,
        ...(message !== "" && { message }),
        output,
      })
      return told
    },
  }
}

function judge(result: TestResult, earlier: TestResult | null, graded: boolean): TestResult {
  if (earlier) return { ...result, status: "failed", message: "This test reported more than once." }
  if (graded && result.status !== "passed" && result.status !== "failed")
    return { ...result, status: "failed", message: `This test was ${result.status}.` }
  return result
}

function placeOf(id: string): CollectedTest {
  const [filePath = "", ...suite] = id.split("::")
  return { id, name: (suite.pop() ?? id).slice(0, 1_024).toWellFormed(), suite: suite.slice(0, 16), filePath }
}

const SILENT = "This test was found, but never reported a result."

/** Ends that say nothing against the tests they kept from reporting. */
const INTERRUPTED: ReadonlySet<RunEnd["exit"]["reason"]> = new Set(["timeout", "killed", "lost"])

/** What ended the runner before its end, or null. */
function cutShort(
  exit: RunEnd["exit"],
  finished: number | null,
  limits: LedgerOptions["limits"],
): string | null {
  switch (exit.reason) {
    case "timeout":
      return `The run was stopped: it took longer than ${limits.wallMs / 1000} s.`
    case "memory":
      return `The run was stopped: it used more than ${limits.memoryBytes >> 20} MB of memory.`
    case "output":
      return `The run was stopped: it printed more than ${limits.outputBytes >> 20} MB.`
    case "killed":
      return "The run was stopped."
    case "lost":
      return "The run was lost: its sandbox went away."
    case "exited":
      if (finished !== null) return null
      return `The program ended before its tests had finished, ${exit.signal ? `by ${exit.signal}` : `with exit code ${exit.code}`}.`
  }
}

/** pytest's code for a run in which no test was left to run, as when all of a file's were skipped. */
const NOTHING_RAN = 5

function disagree(
  results: readonly TestResult[],
  code: number | null,
  finished: number | null,
): string | null {
  if (code !== finished)
    return `The runner said it would end with exit code ${finished}, but ended with ${code}.`
  const failed = results.some(({ status }) => status === "failed")
  if (failed || results.length === 0 || code === 0) return null
  if (code === NOTHING_RAN && results.every(({ status }) => status !== "passed")) return null
  return `No test failed, but the runner ended with exit code ${code}.`
}

function summarize(results: readonly TestResult[], start: number, stop: number): TestSummary {
  const count = (status: TestResult["status"]) => results.filter((result) => result.status === status).length
  return {
    tests: results.length,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    pending: count("pending"),
    other: count("other"),
    start,
    stop,
  }
}

function outcomeOf(summary: TestSummary, faulty: boolean, interrupted: boolean): RunOutcome {
  if (summary.tests === 0 || (interrupted && summary.failed === 0)) return "error"
  return faulty || summary.failed > 0 ? "failed" : "passed"
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
