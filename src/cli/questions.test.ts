import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { unzipSync } from "fflate"
import { expect, test } from "vitest"
import { folderOf, sums } from "../../test/support/question-folder.ts"
import { questionsCommand } from "./questions.ts"
import { UsageError } from "./usage.ts"

/** Runs the command on a machine that has no sandbox to offer. */
async function run(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const engine = () => Promise.reject(Object.assign(new Error("No sandbox here."), { code: "ENOENT" }))
  const code = await questionsCommand(argv, io, { builtIn: "/nowhere/questions", engine })
  return { code, out, err }
}

test("[CLI8] a command line that cannot be understood is refused as one", async () => {
  for (const argv of [[], ["judge"], ["check", "--language", "cobol"], ["import", "x"], ["export"]]) {
    await expect(run(...argv)).rejects.toThrow(UsageError)
  }
})

test("[CLI8] a folder that is not there, or holds no question, exits 2 with its name", async () => {
  expect(await run("check")).toMatchObject({ code: 2, err: ["There is no /nowhere/questions."] })
  const empty = dirname(await folderOf({ "a/file": "" }))
  expect((await run("check", join(empty, "sums/a"))).err[0]).toContain("There are no questions in")
})

test("[CLI8] faults in a folder are told with their path and mend, and exit 1", async () => {
  const { "starter/python/answer.txt": _, ...files } = sums()
  const { code, out } = await run("check", await folderOf(files))
  expect(code).toBe(1)
  expect(out[0]).toBe(
    "FAULT  sums/starter/python/answer.txt is named as entry and missing. Add the file or name another.",
  )
})

test("[CLI8] claims that cannot be put to the test, for want of a sandbox, exit 2", async () => {
  expect(await run("check", await folderOf(sums()))).toMatchObject({ code: 2, err: ["No sandbox here."] })
})

test("[CLI9] an exported question is the same zip each time, holds the whole folder and is not overwritten", async () => {
  const folder = await folderOf(sums())
  const zip = (name: string) => join(dirname(folder), name)
  expect((await run("export", folder, "--out", zip("a.zip"))).code).toBe(0)
  expect((await run("export", folder, "--out", zip("b.zip"))).code).toBe(0)
  const bytes = await readFile(zip("a.zip"))
  expect(bytes.equals(await readFile(zip("b.zip")))).toBe(true)
  expect(Object.keys(unzipSync(bytes))).toEqual(
    Object.keys(sums())
      .map((path) => `sums/${path}`)
      .toSorted(),
  )
  const again = await run("export", folder, "--out", zip("a.zip"))
  expect(again).toMatchObject({ code: 2, err: [expect.stringContaining("is there already")] })
})
