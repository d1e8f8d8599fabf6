import { expect, test } from "vitest"
import { CANDIDATE, createTestLog } from "../../../test/support/log.ts"
import type { Draft, EventOf } from "../../protocol/events.ts"
import type { Grade, Grader } from "../assess/grading.ts"
import { createGrading, RETRY_MS } from "./grading.ts"

const GRADE: Grade = {
  language: "python",
  outcome: "graded",
  visible: { passed: 1, total: 1 },
  hidden: { passed: 2, total: 2 },
}

const submitted: Draft = {
  actor: CANDIDATE,
  question: "q1",
  type: "question.submitted",
  data: { language: "python", by: "candidate" },
}
/** The grading of one submission by a grader that answers as told, on a clock that is moved. */
function setUp(grade: Grader["grade"]) {
  const { log, clock, journal, events } = createTestLog([submitted])
  const problems: unknown[] = []
  const grading = createGrading(
    {
      log,
      grader: { grade, close: async () => undefined },
      clock,
      journal: () => journal.read("s1"),
      onProblem: (problem) => problems.push(problem),
    },
    [events[1] as EventOf<"question.submitted">],
  )
  const grades = () => events.flatMap((event) => (event.type === "question.graded" ? [event.data] : []))
  return { clock, grading, grades, problems }
}

test("[SES7] a grading that failed is tried again after a while, and its first success is the grade", async () => {
  let tries = 0
  const { clock, grading, grades, problems } = setUp(async () => {
    if (++tries < 3) throw new Error("no sandbox")
    return GRADE
  })
  await expect.poll(() => problems.length).toBe(1)
  expect(grades()).toEqual([])
  expect(grading.busy).toBe(true)
  clock.advance(RETRY_MS[0])
  await expect.poll(() => problems.length).toBe(2)
  clock.advance(RETRY_MS[1])
  await expect.poll(grades).toEqual([GRADE])
  await expect.poll(() => grading.busy).toBe(false)
  expect(tries).toBe(3)
})

test("[SES7] a grading that never succeeds has failed after its last try", async () => {
  const { clock, grades, problems } = setUp(() => Promise.reject(new Error("no sandbox")))
  for (const [index, wait] of RETRY_MS.entries()) {
    await expect.poll(() => problems.length).toBe(index + 1)
    expect(grades()).toEqual([])
    clock.advance(wait)
  }
  await expect.poll(grades).toMatchObject([{ outcome: "failed", message: expect.any(String) }])
  expect(problems).toHaveLength(RETRY_MS.length + 1)
})

test("[SES7] a room that closes gives a grading up, and records nothing of it", async () => {
  const { grading, grades, problems } = setUp(
    (_version, _language, _work, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  )
  await grading.close()
  expect(grades()).toEqual([])
  expect(problems).toEqual([])

  const waiting = setUp(() => Promise.reject(new Error("no sandbox")))
  await expect.poll(() => waiting.problems.length).toBe(1)
  await waiting.grading.close()
  expect(waiting.grades()).toEqual([])
})
