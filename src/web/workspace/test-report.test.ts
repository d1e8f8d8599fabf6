import { expect, test } from "vitest"
import { NO_RESULTS, withResult } from "../../core/run-results.ts"
import type { RunState } from "../../core/session.ts"
import type { TestResult } from "../../protocol/ctrf.ts"
import { age, allPassed, failedIds, hung, reportOf, spoken, standing } from "./test-report.ts"

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
    seq: 1,
    changedBy: null,
    shellBy: null,
    keptOlder: false,
    tests: Object.keys(statuses).map(named),
    results: results.reduce(withResult, NO_RESULTS),
    finished,
  }
}
type Finished = NonNullable<RunState["finished"]>
const over = (outcome: Finished["outcome"], more: Partial<Finished> = {}): Finished => ({
  run: "r",
  outcome,
  summary: summary(10),
  ...more,
})
/** What is shown of a run that is under way or over. */
function shown(run: RunState) {
  const report = reportOf(run)
  if (report.state === "never" || report.state === "collecting") throw new Error(report.state)
  return report
}
const rowsOf = (run: RunState, which: "rows" | "inOrder" = "rows") =>
  shown(run)[which].map(({ id, status }) => `${id} ${status}`)

test("[WEB8] failing tests come first while the dots keep the suite's order", () => {
  const one = run({ a: "passed", b: "failed", c: null, d: "skipped" })
  expect(rowsOf(one)).toEqual(["b failed", "c running", "a passed", "d skipped"])
  expect(rowsOf(one, "inOrder")).toEqual(["a passed", "b failed", "c running", "d skipped"])
})

test("[WEB8] of a run of some tests only those are shown as running", () => {
  const some = { ...run({ a: "passed", b: null, c: null }), only: ["b"] }
  expect(rowsOf(some, "inOrder")).toEqual(["a passed", "b running", "c waiting"])
})

test("[WEB8] a run is shown as passed only when no result failed, whatever its outcome says", () => {
  expect(reportOf(run({ a: "passed" }, over("passed"))).state).toBe("passed")
  expect(reportOf(run({ a: "failed" }, over("passed"))).state).toBe("failed")
  expect(reportOf(run({ a: "passed" }, over("failed", { message: "The clean-up failed." })))).toMatchObject({
    state: "failed",
    message: "The clean-up failed.",
  })
  expect(allPassed(run({ a: "failed" }, over("passed")))).toBe(false)
  expect(allPassed(run({ a: "passed", b: null }, over("passed")))).toBe(false)
  expect(allPassed(run({}, over("passed")))).toBe(false)
  expect(allPassed(run({ a: "passed", b: "skipped" }, over("passed")))).toBe(true)
})

test("[WEB13] all have passed only in one run of all, on the text as it is", () => {
  const whole = run({ a: "passed", b: "passed" }, over("passed"))
  const some = { ...whole, only: ["b"] }
  const edited = { ...whole, changedBy: 7 }
  expect([whole, some, edited].map(allPassed)).toEqual([true, false, false])
  expect(spoken(reportOf(whole))).toBe("All 2 tests passed.")
  expect(spoken(reportOf(some))).toBe("1 test ran and passed.")
})

test("[WEB13] results of an older text say so, and so does the question before a submission", () => {
  const passed = run({ a: "passed" }, over("passed"))
  const failed = run({ a: "failed" }, over("failed"))
  expect(age(shown(passed))).toBe("")
  expect(age(shown({ ...passed, changedBy: 7 }))).toBe("before your last edit")
  expect(age(shown({ ...passed, keptOlder: true }))).toBe("in part before your last edit")
  const said = [
    null,
    run({ a: null }),
    passed,
    { ...passed, only: ["a"] },
    { ...passed, changedBy: 7 },
    { ...failed, changedBy: 7 },
    run({ a: null }, over("cancelled")),
  ]
  expect(said.map((one) => standing(reportOf(one)))).toEqual([
    "You have not run the tests.",
    "The tests are still running.",
    "All visible tests passed in the last run.",
    "All visible tests passed in separate runs.",
    "All visible tests passed in the last run, before your last edit.",
    "1 of 1 visible tests failed in the last run, before your last edit.",
    "The last test run did not come to its end.",
  ])
})

test("[WEB13] tests that passed alone never stand for those that have not run", () => {
  // All three ran out of time; then one was run by itself.
  const statuses = { a: "passed", b: "other", c: "other" } as const
  const alone = { ...run(statuses, over("passed")), only: ["a"] }
  expect(reportOf(alone).state).toBe("partial")
  expect(standing(reportOf(alone))).toBe("1 of 3 visible tests passed; 2 have not run.")
  expect(standing(reportOf({ ...alone, changedBy: 7 }))).toBe(
    "1 of 3 visible tests passed, before your last edit; 2 have not run.",
  )
  expect(spoken(reportOf(alone))).toBe("1 test ran and passed.")
  const short = run({ a: "passed", b: null }, over("passed"))
  expect(spoken(reportOf(short))).toBe("1 of 2 visible tests passed; 1 has not run.")
})

test("[WEB8] each way a run can end is told apart", () => {
  expect(reportOf(null).state).toBe("never")
  expect(reportOf(run({})).state).toBe("collecting")
  expect(reportOf(run({}, over("error"))).state).toBe("error")
  for (const outcome of ["error", "failed"] as const)
    expect(reportOf(run({ a: null }, over(outcome, { reason: "timeout" }))).state).toBe("timed-out")
  expect(spoken(reportOf(run({ a: null }, over("cancelled"))))).toBe("The test run was cancelled.")
})

test("[WEB14] what a cut run did not come to is neither failed nor skipped, and what was under way is named", () => {
  const statuses = { a: "passed", b: "other", c: "other" } as const
  const late = run(statuses, over("error", { reason: "timeout", running: ["b"] }))
  expect(rowsOf(late)).toEqual(["b other", "c waiting", "a passed"])
  expect(shown(late).counts).toEqual({ total: 3, passed: 1, failed: 0, skipped: 0, unfinished: 2 })
  expect(hung(shown(late))).toBe("b was running.")
  expect(hung(shown(run(statuses, over("error", { running: ["b", "c"] }))))).toBe("These were running: b, c.")
  expect(hung(shown(run({ a: null, b: null, c: null, d: null }, over("error"))))).toBe(
    "These had not finished: a, b, c and 1 more.",
  )
  expect(failedIds(late)).toEqual(["b"])
  expect(failedIds(run(statuses, over("cancelled", { running: ["b"] })))).toEqual([])
  expect(failedIds(run({ a: "failed", c: "passed" }))).toEqual(["a"])
})
