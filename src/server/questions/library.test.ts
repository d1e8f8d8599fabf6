import { rename, symlink, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"
import { LIMITS } from "../../protocol/limits.ts"
import { folderOf, sums } from "../../../test/support/question-folder.ts"
import {
  gradingTests,
  layersOf,
  readLibrary,
  readQuestionFolder,
  type StoredQuestion,
  workspaceFor,
} from "./library.ts"

async function stored(files = sums()): Promise<StoredQuestion> {
  const reading = await readQuestionFolder(await folderOf(files))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.stored
}

async function faultsOf(folder: string): Promise<string[]> {
  const reading = await readQuestionFolder(folder)
  return reading.ok ? [] : reading.faults.map(({ path, problem }) => `${path} ${problem}`)
}

test("[QST5] a candidate's workspace is the starter and the visible tests, and nothing else of the question", async () => {
  const question = await stored()
  const workspace = workspaceFor(question, "python")
  expect([...workspace.keys()].toSorted()).toEqual(["answer.txt", "notes.txt", "visible.test"])
  const shown = [...workspace.values()].map((bytes) => new TextDecoder().decode(bytes)).join("\n")
  expect(shown).toContain("nothing")
  expect(shown).not.toContain("ilm-")
})

test("[QST5] grading lays over the tests as they were written; later layers lie on top", async () => {
  const question = await stored()
  expect([...gradingTests(question, "python").keys()]).toEqual(["visible.test", "hidden.test"])
  const solved = layersOf(question, "python", ["starter", "solution"])
  expect(new TextDecoder().decode(solved.get("answer.txt"))).toContain("one two")
  expect(() => workspaceFor(question, "go")).toThrow("not offered in go")
})

test("[QST6] the version is the digest of every path and content", async () => {
  const first = await stored()
  expect((await stored()).version).toBe(first.version)
  expect((await stored({ ...sums(), "starter/python/notes.txt": "notes." })).version).not.toBe(first.version)
  expect((await stored({ ...sums(), LICENSE: "" })).version).not.toBe(first.version)
})

test("[QST7] links are refused, in the folder and to the folder's files, and nothing behind them is read", async () => {
  const folder = await folderOf(sums())
  await symlink("/etc/hostname", join(folder, "starter/python/host.txt"))
  await symlink("/etc", join(folder, "starter/python/etc"))
  expect((await faultsOf(folder)).toSorted()).toEqual([
    "starter/python/etc is neither file nor folder",
    "starter/python/host.txt is neither file nor folder",
  ])
})

test("[QST7] a file or folder over the limits is a fault, not a full memory", async () => {
  const folder = await folderOf(sums())
  await writeFile(join(folder, "starter/python/large.bin"), new Uint8Array(LIMITS.question.fileBytes + 1))
  expect(await faultsOf(folder)).toEqual([
    `starter/python/large.bin has ${LIMITS.question.fileBytes + 1} bytes`,
  ])
  for (let part = 0; part < 8; part++)
    await writeFile(join(folder, `starter/python/part${part}`), new Uint8Array(LIMITS.question.fileBytes))
  expect(await faultsOf(folder)).toContain(". is too large")
})

test("[QST7] what tools leave behind is passed over", async () => {
  const files = { ...sums(), "starter/python/__pycache__/answer.pyc": "x", ".DS_Store": "x" }
  expect((await stored(files)).version).toBe((await stored()).version)
})

test("[QST8] a library is read question by question; a faulty one does not hide the sound ones", async () => {
  const folder = await folderOf(sums())
  const library = dirname(folder)
  await rename(await folderOf(sums(), "broken"), join(library, "broken"))
  const readings = await readLibrary(library)
  expect(
    readings.map((reading) => (reading.ok ? reading.stored.question.manifest.id : reading.folder)),
  ).toEqual([join(library, "broken"), "sums"])
  expect(await readLibrary(folder)).toHaveLength(1)
})
