import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { testFolder } from "../../src/cli/test.ts"
import { UsageError } from "../../src/cli/usage.ts"
import { CtrfDocument } from "../../src/protocol/ctrf.ts"
import * as go from "../fixtures/suites/go.ts"
import * as javascript from "../fixtures/suites/javascript.ts"
import * as python from "../fixtures/suites/python.ts"
import * as typescript from "../fixtures/suites/typescript.ts"
import { type Bench, type Files, openBench } from "./testing.ts"

let bench: Bench
let folder: string
beforeAll(async () => {
  bench = await openBench()
  folder = await mkdtemp(join(tmpdir(), "interviewlm-suite-"))
}, 120_000)
afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true, force: true })
})

async function command(files: Files, language: string, ...more: string[]) {
  const at = await mkdtemp(join(folder, "suite-"))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(at, path)), { recursive: true })
    await writeFile(join(at, path), text)
  }
  return told([at, "--language", language, ...more])
}

async function told(args: string[]) {
  let out = ""
  let err = ""
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await testFolder(args, { stdout, stderr, engine: bench.engine })
  return { code, out, err }
}

test.for([
  ["python", python.exercism.files, { tests: 4, passed: 2, failed: 1, skipped: 1 }],
  ["javascript", javascript.exercism.files, { tests: 4, passed: 2, failed: 1, skipped: 1 }],
  ["typescript", typescript.exercism.files, { tests: 3, passed: 1, failed: 1, skipped: 1 }],
  ["go", go.exercism.files, { tests: 5, passed: 2, failed: 2, skipped: 1 }],
] as const)(
  "[TEST15] %s: a failing folder exits 1 and prints one CTRF document",
  async ([language, files, summary]) => {
    const { code, out, err } = await command(files, language, "--json")
    expect(code).toBe(1)
    const document = CtrfDocument.parse(JSON.parse(out))
    expect(document.results.summary).toMatchObject(summary)
    expect(document.results.tests).toHaveLength(summary.tests)
    expect(err).toContain("FAIL")
  },
)

test("[TEST15] a passing folder exits 0, skipped tests and all; without --json nothing is on stdout", async () => {
  expect(await command(python.project.files, "python")).toMatchObject({ code: 0, out: "" })
  expect((await command(go.packages.files, "go")).code).toBe(0)
})

test.for<[string, Files, RegExp]>([
  ["python", { "a.py": "" }, /No tests were found/],
  ["javascript", { "a.test.js": "test(" }, /./],
  ["go", { "a_test.go": "package" }, /a_test\.go/],
])(
  "[TEST15] %s: a folder that cannot be run exits 2 and says why, on stderr and in CTRF",
  async ([language, files, message]) => {
    const { code, out, err } = await command(files, language, "--json")
    expect(code).toBe(2)
    expect(err).toMatch(message)
    const { results } = CtrfDocument.parse(JSON.parse(out))
    expect(results.summary.tests).toBe(0)
    expect(results.extra?.["message"]).toMatch(message)
  },
)

test("[TEST15] what keeps a folder from running is printed once, with its line breaks", async () => {
  const { err } = await command({ "test_a.py": "def test_a(:\n  pass\n" }, "python")
  expect(err).toBe(
    '! File "test_a.py", line 1\n           def test_a(:\n                      ^\n       SyntaxError: invalid syntax\nThe tests could not be run.\n',
  )
})

test.for([
  [["--language", "python"], /Name one folder/],
  [["/tmp", "--language", "cobol"], /python\|javascript\|typescript\|go/],
  [["/tmp", "--langauge", "go"], /Unknown option '--langauge'\.$/],
] as const)("[TEST15] bad arguments %j are refused with what is wrong", async ([args, message]) => {
  await expect(told([...args])).rejects.toThrow(UsageError)
  await expect(told([...args])).rejects.toThrow(message)
})

test("[TEST15] a folder that is not there exits 2 and is named", async () => {
  const { code, err } = await told(["/nowhere/at/all", "--language", "python"])
  expect({ code, err }).toEqual({ code: 2, err: "There is no folder /nowhere/at/all.\n" })
})
