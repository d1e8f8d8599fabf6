import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { isClosed, onOpenGround } from "./open-ground.ts"

const temporaryFolder = async (mode: number) => {
  const folder = await mkdtemp(join(tmpdir(), "interviewlm-test-"))
  await chmod(folder, mode)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const asRoot = test.skipIf(process.getuid?.() !== 0)

test("[RUN3] what everyone may enter stays where it is", async () => {
  const folder = await temporaryFolder(0o755)
  expect(isClosed(join(folder, "not-there-yet"))).toBe(false)
  expect(await onOpenGround(folder)).toBe(folder)
})

asRoot("[RUN3] what other users cannot reach is copied once, and again when it changes", async () => {
  const closed = await temporaryFolder(0o700)
  const inside = join(closed, "guest")
  await mkdir(inside)
  await writeFile(join(inside, "guest.js"), "first")
  expect(isClosed(inside)).toBe(true)

  const first = await onOpenGround(inside)
  expect(isClosed(first)).toBe(false)
  expect(await readFile(join(first, "guest.js"), "utf8")).toBe("first")
  expect(await onOpenGround(inside)).toBe(first)

  await writeFile(join(inside, "guest.js"), "second one")
  const second = await onOpenGround(inside)
  expect(await readFile(join(second, "guest.js"), "utf8")).toBe("second one")
  await Promise.all([first, second].map((copy) => rm(dirname(copy), { recursive: true })))
})
