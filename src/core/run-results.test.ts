import { expect, test } from "vitest"
import { createdDraft, stored } from "../../test/support/created.ts"
import type { TestResult } from "../protocol/ctrf.ts"
import type { Draft } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import { listResults, NO_RESULTS, resultOf, withResult } from "./run-results.ts"
import { begin, evolve, type SessionState } from "./session.ts"

const actor = { kind: "candidate", id: "c" } as const

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
  const first = begin(stored(createdDraft(), 1))
  return drafts.reduce((state, draft) => evolve(state, stored(draft, state.seq + 1)), first)
}

test("[TEST21] a result in the state keeps a bounded part of each text, and a short one whole", () => {
  const long = "x".repeat(60_000)
  const one = result("a", { message: "short", output: long, trace: "𝒳".repeat(30_000) })
  const { message, output, trace } = resultOf(withResult(NO_RESULTS, one), "a")!
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
  expect(listResults(run!.results).map(({ id }) => id)).toEqual(results.map(({ id }) => id))
  expect(JSON.stringify(run).length).toBeLessThan(LIMITS.run.keptTexts + 500 * 500)
  expect(resultOf(run!.results, "t499")!.message).toMatch(/^x+\n/)
  const again = play([start, ...told(listResults(run!.results))])
  expect(again.run!.results).toEqual(run!.results)
})

test("[TEST21] another result of the same test takes its place, and its texts count once", () => {
  const texts = (length: number) => ({ message: "m".repeat(length) })
  const many = Array.from({ length: 200 }, (_, index) => result(`t${index}`, texts(1_000)))
  const before = many.reduce(withResult, NO_RESULTS)
  const after = withResult(before, result("t3", texts(5_000)))
  expect(after.characters).toBe(before.characters + 4_000)
  expect(listResults(after).map(({ id }) => id)).toEqual(many.map(({ id }) => id))
  expect(resultOf(after, "t3")!.message).toHaveLength(5_000)
  expect(resultOf(before, "t3")!.message).toHaveLength(1_000)
  expect(resultOf(after, "toString")).toBeUndefined()
})
