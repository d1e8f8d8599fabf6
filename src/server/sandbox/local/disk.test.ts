import { execFileSync } from "node:child_process"
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { takeDescriptors } from "../../../../test/support/descriptors.ts"
import { diskUsage, watchDisk } from "./disk.ts"

const ANY = { bytes: Infinity, files: Infinity }
const NOBODY = 65_534

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "interviewlm-disk-"))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test("[WALL6] files are counted beside their bytes, and no further than the limits", async () => {
  const folder = await makeFolder()
  for (let index = 0; index < 20; index++) await mkdir(join(folder, `d${index}`))
  await writeFile(join(folder, "d0/a"), Buffer.alloc(100_000))
  const whole = await diskUsage(folder, ANY)
  expect(whole.files).toBe(21)
  expect(whole.bytes).toBeGreaterThanOrEqual(100_000)
  for (let index = 1; index < 20; index++) await writeFile(join(folder, `d${index}/a`), "")
  const over = await diskUsage(folder, { bytes: Infinity, files: 25 })
  expect(over.files).toBe(26)
})

test("[WALL6] a folder shut by its owner hides nothing from a server that is no root", async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, "shut/inner"), { recursive: true })
  await writeFile(join(folder, "shut/inner/a"), Buffer.alloc(200_000))
  await mkdir(join(folder, "half"))
  await writeFile(join(folder, "half/a"), Buffer.alloc(200_000))
  const root = process.geteuid?.() === 0
  if (root) {
    execFileSync("chown", ["-R", String(NOBODY), folder])
    process.seteuid?.(NOBODY)
  }
  try {
    await chmod(join(folder, "shut/inner"), 0)
    await chmod(join(folder, "shut"), 0)
    // Its names can be read, and nothing of what they name.
    await chmod(join(folder, "half"), 0o400)
    const use = await diskUsage(folder, ANY)
    expect(use.files).toBe(5)
    expect(use.bytes).toBeGreaterThanOrEqual(400_000)
    expect(use.bytes).toBeLessThan(Infinity)
    expect((await stat(join(folder, "shut"))).mode & 0o700).toBe(0o700)
  } finally {
    if (root) process.seteuid?.(0)
  }
})

test("[WALL9] a look that fails because the server has no descriptor left ends nothing, and is told", async () => {
  const folder = await makeFolder()
  await writeFile(join(folder, "a"), "a")
  const ended = Promise.withResolvers<void>()
  const look = Promise.withResolvers<unknown>()
  const giveBack = takeDescriptors()
  try {
    const stopAll = async () => look.resolve("everything inside was stopped")
    watchDisk(folder, { bytes: 1 << 20, files: 10 }, { stopAll, gone: ended.promise }, look.resolve)
    expect(await look.promise).toMatchObject({ cause: { code: "EMFILE" } })
  } finally {
    giveBack()
    ended.resolve()
  }
})
