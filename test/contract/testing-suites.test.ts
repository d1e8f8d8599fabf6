import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Language } from "../../src/protocol/ctrf.ts"
import * as go from "../fixtures/suites/go.ts"
import * as javascript from "../fixtures/suites/javascript.ts"
import * as python from "../fixtures/suites/python.ts"
import * as typescript from "../fixtures/suites/typescript.ts"
import { type Bench, type Files, openBench } from "./testing.ts"

const LIMITS = { wallMs: 30_000, memoryBytes: 512 << 20, outputBytes: 1 << 20 }

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.close())

describe("conventional folders", () => {
  const suites: [Language, string, { files: Files; statuses: Record<string, string> }][] = [
    ["python", "an exercise", python.exercism],
    ["python", "a project", python.project],
    ["javascript", "an exercise", javascript.exercism],
    ["javascript", "CommonJS", javascript.commonjs],
    ["typescript", "an exercise", typescript.exercism],
    ["typescript", "a project", typescript.project],
    ["go", "an exercise", go.exercism],
    ["go", "several packages", go.packages],
    ["go", "no go.mod", go.withoutModule],
  ]
  test.for(suites)("[TEST1] %s: %s", async ([language, , { files, statuses }]) => {
    const told = await bench.run(language, files)
    expect(told.statuses).toEqual(statuses)
    const failed = Object.values(statuses).includes("failed")
    expect(told.finished.outcome).toBe(failed ? "failed" : "passed")
  })
})

describe("what a failing test tells", () => {
  test("[TEST2] python: message, line, what was compared, what was printed", async () => {
    const { results } = await bench.run("python", python.exercism.files)
    expect(results.get("bowling_test.py::BowlingTest::test_strike_counts_twice")).toMatchObject({
      name: "test_strike_counts_twice",
      suite: ["BowlingTest"],
      filePath: "bowling_test.py",
      line: 24,
      message: "AssertionError: 17 != 24",
      expected: "24",
      actual: "17",
      output: "about to roll\n",
    })
  })
  test("[TEST2] javascript: message, line, what was compared, what was printed", async () => {
    const { results } = await bench.run("javascript", javascript.exercism.files)
    expect(
      results.get("bowling.spec.js::Bowling::Check game can be scored::a strike counts twice"),
    ).toMatchObject({
      suite: ["Bowling", "Check game can be scored"],
      line: 16,
      expected: "24",
      actual: "17",
      output: "about to roll\n",
    })
  })
  test("[TEST2] typescript: message and line of the source", async () => {
    const { results } = await bench.run("typescript", typescript.exercism.files)
    expect(results.get("bowling.test.ts::Bowling::a strike counts twice")).toMatchObject({
      line: 12,
      expected: "24",
      actual: "17",
    })
  })
  test("[TEST2] go: message and line", async () => {
    const { results } = await bench.run("go", go.exercism.files)
    expect(results.get("TestScore/a_strike_counts_twice")).toMatchObject({
      suite: ["TestScore"],
      filePath: "bowling_test.go",
      line: 16,
      message: "bowling_test.go:16: Score() = 17, want 24",
    })
  })
})

describe("running some", () => {
  test.for<[Language, Files, string]>([
    ["python", python.project.files, "tests/test_prices.py::test_total[one]"],
    ["javascript", javascript.commonjs.files, "__tests__/prices.js::same name#2"],
    ["typescript", typescript.project.files, "tests/prices.spec.ts::prices::lazily"],
    ["go", go.packages.files, "cart::TestCart"],
  ])("[TEST3] %s: one test by its id", async ([language, files, id]) => {
    const told = await bench.run(language, files, { only: [id] })
    expect(Object.keys(told.statuses)).toEqual([id])
    expect(told.finished.summary.tests).toBe(1)
  })
  test("[TEST3] a subtest of Go runs with its parent, and nothing beside it", async () => {
    const told = await bench.run("go", go.exercism.files, { only: ["TestScore/all_zeros"] })
    expect(told.statuses).toEqual({ "TestScore/all_zeros": "passed", TestScore: "passed" })
  })
  test("[TEST3] an id that no test has (any more) has failed", async () => {
    const told = await bench.run("python", python.exercism.files, { only: ["bowling_test.py::gone"] })
    expect(told.statuses).toEqual({ "bowling_test.py::gone": "failed" })
  })
  test("[TEST3] a suite in a folder of the workspace", async () => {
    const files = Object.fromEntries(
      Object.entries(go.exercism.files).map(([path, text]) => [`work/${path}`, text]),
    )
    const told = await bench.run("go", files, { root: "work" })
    expect(told.statuses).toEqual(go.exercism.statuses)
  })
})

describe("suites that cannot run", () => {
  test.for<[Language, string, Files, RegExp]>([
    ["python", "no tests", { "a.py": "x = 1\n" }, /No tests were found/],
    ["python", "a syntax error", { "test_a.py": "def test_a(:\n" }, /SyntaxError/],
    [
      "python",
      "a missing import",
      { "test_a.py": "import nowhere\ndef test_a(): pass\n" },
      /No module named 'nowhere'/,
    ],
    ["javascript", "no tests", { "a.js": "" }, /No tests were found/],
    ["javascript", "a syntax error", { "a.test.js": "test('a', () => {" }, /Expected|Syntax|Unexpected/],
    ["javascript", "a missing import", { "a.test.js": "require('./nowhere')\n" }, /nowhere/],
    [
      "typescript",
      "a missing import",
      { "a.test.ts": "import x from './nowhere'\ntest('a', () => x)\n" },
      /nowhere/,
    ],
    ["javascript", "a file without tests", { "a.test.js": "1\n" }, /holds no test/],
    ["go", "no tests", { "a.go": "package a\n" }, /No tests were found/],
    ["go", "a syntax error", { "a_test.go": "package a\n\nfunc {" }, /a_test\.go:3/],
    [
      "go",
      "a newer Go",
      { "go.mod": "module a\n\ngo 1.99\n", "a_test.go": "package a\n" },
      /requires go >= 1\.99/,
    ],
    [
      "go",
      "a missing module",
      { "go.mod": "module a\n\ngo 1.18\n", "a_test.go": 'package a\n\nimport _ "github.com/x/y"\n' },
      /github\.com\/x\/y/,
    ],
  ])("[TEST4] %s: %s", async ([language, , files, message]) => {
    const { finished } = await bench.run(language, files)
    expect(finished.outcome).toBe("error")
    expect(finished.summary.tests).toBe(0)
    expect(finished.message).toMatch(message)
  })
  test.for<[Language, string, Files, number | undefined, string]>([
    [
      "python",
      "in the test",
      { "test_a.py": "x = 1\n\ndef test_a(:\n    pass\n" },
      3,
      'File "test_a.py", line 3\n    def test_a(:\n               ^\nSyntaxError: invalid syntax',
    ],
    [
      "python",
      "in what is tested",
      { "lib/a.py": "def f(:\n", "test_a.py": "\nfrom lib.a import f\ndef test_a(): f()\n" },
      2,
      'File "lib/a.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n\ntest_a.py:2: in <module>\n    from lib.a import f',
    ],
    [
      "javascript",
      "in the test",
      { "a.test.js": "test('a', () => {\n  expect(1).toBe(1\n})\n" },
      3,
      "a.test.js:3\n 1 | test('a', () => {\n 2 |   expect(1).toBe(1\n 3 | })\n   : ^\nSyntaxError: Expected ',', got '}'",
    ],
    [
      "javascript",
      "told only by Node",
      { "a.js": "const a = 1\nconst a = 2\n", "a.test.js": "require('./a.js')\n" },
      undefined,
      "a.js\n    const a = 2;\n          ^\nSyntaxError: Identifier 'a' has already been declared",
    ],
    [
      "typescript",
      "in what is tested",
      {
        "lib/a.ts": "export const a: = 1\n",
        "a.test.ts": "\nimport { a } from './lib/a'\ntest('a', () => a)\n",
      },
      undefined,
      "lib/a.ts:1\n 1 | export const a: = 1\n   :                 ^\nSyntaxError: ",
    ],
    [
      "go",
      "in what is tested",
      {
        "lib/a.go": "package lib\n\nfunc F() {\n\tx = = 1\n}\n",
        "lib/a_test.go": 'package lib\n\nimport "testing"\n\nfunc TestA(t *testing.T) { F() }\n',
      },
      4,
      "lib/a.go:4:6: syntax error: unexpected =, expected expression\n    \tx = = 1\n    \t    ^",
    ],
  ])(
    "[TEST4] %s: a syntax error %s is told by its place, its line and a caret, with no word of a library",
    async ([language, , files, line, message]) => {
      const { events, finished } = await bench.run(language, files)
      const errors = events.filter((event) => event.kind === "error")
      expect(errors).toHaveLength(1)
      expect(errors[0]?.line).toBe(line)
      expect(errors[0]?.message.slice(0, message.length)).toBe(message)
      expect(errors[0]?.message).not.toMatch(/\/(?:usr|opt|workspace)\//)
      expect(finished.output).not.toContain("yntax")
    },
  )
  test("[TEST4] python: a module of the folder may have any name, also one of the runner's", async () => {
    const names = ["audit", "integrity", "reporter", "skips", "wording"]
    const files = Object.fromEntries(names.map((name) => [`${name}.py`, "own = True\n"]))
    const tests = `import ${names.join(", ")}\ndef test_own(): assert ${names.map((name) => `${name}.own`).join(" and ")}\n`
    const { statuses } = await bench.run("python", { ...files, "test_a.py": tests })
    expect(statuses).toEqual({ "test_a.py::test_own": "passed" })
  })
  test.for<[Language, Files]>([
    ["python", { "test_a.py": "def test_a(): pass\n", "test_b.py": "import nowhere\n" }],
    ["javascript", { "a.test.js": "test('a', () => {})\n", "test_b.test.js": "require('./nowhere')\n" }],
    [
      "go",
      {
        "go.mod": "module a\n",
        "a_test.go": 'package a\n\nimport "testing"\n\nfunc TestA(t *testing.T) {}\n',
        "b/b_test.go": "package b\n\nfunc {",
      },
    ],
  ])(
    "[TEST4] %s: a broken file beside a good one has failed, the good one runs",
    async ([language, files]) => {
      const { finished } = await bench.run(language, files)
      expect(finished.outcome).toBe("failed")
      expect(finished.summary).toMatchObject({ tests: 2, passed: 1, failed: 1 })
    },
  )
})

describe("limits", () => {
  const limits = { ...LIMITS, wallMs: 3_000 }
  test.for<[Language, Files, string]>([
    [
      "python",
      {
        "test_a.py": "def test_ok(): pass\ndef test_loop():\n    while True: pass\ndef test_after(): pass\n",
      },
      "test_a.py::",
    ],
    [
      "javascript",
      {
        "a.test.js":
          "test('test_ok', () => {})\ntest('test_loop', () => { for (;;); })\ntest('test_after', () => {})\n",
      },
      "a.test.js::",
    ],
    [
      "go",
      {
        "a_test.go":
          'package a\n\nimport "testing"\n\nfunc Test_ok(t *testing.T) {}\nfunc Test_loop(t *testing.T) { for {} }\nfunc Test_after(t *testing.T) {}\n',
      },
      "T",
    ],
  ])(
    "[TEST5] %s: an endless loop is named as under way at the end, and fails neither it nor those behind it",
    async ([language, files, head]) => {
      const { statuses, results, finished } = await bench.run(language, files, { limits })
      const id = (name: string) => (language === "go" ? `${head}${name.slice(1)}` : `${head}${name}`)
      expect(statuses).toEqual({
        [id("test_ok")]: "passed",
        [id("test_loop")]: "other",
        [id("test_after")]: "other",
      })
      expect(results.get(id("test_loop"))?.message).toBe("The run was stopped: it took longer than 3 s.")
      expect(results.get(id("test_after"))?.message).toMatch(/^Did not run/)
      expect(finished).toMatchObject({ outcome: "error", reason: "timeout", running: [id("test_loop")] })
    },
  )
  test.for<[Language, Files]>([
    [
      "python",
      { "test_a.py": "def test_hog():\n    x = []\n    while True: x.append(bytearray(10 << 20))\n" },
    ],
    [
      "javascript",
      { "a.test.js": "test('hog', () => { const x = []; for (;;) x.push(Buffer.alloc(10 << 20, 1)) })\n" },
    ],
    [
      "go",
      {
        "a_test.go":
          'package a\n\nimport "testing"\n\nfunc TestHog(t *testing.T) {\n\tvar x [][]byte\n\tfor {\n\t\tb := make([]byte, 10<<20)\n\t\tfor i := range b {\n\t\t\tb[i] = 1\n\t\t}\n\t\tx = append(x, b)\n\t}\n}\n',
      },
    ],
  ])("[TEST5] %s: a memory hog fails", async ([language, files]) => {
    const { finished, results } = await bench.run(language, files)
    expect(finished.outcome).toBe("failed")
    expect([...results.values()].map(({ status }) => status)).toEqual(["failed"])
    expect([...results.values()][0]?.message).toMatch(/memory|MemoryError|SIGKILL|killed/i)
  })
  test.for<[Language, Files]>([
    ["python", { "test_a.py": "def test_loud():\n    print('x' * (5 << 20))\ndef test_after(): pass\n" }],
    [
      "javascript",
      { "a.test.js": "test('loud', () => { console.log('x'.repeat(5 << 20)) })\ntest('after', () => {})\n" },
    ],
    [
      "javascript",
      {
        "a.test.js":
          "test('loud', async () => { process.stdout.write('x'.repeat(5 << 20)); await new Promise((r) => setTimeout(r, 2000)) })\n",
      },
    ],
    [
      "go",
      {
        "a_test.go":
          'package a\n\nimport (\n\t"fmt"\n\t"strings"\n\t"testing"\n)\n\nfunc TestLoud(t *testing.T) { fmt.Println(strings.Repeat("x", 5<<20)); select {} }\n',
      },
    ],
  ])("[TEST5] %s: printing more than 1 MB ends the run", async ([language, files]) => {
    const { finished } = await bench.run(language, files)
    expect(finished.outcome).toBe("failed")
    expect(finished.message).toMatch(/printed more than 1 MB/)
  })
})

describe("following a run", () => {
  test("[TEST6] results come while the run goes, after the list of what was found", async () => {
    const { events } = await bench.run("python", python.exercism.files)
    expect(events.map(({ kind }) => kind)).toEqual([
      "collected",
      "result",
      "result",
      "result",
      "result",
      "finished",
    ])
  })
  test("[TEST6] a cancelled run ends at once; what had not reported is neither passed nor failed", async () => {
    const abort = new AbortController()
    const files = { "test_a.py": "import time\ndef test_slow(): time.sleep(20)\n" }
    const running = bench.run("python", files, {
      signal: abort.signal,
      onEvent: ({ kind }) => kind === "collected" && abort.abort(),
    })
    const { finished, statuses } = await running
    expect(finished).toMatchObject({
      outcome: "cancelled",
      reason: "cancelled",
      running: ["test_a.py::test_slow"],
    })
    expect(statuses).toEqual({ "test_a.py::test_slow": "other" })
  })
  test("[TEST7] a graded run counts exactly the expected tests, each passed once", async () => {
    const expected = {
      "test_a.py::test_a": "passed",
      "test_a.py::test_skipped": "failed",
      "test_a.py::test_absent": "failed",
    }
    const files = {
      "test_a.py":
        "import pytest\ndef test_a(): pass\n@pytest.mark.skip\ndef test_skipped(): pass\ndef test_more(): pass\n",
    }
    const { statuses, finished } = await bench.run("python", files, { expect: Object.keys(expected) })
    expect(statuses).toEqual(expected)
    expect(finished.summary).toMatchObject({ tests: 3, passed: 1, failed: 2 })
  })
})
