import { expect, test } from "vitest"
import type { Check } from "../../protocol/library.ts"
import { checkForViewers, currentCheck } from "./checks.ts"

const AT = 1_000_000
const CHECK: Check = {
  id: "c",
  digest: "d",
  state: "running",
  asked: { at: AT, by: "Ada" },
  at: AT,
  before: 0,
  claims: 4,
  faults: [],
  steps: [
    {
      question: "sums",
      language: "go",
      claim: "solution",
      ok: false,
      detail: 'not "hidden"',
      output: "want 4",
    },
    { question: "sums", language: "go", claim: "starter", ok: true, detail: "fails 1 of 2 visible tests" },
  ],
}

test("[LIB16] a check of which nothing was heard for long went down with its server, and can be asked for again", () => {
  expect(currentCheck({ checked: CHECK }, AT + 60_000)).toBe(CHECK)
  expect(currentCheck({ checked: CHECK }, AT + 120_000)).toMatchObject({ state: "failed" })
  const over: Check = { ...CHECK, state: "passed" }
  expect(currentCheck({ checked: over }, AT + 86_400_000)).toBe(over)
})

test("[LIB5] viewers are told which claims hold, and nothing that hidden tests say", () => {
  const { steps } = checkForViewers(CHECK)
  expect(steps.map(({ ok }) => ok)).toEqual([false, true])
  expect(JSON.stringify(steps)).not.toMatch(/hidden"|want 4/)
})

test("[LIB5] viewers are told of no fault in a part that is kept back", () => {
  const fault = (path: string) => ({ path, problem: "is empty", mend: "Write it" })
  const faults = [fault("wrong/python/off-by-one"), fault("question.yaml")]
  expect(checkForViewers({ ...CHECK, faults }).faults).toEqual([fault("question.yaml")])
})
