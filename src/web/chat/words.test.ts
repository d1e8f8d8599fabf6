import { expect, test } from "vitest"
import { mayHint, mayUse } from "../../core/agent/levels.ts"
import { ModelFault } from "../../protocol/assistance.ts"
import {
  addUsage,
  changesWords,
  dollars,
  endWords,
  LEVEL_WORDS,
  LEVELS,
  tokens,
  usageWords,
} from "./words.ts"

test("[CHAT13] what is said of a level is what the executor allows at it", () => {
  for (const level of LEVELS) {
    const { allows } = LEVEL_WORDS[level]
    expect(/edits files/i.test(allows)).toBe(mayUse(level, "Write") && mayUse(level, "Edit"))
    expect(/runs commands/i.test(allows)).toBe(mayUse(level, "Bash"))
    expect(/changes nothing/i.test(allows)).toBe(!mayUse(level, "Write"))
    expect(/pseudo-code/i.test(allows)).toBe(mayHint(level, "pseudo-code") && !mayHint(level, "code"))
    expect(/whole solutions/i.test(allows)).toBe(mayHint(level, "code"))
  }
})

test("[CHAT14] each end of a turn says what happened, and offers to go on where that can help", () => {
  for (const code of ModelFault.options) {
    const failure = { turn: "t", code, message: "", retryInMs: null }
    expect(endWords({ outcome: "failed", failure })).toMatchObject({ again: "Try again" })
    expect(endWords({ outcome: "failed", failure })?.title).toMatch(/\.$/)
  }
  const ends = (["stopped", "interrupted", "refused", "budget", "steps"] as const).map(
    (outcome) => endWords({ outcome, failure: null })?.again,
  )
  expect(ends).toEqual(["Continue", "Continue", null, null, "Continue"])
  expect(endWords({ outcome: "done", failure: null })).toBe(null)
})

test("[CHAT14] that an edit was taken back is said only where one was under way, with its file", () => {
  const step = {
    seq: 1,
    at: 0,
    model: "m",
    level: "consultant",
    stop: null,
    usage: null,
    failed: false,
  } as const
  const block = (tool: string, text: string) =>
    ({
      kind: "tool",
      number: 0,
      call: "c",
      tool,
      input: { text, whole: false },
      output: "",
      result: null,
      startedAt: 0,
      endedAt: null,
      seal: null,
    }) as const
  const words = (tool: string, text: string) =>
    endWords({ outcome: "stopped", failure: null, steps: [{ ...step, blocks: [block(tool, text)] }] })?.text
  expect(words("Bash", "{")).toBe("What it had done is kept.")
  expect(words("Edit", '{"file_path": "a.py", "old')).toContain(
    "the edit of a.py it had only begun was taken back",
  )
  expect(words("Edit", "{")).toContain("the edit it had only begun was taken back")
})

test("[CHAT13] how the level moves is said as it does", () => {
  expect(changesWords("suggest", "candidate")).toMatch(
    /goes up by itself only when you agree; it may go down/,
  )
  expect(changesWords("fixed", "assessor")).toMatch(/^Only an assessor changes it/)
  expect(changesWords("automatic", "assessor")).toMatch(/The candidate is told of each change/)
})

test("[CHAT15] tokens and cost are short and never rounded to nothing", () => {
  expect([tokens(840), tokens(12_400), tokens(340_000), tokens(1_250_000)]).toEqual([
    "840",
    "12.4k",
    "340k",
    "1.3M",
  ])
  expect([dollars(0), dollars(400), dollars(31_000)]).toEqual(["$0.00", "under $0.01", "$0.03"])
})

test("[CHAT15] what steps used is added up, and a price that is not known makes the sum's unknown", () => {
  const one = { input: 1_000, cacheRead: 9_000, cacheWrite: 0, output: 200, microDollars: 20_000 }
  expect(usageWords(addUsage(one, one))).toBe("20.0k read (18.0k cached) · 400 written · $0.04")
  expect(usageWords(addUsage(one, { ...one, microDollars: null }))).toBe(
    "20.0k read (18.0k cached) · 400 written",
  )
})
