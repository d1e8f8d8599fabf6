import { expect, test } from "vitest"
import type { TestResult } from "../protocol/ctrf.ts"
import type { Draft } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import { keptResult } from "./kept-result.ts"
import { begin, evolve, type SessionState } from "./session.ts"

const actor = { kind: "candidate", id: "c" } as const
const digest = "0".repeat(64)

const result = (id: string, texts: Partial<TestResult>): TestResult => ({
  id,
  name: id,
  suite: [],
  filePath: "test_a.py",
  status: "failed",
  duration: 1,
  ...texts,
})

function play(drafts: readonly Draft[]): SessionState {
  const data: Extract<Draft, { type: "session.created" }>["data"] = {
    title: "Trial",
    candidate: { name: "Ada" },
    durationMs: 1,
    questions: [{ id: "q1", version: digest, title: "One", languages: ["python"], minutes: 1 }],
    watchersVisible: true,
    consent: { text: "", digest },
  }
  const stored = (draft: Draft, seq: number) => ({ ...draft, session: "s", seq, at: 1, v: 1 as const })
  const first = begin(stored({ actor, question: null, type: "session.created", data }, 1))
  return drafts.reduce((state, draft) => evolve(state, stored(draft, state.seq + 1)), first)
}

test("[TEST21] a result in the state keeps a bounded part of each text, and a short one whole", () => {
  const long = "x".repeat(60_000)
  const { message, output, trace } = keptResult(
    result("a", { message: "short", output: long, trace: "𝒳".repeat(30_000) }),
    0,
  )
  expect(message).toBe("short")
  expect(output!.length).toBe(LIMITS.run.keptText)
  expect(output!.startsWith("xxx")).toBe(true)
  expect(trace!.isWellFormed()).toBe(true)
})

test("[TEST21] all results of a run keep a bounded sum, and what is kept is kept the same by whoever folds it again", () => {
  const text = "x".repeat(16_384)
  const draft = (one: Pick<Draft, "type" | "data">): Draft => ({ actor, question: "q1", ...one }) as Draft
  const start = draft({ type: "test.started", data: { run: "r", language: "python", only: [] } })
  const results = Array.from({ length: 500 }, (_, index) =>
    result(`t${index}`, { message: text, output: text, trace: text }),
  )
  const told = (all: readonly TestResult[]) =>
    all.map((one) => draft({ type: "test.result", data: { run: "r", result: one } }))
  const { run } = play([start, ...told(results)])
  expect(Object.keys(run!.results)).toHaveLength(500)
  expect(JSON.stringify(run).length).toBeLessThan(LIMITS.run.keptTexts + 500 * 500)
  expect(run!.results["t499"]!.message).toMatch(/^x+\n/)
  const again = play([start, ...told(Object.values(run!.results))])
  expect(again.run!.results).toEqual(run!.results)
})
