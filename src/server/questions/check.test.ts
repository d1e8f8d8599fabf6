import { expect, test } from "vitest"
import type { TestResult } from "../../protocol/ctrf.ts"
import { checkQuestions, type RunSuite } from "./check.ts"
import { folderOf, sums } from "../../../test/support/question-folder.ts"
import { readQuestionFolder } from "./library.ts"

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

/** A whole little test runner: each `*.test` file passes when `answer.txt` holds its first word. */
const runWords: RunSuite = (files) => {
  const answer = text(files.get("answer.txt"))
  if (answer.includes("crash")) return Promise.resolve({ results: [], error: "cannot be loaded" })
  const result = (filePath: string, passed: boolean, output?: string): TestResult => ({
    id: filePath,
    name: filePath,
    suite: [],
    filePath,
    duration: 0,
    status: passed ? "passed" : "failed",
    ...(output !== undefined && { output }),
  })
  const tests = [...files].filter(([path]) => path.endsWith(".test"))
  const results = tests.map(([path, words]) => result(path, answer.includes(text(words).split(" ")[0] ?? "")))
  const growth = files.get("growth.txt")
  return Promise.resolve({ results: growth ? [result("growth", true, text(growth))] : results })
}

async function check(changes: Record<string, string>): Promise<string[]> {
  const reading = await readQuestionFolder(await folderOf({ ...sums(), ...changes }))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  const steps = await checkQuestions([reading.stored], { runSuite: runWords, parallel: 2 })
  return steps.map(({ claim, name, ok, detail }) =>
    [claim, name, ok ? "ok:" : "NOT:", detail].filter(Boolean).join(" "),
  )
}

test("[QST9] a sound question is proved claim by claim", async () => {
  expect(await check({})).toEqual([
    "solution ok: passes 1 visible and 1 hidden tests",
    "starter ok: fails 1 of 1 visible tests",
    "wrong half ok: fails 1 hidden and 0 visible tests",
    "wrong other ok: fails 1 hidden and 1 visible tests",
    "growth ok: measured exponent 1.00, target 1",
  ])
})

test("[QST9] a solution that fails a test, or does not load, disproves the question", async () => {
  expect((await check({ "solutions/python/answer.txt": "one" }))[0]).toBe(
    'solution NOT: The solution must pass every test; not "hidden.test" (failed).',
  )
  expect((await check({ "solutions/python/answer.txt": "crash" }))[0]).toBe(
    "solution NOT: The solution's suite did not run through: cannot be loaded",
  )
})

test("[QST9] a starter that already passes leaves nothing to do", async () => {
  expect((await check({ "starter/python/answer.txt": "one" }))[1]).toBe(
    "starter NOT: The starter passes every visible test: there is nothing to do.",
  )
})

test("[QST9] a wrong solution must fail a hidden test by its answer, not by failing to load", async () => {
  const steps = await check({
    "wrong/python/half/answer.txt": "two",
    "wrong/python/other/answer.txt": "crash",
  })
  expect(steps.slice(2, 4)).toEqual([
    "wrong half NOT: Passes every hidden test: add one that catches it.",
    "wrong other NOT: A wrong solution must load and fail a test: cannot be loaded",
  ])
})

test("[QST9] a growth suite that does not measure every size is not accepted", async () => {
  expect((await check({ "inputs/python/growth.txt": "growth 10 1\n" }))[4]).toBe(
    'growth NOT: No line "growth SIZE MILLISECONDS" for 20, 40: print one.',
  )
})
