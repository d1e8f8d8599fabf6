/** What a person is told when the program cannot start. */
import { createServer } from "node:http"
import { once } from "node:events"
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { start, started } from "./program.ts"
import type { Program } from "./program.ts"

let folder: string
let running: Program

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ilm-start-"))
  // The database's own user comes in too, where a server of root's has one.
  await chmod(folder, 0o711)
  running = await started(["--port", "0", "--data", join(folder, "one")])
})

afterAll(async () => {
  await running.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** One line or a few, for a person: no stack. */
async function refusal(args: readonly string[]): Promise<string> {
  const ended = await start(args)
  if (!("code" in ended)) {
    await ended.stop()
    throw new Error("It started")
  }
  expect(ended.code, ended.stderr).toBe(1)
  expect(ended.stdout).toBe("")
  expect(ended.stderr).not.toMatch(/^\s+at /m)
  return ended.stderr
}

test("[RUN4] a port that is taken is named, with what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1")
  await once(other, "listening")
  const address = other.address()
  const port = typeof address === "object" && address ? address.port : 0
  expect(await refusal(["--port", String(port), "--data", join(folder, "two")])).toMatch(
    new RegExp(`using 127.0.0.1:${port}.*--port`),
  )
  other.close()
  const again = await started(["--port", "0", "--data", join(folder, "two")])
  expect(await again.stop()).toBe(0)
})

test("[RUN4] a data folder in use is named, and the one that uses it goes on", async () => {
  const said = await refusal(["--port", "0", "--data", join(folder, "one")])
  expect(said).toContain(join(folder, "one"))
  expect(said).toMatch(/in use|another/i)
  expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
})

test("[RUN4] a data folder that cannot be written or is a file is named, with what to do", async () => {
  const file = join(folder, "file")
  await writeFile(file, "")
  expect(await refusal(["--port", "0", "--data", file])).toContain(file)
  expect(await refusal(["--port", "0", "--data", join(file, "below")])).toContain(join(file, "below"))
  expect(await refusal(["--port", "0", "--data", "/sys/interviewlm"])).toContain("/sys/interviewlm")
})
