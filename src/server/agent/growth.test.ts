import { expect, test } from "vitest"
import { CANDIDATE, createTestLog } from "../../../test/support/log.ts"
import { createDocumentSet } from "../../core/document-set.ts"
import { AssistancePolicy } from "../../protocol/assistance.ts"
import type { Actor, Draft } from "../../protocol/events.ts"
import type { Files } from "../questions/library.ts"
import { createGrowth } from "./growth.ts"
import type { Growth } from "./growth-lab.ts"

const question = "q1"
const SYSTEM: Actor = { kind: "system", id: "test" }
const GROWTH: Growth = { language: "python", exponent: 2, target: 1, points: [{ size: 1, ms: 1 }] }

const opening: Draft[] = [
  { actor: CANDIDATE, question: null, type: "session.consented", data: { digest: "0".repeat(64) } },
  { actor: CANDIDATE, question: null, type: "session.started", data: {} },
  { actor: CANDIDATE, question, type: "question.opened", data: { language: "python" } },
  {
    actor: SYSTEM,
    question,
    type: "doc.opened",
    data: { language: "python", path: "a.py", text: "x", eol: "\n", version: 0 },
  },
]

/** A room's growth on a laboratory that measures when it is told to. */
function setUp(withAgent = true, measured = false) {
  const test = createTestLog(opening, withAgent ? { assistance: AssistancePolicy.parse({}) } : {})
  const documents = { told: createDocumentSet() }
  for (const event of test.events) documents.told.fold(event)
  test.log.listen("told", (events) => events.forEach(documents.told.fold))
  const asked: { files: Files; signal: AbortSignal; answer: (growth: Growth | null) => void }[] = []
  const problems: unknown[] = []
  const growth = createGrowth({
    log: test.log,
    documents,
    measured,
    onProblem: (problem) => problems.push(problem),
    lab: {
      close: async () => undefined,
      measure: (_version, _language, files, signal) =>
        new Promise((answer, refuse) => {
          signal.addEventListener("abort", () => refuse(signal.reason))
          asked.push({ files, signal, answer })
        }),
    },
  })
  let version = 0
  return {
    ...test,
    asked,
    growth,
    problems,
    measurements: () => test.events.filter(({ type }) => type === "growth.measured").length,
    start: (run: string, only: string[] = []) =>
      test.log.record([
        { actor: CANDIDATE, question, type: "test.started", data: { run, language: "python", only } },
      ]),
    finish: (run: string, outcome: "passed" | "failed" = "passed") => {
      const summary = { tests: 1, passed: 1, failed: 0, skipped: 0, pending: 0, other: 0, start: 0, stop: 0 }
      return test.log.record([
        { actor: CANDIDATE, question, type: "test.finished", data: { run, outcome, summary } },
      ])
    },
    type: () => {
      const updates = [{ clientID: "w", changes: [[0, "y"], ++version] as [[number, string], number] }]
      const data = { language: "python" as const, path: "a.py", version, updates }
      return test.log.record([{ actor: CANDIDATE, question, type: "doc.changed", data }])
    },
  }
}

test("[GROW1] a text of which all visible tests pass is measured once", async () => {
  const it = setUp()
  await it.start("r1")
  await it.finish("r1")
  expect(it.asked).toHaveLength(1)
  expect(Buffer.from(it.asked[0]!.files.get("a.py")!).toString()).toBe("x")
  it.asked[0]!.answer(GROWTH)
  await expect.poll(it.measurements).toBe(1)
  await it.start("r2")
  await it.finish("r2")
  expect(it.asked).toHaveLength(1)
  await it.type()
  await it.start("r3")
  await it.finish("r3")
  expect(it.asked).toHaveLength(2)
  expect(Buffer.from(it.asked[1]!.files.get("a.py")!).toString()).toBe("yx")
  await it.growth.close()
  expect(it.problems).toEqual([])
})

test("[GROW1] what failed, was only a part, has changed since, or has no agent to hear of it is not measured", async () => {
  const failed = setUp()
  await failed.start("r1")
  await failed.finish("r1", "failed")
  const part = setUp()
  await part.start("r1", ["one"])
  await part.finish("r1")
  const changed = setUp()
  await changed.start("r1")
  await Promise.all([changed.finish("r1"), changed.type()])
  const alone = setUp(false)
  await alone.start("r1")
  await alone.finish("r1")
  const known = setUp(true, true)
  await known.start("r1")
  await known.finish("r1")
  for (const { asked } of [failed, part, changed, alone, known]) expect(asked).toEqual([])
})

test("[GROW2] a run that starts ends the measurement, which is made when the run is over", async () => {
  const it = setUp()
  await it.start("r1")
  await it.finish("r1")
  await it.start("r2", ["one"])
  expect(it.asked[0]!.signal.aborted).toBe(true)
  await it.finish("r2", "failed")
  await expect.poll(() => it.asked.length).toBe(2)
  it.asked[1]!.answer(GROWTH)
  await expect.poll(it.measurements).toBe(1)
  expect(it.problems).toEqual([])
})

test("[GROW2] what is measured while the text changes is thrown away", async () => {
  const it = setUp()
  await it.start("r1")
  await it.finish("r1")
  const typed = it.type()
  it.asked[0]!.answer(GROWTH)
  await typed
  await it.growth.close()
  expect(it.asked[0]!.signal.aborted).toBe(true)
  expect(it.measurements()).toBe(0)
})

test("[GROW2] a pause ends it, and it is made when the interview goes on", async () => {
  const it = setUp()
  await it.start("r1")
  await it.finish("r1")
  await it.log.record([{ actor: SYSTEM, question, type: "session.paused", data: { reason: "" } }])
  expect(it.asked[0]!.signal.aborted).toBe(true)
  await it.log.settled()
  expect(it.asked).toHaveLength(1)
  await it.log.record([{ actor: SYSTEM, question, type: "session.resumed", data: {} }])
  await expect.poll(() => it.asked.length).toBe(2)
  await it.growth.close()
})
