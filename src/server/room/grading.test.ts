import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { begin, evolve } from "../../core/session.ts"
import type { Draft, EventOf, JournalEvent } from "../../protocol/events.ts"
import type { Grade, Grader } from "../assess/grading.ts"
import type { Journal } from "../store/store.ts"
import { createGrading, RETRY_MS } from "./grading.ts"
import { createLog } from "./log.ts"

const actor = { kind: "candidate", id: "candidate" } as const
const digest = "0".repeat(64)
const GRADE: Grade = {
  language: "python",
  outcome: "graded",
  visible: { passed: 1, total: 1 },
  hidden: { passed: 2, total: 2 },
}

const submitted: Draft = {
  actor,
  question: "q1",
  type: "question.submitted",
  data: { language: "python", by: "candidate" },
}
const OPENING: Draft[] = [
  {
    actor,
    question: null,
    type: "session.created",
    data: {
      title: "Trial",
      candidate: { name: "Ada" },
      durationMs: 3_600_000,
      questions: [{ id: "q1", version: digest, title: "One", languages: ["python"], minutes: 30 }],
      watchersVisible: true,
      consent: { text: "", digest },
    },
  },
  submitted,
]

/** The grading of one submission by a grader that answers as told, on a clock that is moved. */
function setUp(grade: Grader["grade"]) {
  const events = OPENING.map((draft, index): JournalEvent => ({
    ...draft,
    session: "s1",
    seq: index + 1,
    at: 1,
    v: 1,
  }))
  const journal: Journal = {
    async append(_lease, more) {
      events.push(...more)
    },
    pending: () => ({ events: 0, bytes: 0 }),
    async *read() {
      yield* events
    },
  }
  const clock = holdClock()
  const state = events.slice(1).reduce(evolve, begin(events[0]!))
  const log = createLog({ lease: { session: "s1", fence: 1 }, journal, clock, state })
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
