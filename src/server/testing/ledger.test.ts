import { describe, expect, test } from "vitest"
import type { ReportEvent } from "./adapter.ts"
import { createLedger, type LedgerOptions, type RunEnd, type RunEvent } from "./ledger.ts"

const LIMITS = { wallMs: 30_000, memoryBytes: 512 << 20, outputBytes: 1 << 20 }
const test_ = (name: string) => ({ id: `f::${name}`, name, suite: [], filePath: "f" })
const collected = (...names: string[]): ReportEvent => ({ kind: "collected", tests: names.map(test_) })
const result = (name: string, status: "passed" | "failed" | "skipped" = "passed"): ReportEvent => ({
  kind: "result",
  result: { ...test_(name), status, duration: 1 },
})
const finished = (code: number): ReportEvent => ({ kind: "finished", code })

function play(events: ReportEvent[], options: Partial<LedgerOptions> = {}, end: Partial<RunEnd> = {}) {
  const ledger = createLedger({ only: [], start: 0, limits: LIMITS, ...options })
  const exit = { code: 0, signal: null, reason: "exited" as const }
  const told: RunEvent[] = events.flatMap((event) => ledger.accept(event))
  told.push(...ledger.close({ exit, cancelled: false, stop: 5, output: "", ...end }))
  const last = told.at(-1)
  if (last?.kind !== "finished") throw new Error("no end")
  const results = told.flatMap((event) => (event.kind === "result" ? [event.result] : []))
  return { told, last, statuses: Object.fromEntries(results.map(({ id, status }) => [id, status])), results }
}

describe("what passes", () => {
  test("[TEST8] a run passes when every test that was found reported once and the runner ended with 0", () => {
    const { last } = play([collected("a", "b"), result("a"), result("b", "skipped"), finished(0)])
    expect(last).toMatchObject({ outcome: "passed", summary: { tests: 2, passed: 1, skipped: 1 } })
  })
  test("[TEST8] a test that was found and did not report has failed", () => {
    const { statuses, last } = play([collected("a", "b"), result("a"), finished(0)])
    expect(statuses).toEqual({ "f::a": "passed", "f::b": "failed" })
    expect(last.outcome).toBe("failed")
  })
  test("[TEST8] a test that reports twice has failed", () => {
    const { statuses } = play([collected("a"), result("a", "failed"), result("a"), finished(0)])
    expect(statuses).toEqual({ "f::a": "failed" })
  })
  test("[TEST8] a runner that exits 0 without having finished fails the run", () => {
    const { last } = play([collected("a"), result("a")])
    expect(last).toMatchObject({
      outcome: "failed",
      message: expect.stringMatching(/ended before its tests had finished/),
    })
  })
  test("[TEST8] an exit code that says otherwise than the results fails the run", () => {
    const exit = { code: 1, signal: null, reason: "exited" as const }
    expect(play([collected("a"), result("a"), finished(1)], {}, { exit }).last.outcome).toBe("failed")
    expect(play([collected("a"), result("a"), finished(0)], {}, { exit }).last.outcome).toBe("failed")
  })
  test("[TEST8] a run in which nothing was found is an error", () => {
    expect(play([finished(0)]).last).toMatchObject({ outcome: "error", message: "No tests were found." })
  })
})

describe("graded", () => {
  test("[TEST7] only the expected count, and each must pass", () => {
    const events = [collected("a", "b", "x"), result("a"), result("b", "skipped"), result("x"), finished(0)]
    const { statuses, last } = play(events, { expect: ["f::a", "f::b", "f::c"] })
    expect(statuses).toEqual({ "f::a": "passed", "f::b": "failed", "f::c": "failed" })
    expect(last.summary).toMatchObject({ tests: 3, passed: 1, failed: 2 })
  })
})

describe("cut short", () => {
  test("[TEST5] the limit is named to the test that was running, and to those behind it", () => {
    const exit = { code: null, signal: "SIGKILL", reason: "memory" as const }
    const { results } = play([collected("a", "b", "c"), result("a")], {}, { exit })
    expect(results.slice(1).map(({ message }) => message)).toEqual([
      "The run was stopped: it used more than 512 MB of memory.",
      "Did not run: the run was stopped: it used more than 512 MB of memory.",
    ])
  })
  test("[TEST5] out of time, what had not reported is no failure, and what was under way is named", () => {
    const exit = { code: null, signal: "SIGKILL", reason: "timeout" as const }
    const running: ReportEvent = { kind: "running", id: "f::b" }
    const events = [collected("a", "b", "c"), result("a"), running]
    const { statuses, last } = play(events, {}, { exit })
    expect(statuses).toEqual({ "f::a": "passed", "f::b": "other", "f::c": "other" })
    expect(last).toMatchObject({ outcome: "error", reason: "timeout", running: ["f::b"] })
    expect(last.summary).toMatchObject({ passed: 1, failed: 0, other: 2 })
    expect(play([...events, result("c", "failed")], {}, { exit }).last.outcome).toBe("failed")
  })
  test("[TEST7] out of time, a graded run has failed what had not reported", () => {
    const exit = { code: null, signal: "SIGKILL", reason: "timeout" as const }
    const { statuses } = play([collected("a", "b"), result("a")], { expect: ["f::a", "f::b"] }, { exit })
    expect(statuses).toEqual({ "f::a": "passed", "f::b": "failed" })
  })
  test("[TEST6] of several under way at once all are named; without a word of the runner, the first in line", () => {
    const begun = (name: string): ReportEvent => ({ kind: "running", id: `f::${name}` })
    const cancelled = { cancelled: true }
    const some = [collected("a", "b", "c", "d"), begun("b"), begun("d")]
    expect(play(some, {}, cancelled).last.running).toEqual(["f::b", "f::d"])
    expect(play([collected("a", "b", "c"), result("a")], {}, cancelled).last.running).toEqual(["f::b"])
  })
  test("[TEST6] cancelled tests are neither passed nor failed", () => {
    const { statuses, last } = play([collected("a", "b"), result("a")], {}, { cancelled: true })
    expect(statuses).toEqual({ "f::a": "passed", "f::b": "other" })
    expect(last).toMatchObject({ outcome: "cancelled", reason: "cancelled" })
  })
  test("[TEST4] a file that could not be loaded counts as one failed test beside others", () => {
    const error: ReportEvent = { kind: "error", message: "SyntaxError", filePath: "g", line: 3 }
    const { statuses } = play(
      [error, collected("a"), result("a"), finished(1)],
      {},
      { exit: { code: 1, signal: null, reason: "exited" } },
    )
    expect(statuses).toEqual({ "f::a": "passed", g: "failed" })
  })
})
