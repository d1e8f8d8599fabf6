import { expect, test } from "vitest"
import { createCoach } from "../../src/server/agent/model/coach.ts"
import { blocksOf, hello, stepOf } from "./model.ts"

const coach = createCoach({ id: "two-sum", hints: [] })

test("[MODEL1] the coach's blocks come one after another too, each begun, written and ended", async () => {
  const parts = await stepOf(coach)
  expect(blocksOf(parts).every(({ ended, text }) => ended && text !== "")).toBe(true)
  expect(parts.at(-1)).toMatchObject({ type: "finish", usage: { input: 0, output: 0, microDollars: 0 } })
})

test("[MODEL5] the coach stops where it is stopped, before its answer and in the middle", async () => {
  await expect(stepOf(coach, hello, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" })
  const stopped = new AbortController()
  const parts = coach.step(hello, stopped.signal)[Symbol.asyncIterator]()
  await parts.next()
  stopped.abort()
  await expect(parts.next()).rejects.toMatchObject({ name: "AbortError" })
})
