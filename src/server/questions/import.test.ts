import { readFile, symlink } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { expect, test } from "vitest"
import { folderOf } from "../../../test/support/question-folder.ts"
import { importQuestions } from "./import.ts"
import { ImportRefused } from "./import-refused.ts"
import { readQuestionFolder } from "./library.ts"

const exercise = {
  ".meta/config.json": JSON.stringify({
    blurb: "Count down.",
    files: { solution: ["countdown.js"], test: ["countdown.spec.js"], example: [".meta/proof.ci.js"] },
  }),
  ".meta/proof.ci.js": "export const countdown = (n) => (n > 0 ? [n, ...countdown(n - 1)] : []);\n",
  ".docs/instructions.md": "# Instructions\n\nCount down to one.\n",
  "countdown.js": "export const countdown = (n) => {};\n",
  "countdown.spec.js": "test('one', () => {});\nxtest('two', () => {});\ntest.skip('three', () => {});\n",
}

const task = {
  task_id: "House/7",
  prompt: 'def twice(n: int) -> int:\n    """Double a number.\n\n    >>> twice(2)\n    4\n    """\n',
  entry_point: "twice",
  canonical_solution: "    return n + n\n",
  test: "def check(candidate):\n    assert candidate(0) == 0\n    assert candidate(-3) == -6\n",
}

async function faultsOf(folder: string): Promise<string[]> {
  const reading = await readQuestionFolder(folder)
  return reading.ok ? [] : reading.faults.map(({ path, problem }) => `${path} ${problem}`)
}

test("[QST11] an Exercism exercise becomes a question; what it cannot bring is named", async () => {
  const source = await folderOf(exercise, "countdown")
  const [imported] = await importQuestions(source, dirname(source) + "/out", "javascript")
  if (!imported) throw new Error("nothing was imported")
  expect(imported.open[0]).toContain("write hidden tests")
  expect(await faultsOf(imported.folder)).toEqual([
    "tests/hidden/javascript is empty or missing",
    "wrong/javascript holds 0 wrong solutions",
  ])
  const tests = await readFile(join(imported.folder, "tests/visible/javascript/countdown.spec.js"), "utf8")
  expect(tests).not.toMatch(/xtest|skip/)
  const solution = await readFile(join(imported.folder, "solutions/javascript/countdown.js"), "utf8")
  expect(solution).toBe(exercise[".meta/proof.ci.js"])
})

test("[QST11] a HumanEval-style file becomes a question a line, with its check hidden and its examples visible", async () => {
  const folder = await folderOf({ "tasks.jsonl": `${JSON.stringify(task)}\n\n` }, "source")
  const [imported] = await importQuestions(join(folder, "tasks.jsonl"), join(folder, "out"), "python")
  if (!imported) throw new Error("nothing was imported")
  expect(basename(imported.folder)).toBe("house-7")
  expect(await faultsOf(imported.folder)).toEqual(["wrong/python holds 0 wrong solutions"])
  const hidden = await readFile(join(imported.folder, "tests/hidden/python/test_hidden.py"), "utf8")
  expect(hidden).toMatch(/^# canary: ilm-[0-9a-f]{16}\nfrom solution import twice\n/)
})

test("[QST11] an import never writes over a question that is there", async () => {
  const folder = await folderOf({ "tasks.jsonl": JSON.stringify(task) }, "source")
  const bring = () => importQuestions(join(folder, "tasks.jsonl"), join(folder, "out"), "python")
  await bring()
  await expect(bring()).rejects.toThrow("is there already")
})

test("[QST11] what is not an exercise or a task is refused with the reason", async () => {
  const folder = await folderOf({ "tasks.jsonl": '{"task_id": 1}', "empty.jsonl": "\n" }, "source")
  const bring = (name: string) => importQuestions(join(folder, name), join(folder, "out"), "python")
  await expect(bring("tasks.jsonl")).rejects.toThrow(ImportRefused)
  await expect(bring("tasks.jsonl")).rejects.toThrow("line 1 is not a task")
  await expect(bring("empty.jsonl")).rejects.toThrow("holds no task")
  await expect(bring(".")).rejects.toThrow("no .meta/config.json")
})

test("[QST11] an exercise cannot bring in files from outside its folder", async () => {
  const config = (path: string) => JSON.stringify({ files: { solution: [path], test: ["t.js"] } })
  const escaping = await folderOf({ ".meta/config.json": config("../../secret.js") }, "escaping")
  await expect(importQuestions(escaping, `${escaping}-out`, "javascript")).rejects.toThrow(
    "leads out of the exercise",
  )
  const linked = await folderOf({ ".meta/config.json": config("stub.js") }, "linked")
  await symlink("/etc/hostname", join(linked, "stub.js"))
  await expect(importQuestions(linked, `${linked}-out`, "javascript")).rejects.toThrow("ELOOP")
})
