import { expect, test } from "vitest"
import type { RunState } from "../../core/session.ts"
import type { TestResult } from "../../protocol/ctrf.ts"
import { allPassed, failedIds, reportOf, spoken } from "./test-report.ts"

const named = (id: string) => ({ id, name: id, suite: [], filePath: "test_a.py" })
const result = (id: string, status: TestResult["status"]): TestResult => ({
  ...named(id),
  status,
  duration: 1,
})
const summary = (stop: number) => ({
  tests: 0,
  passed: 0,
  failed: 0,
  skipped: 0,
  pending: 0,
  other: 0,
  start: 0,
  stop,
})

function run(
  statuses: Record<string, TestResult["status"] | null>,
  finished: RunState["finished"] = null,
): RunState {
  const results = Object.entries(statuses).flatMap(([id, status]) => (status ? [result(id, status)] : []))
  return {
    id: "r",
    startedAt: 0,
    by: { kind: "candidate", id: "c" },
    only: [],
    changedBy: null,
    keptOlder: false,
    tests: Object.keys(statuses).map(named),
    results: Object.fromEntries(results.map((one) => [one.id, one])),
    finished,
  }
}
const over = (outcome: "passed" | "failed" | "error" | "cancelled", stop = 10) => ({
  run: "r",
  outcome,
  summary: summary(stop),
})

test("[WEB8] failing tests come first while the dots keep the suite's order", () => {
  const report = reportOf(run({ a: "passed", b: "failed", c: null, d: "skipped" }))
  if (report.state !== "running") throw new Error(report.state)
  expect(report.rows.map(({ id }) => id)).toEqual(["b", "c", "a", "d"])
  expect(report.inOrder.map(({ id, status }) => `${id} ${status}`)).toEqual([
    "a passed",
    "b failed",
    "c running",
    "d skipped",
  ])
})

test("[WEB8] a run is shown as passed only when no result failed, whatever its outcome says", () => {
  expect(reportOf(run({ a: "passed" }, over("passed"))).state).toBe("passed")
  expect(reportOf(run({ a: "failed" }, over("passed"))).state).toBe("failed")
  expect(allPassed(run({ a: "failed" }, over("passed")))).toBe(false)
  expect(allPassed(run({ a: "passed", b: null }, over("passed")))).toBe(false)
  expect(allPassed(run({}, over("passed")))).toBe(false)
  expect(allPassed(run({ a: "passed", b: "skipped" }, over("passed")))).toBe(true)
})

test("[WEB8] each way a run can end is told apart", () => {
  expect(reportOf(null).state).toBe("never")
  expect(reportOf(run({})).state).toBe("collecting")
  expect(reportOf(run({}, over("error"))).state).toBe("error")
  expect(reportOf(run({ a: null }, over("error", 30_000))).state).toBe("timed-out")
  expect(spoken(reportOf(run({ a: null }, over("cancelled"))))).toBe("The test run was cancelled.")
  expect(failedIds(run({ a: "failed", b: "other", c: "passed" }))).toEqual(["a", "b"])
})
