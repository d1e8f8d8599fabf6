import { expect, test } from "vitest"
import type { ToolBlock } from "../../protocol/chat.ts"
import { resultText } from "./result-text.ts"
import { touchedBy } from "./status.ts"
import { refusedWords, testsNote, toolWords } from "./tool-words.ts"

const block = (
  tool: string,
  input: unknown,
  result?: Partial<NonNullable<ToolBlock["result"]>>,
): ToolBlock => ({
  kind: "tool",
  number: 0,
  call: "c",
  tool,
  input:
    input === null
      ? null
      : typeof input === "string"
        ? { text: input, whole: false }
        : { text: JSON.stringify(input), whole: true },
  output: "",
  result: result ? { ok: true, text: "", refused: false, ...result } : null,
  startedAt: 0,
  endedAt: null,
  seal: null,
})

test("[CHAT11] a call says what it did, to what, and how it stands", () => {
  const edit = { file_path: "/workspace/a.py", old_string: "x\ny", new_string: "x\nz\nw" }
  expect(toolWords(block("Edit", edit, {}), false)).toMatchObject({
    standing: "done",
    verb: "Edited",
    object: "a.py",
    lines: { added: 2, removed: 1 },
  })
  expect(toolWords(block("Write", { file_path: "b.py", content: "1\n2\n" }, {}), true).lines?.added).toBe(2)
  expect(toolWords(block("Grep", { pattern: "def" }), false)).toMatchObject({
    standing: "running",
    verb: "Searching for",
    object: "def",
  })
  expect(toolWords(block("Bash", { command: "ls" }, { ok: false, refused: true }), true)).toMatchObject({
    standing: "refused",
    verb: "Run",
  })
  expect(toolWords(block("Bash", { command: "ls\npwd" }), true)).toMatchObject({
    standing: "stopped",
    object: "ls …",
  })
})

test("[CHAT36] what ran is told as what ran: failing tests and exit codes are no failure of the tool", () => {
  const tests = block("run_tests", {}, { ok: false, text: "2 of 6 tests passed, 4 failed." })
  expect(toolWords(tests, true)).toMatchObject({
    standing: "failing",
    verb: "Ran tests",
    note: "2 of 6 passed",
  })
  const lost = block("run_tests", {}, { ok: false, text: "The tests could not run." })
  expect(toolWords(lost, true)).toMatchObject({ standing: "failed", note: "" })
  const grep = block(
    "Bash",
    { command: "grep x y", description: "Looks for x" },
    { ok: false, text: "Exit code 1." },
  )
  expect(toolWords(grep, true)).toMatchObject({
    standing: "exited",
    verb: "Ran",
    about: "Looks for x",
    note: "exit code 1",
  })
  const late = block("terminal", { command: "sleep 99" }, { ok: false, text: "The shell has ended." })
  expect(toolWords(late, true).standing).toBe("failed")
})

test("[CHAT37] a refusal is told by the level that makes it, not in words meant for the model", () => {
  expect(refusedWords("Edit")).toBe("The level “Consultant” does not allow this. Nothing was done.")
  expect(refusedWords("Unknown")).toMatch(/^The level does not allow this/)
})

test("[CHAT11] of input that is still being written, or is none, what is there is told", () => {
  const half = toolWords(block("Write", '{"file_path": "a.py", "content": "one\\ntw'), false)
  expect(half).toMatchObject({ standing: "writing", verb: "Writing", object: "a.py" })
  expect(half.lines?.added).toBe(2)
  expect(toolWords(block("Write", null), false)).toMatchObject({ standing: "writing", object: "" })
  expect(toolWords(block("Write", "[oops", { ok: false }), true)).toMatchObject({
    standing: "failed",
    object: "",
  })
})

test("[CHAT12] a test run is told in numbers, whatever its outcome", () => {
  const answer = '<output name="run_tests">\n3 of 4 tests passed, 1 failed.\n</output>'
  expect(toolWords(block("run_tests", {}, { ok: false, text: answer }), true)).toMatchObject({
    verb: "Ran tests",
    note: "3 of 4 passed",
  })
  expect(testsNote("No test ran.")).toBe("")
  expect(resultText(answer)).toBe("3 of 4 tests passed, 1 failed.")
})

test("[REV5] a turn's files are those it writes to, not those it reads or was refused", () => {
  const step = (blocks: ToolBlock[]) => ({
    seq: 1,
    at: 0,
    model: "m",
    level: "consultant" as const,
    blocks,
    stop: null,
    usage: null,
    failed: false,
  })
  const blocks = [
    block("Read", { file_path: "r.py" }, {}),
    block("Edit", { file_path: "./e.py" }),
    block("Write", { file_path: "w.py" }, { ok: false, refused: true }),
  ]
  const turn = {
    kind: "turn" as const,
    seq: 1,
    at: 0,
    id: "t",
    continues: false,
    steps: [step(blocks)],
    outcome: null,
    endedAt: null,
    endedBy: null,
    failure: null,
  }
  expect([...touchedBy(turn)]).toEqual(["e.py"])
})
