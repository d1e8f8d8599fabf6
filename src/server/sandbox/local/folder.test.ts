import { execFileSync } from "node:child_process"
import { chmod, chown, mkdir, mkdtemp, readdir, stat, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeEach, expect, onTestFinished, test } from "vitest"
import { swapWithLink } from "../../../../test/support/swap.ts"
import { diskUsage } from "./disk.ts"
import { removeFolder } from "./folder.ts"

const ANY = { bytes: Infinity, files: Infinity }
const NOBODY = 65_534
const isRoot = process.geteuid?.() === 0

let folder: string
let outside: string

beforeEach(async () => {
  const both = await mkdtemp(join(tmpdir(), "interviewlm-folder-"))
  onTestFinished(() => void execFileSync("rm", ["-rf", both]))
  await chmod(both, 0o755)
  folder = join(both, "folder")
  outside = join(both, "outside")
  await mkdir(folder)
  await mkdir(outside)
  await writeFile(join(outside, "inner"), "kept", { mode: 0o600 })
  if (isRoot) for (const one of [folder, outside, join(outside, "inner")]) await chown(one, NOBODY, NOBODY)
})

/** The server is the candidate's own user where it is not root. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid?.(NOBODY)
  try {
    await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test("[WALL8] a link put in the place of a shut folder opens nothing outside", async () => {
  const target = join(outside, "inner")
  const before = (await stat(target)).mode
  await swapWithLink(folder, { name: "shut", mode: 0, target })
  await asNobody(async () => {
    for (let look = 0; look < 3_000; look++) await diskUsage(folder, ANY)
  })
  expect((await stat(target)).mode).toBe(before)
})

test("[WALL8] a link put in the place of a folder that is being removed removes nothing outside", async () => {
  await swapWithLink(folder, { name: "a", mode: 0o700, target: outside })
  // What is made there meanwhile may keep it from being done.
  for (let round = 0; round < 2_000; round++) await removeFolder(join(folder, "a")).catch(() => {})
  expect(await readdir(outside)).toEqual(["inner"])
})

test("[WALL6] shut folders and those nested too deep are removed, links and what they lead to are not followed", async () => {
  await asNobody(async () => {
    const work = join(folder, "work")
    await mkdir(join(work, "shut/inner"), { recursive: true })
    await symlink(outside, join(work, "shut/link"))
    await mkdir(join(work, "d/".repeat(600)), { recursive: true })
    await writeFile(join(work, "d/".repeat(600), "a"), "a")
    await chmod(join(work, "d/d"), 0)
    await chmod(join(work, "shut/inner"), 0)
    await chmod(join(work, "shut"), 0)
    expect((await diskUsage(folder, ANY)).bytes).toBe(Infinity)
    await removeFolder(work)
    await removeFolder(work)
  })
  expect(await readdir(folder)).toEqual([])
  expect(await readdir(outside)).toEqual(["inner"])
})
