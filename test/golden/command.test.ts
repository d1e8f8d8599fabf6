import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { exportCommand } from "../../src/cli/export.ts"
import { verifyCommand } from "../../src/cli/verify.ts"
import { zipSync } from "fflate"
import { linesOf, unpack, withLines } from "./forge.ts"
import { recordInterview } from "./interview.ts"

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "record-"))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

function io() {
  const lines: string[] = []
  return { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line), lines }
}

async function verify(...argv: string[]): Promise<{ code: number; text: string }> {
  const { lines, ...streams } = io()
  return { code: await verifyCommand(argv, streams), text: lines.join("\n") }
}

describe("interviewlm verify", () => {
  test("[REC14] answers 0 for a sound bundle and asks to compare the key when none was given", async () => {
    const { code, text } = await verify(path("v1.zip"))
    expect(code).toBe(0)
    expect(text).toContain("SOUND")
    expect(text).toContain("compare it with the one the company published")
  })

  test("[REC14] takes the published key and a witness file", async () => {
    const key = (await readFile(path("v1.key.txt"), "utf8")).trim()
    const { code, text } = await verify(path("v1.zip"), "--key", key, "--witness", path("v1.witness.txt"))
    expect(code).toBe(0)
    expect(text).not.toContain("compare it")
    expect(text).toContain("2 checkpoints kept by a browser agree")
  })

  test("[REC14] answers 1 for a tampered bundle, with the first bad event", async () => {
    const members = unpack(await readFile(path("v1.zip")))
    const lines = linesOf(members)
    const forged = withLines(members, lines.with(36, (lines[36] ?? "").replace('"at":1', '"at":2')))
    const file = join(dir, "forged.zip")
    await writeFile(file, zipSync(forged))
    const { code, text } = await verify(file)
    expect(code).toBe(1)
    expect(text).toContain("TAMPERED: Event 37 was changed")
    expect(text).toContain("First bad event: 37.")
    const json = await verify(file, "--json")
    expect(json.code).toBe(1)
    expect(JSON.parse(json.text)).toMatchObject({ outcome: "tampered", first: { from: 37, to: 37 } })
  })

  test("[REC14] answers 2 for what it cannot read, and for wrong use", async () => {
    const file = join(dir, "text.zip")
    await writeFile(file, "hello")
    expect(await verify(file)).toMatchObject({ code: 2, text: expect.stringContaining("UNREADABLE") })
    expect((await verify(join(dir, "none.zip"))).code).toBe(2)
    expect((await verify(path("v1.zip"), "--witness", join(dir, "none.txt"))).code).toBe(2)
    expect((await verify(path("v1.zip"), "--key", "nonsense")).code).toBe(2)
    for (const argv of [[], ["a", "b"], ["a", "--what"], ["a", "--key"]])
      expect(await verify(...argv)).toMatchObject({ code: 2, text: expect.stringContaining("usage:") })
  })
})

describe("interviewlm export", () => {
  async function run(...argv: string[]) {
    const { lines, ...streams } = io()
    let closed = 0
    const code = await exportCommand(argv, streams, async () => ({
      source: async (session) => (session === "golden-1" ? recordInterview().source : null),
      close: async () => void closed++,
    }))
    return { code, closed, text: lines.join("\n") }
  }

  test("[REC15] writes a whole bundle that verifies, and closes the store", async () => {
    const file = join(dir, "out.zip")
    const { code, closed, text } = await run("golden-1", "--out", file)
    expect({ code, closed }).toEqual({ code: 0, closed: 1 })
    expect(text).toContain(`interviewlm verify ${file} --key interviewlm.example/log+`)
    expect(await readdir(dir)).toEqual(["out.zip"])
    expect((await verify(file)).code).toBe(0)
  })

  test("[REC15] answers 1 for an unknown session and 2 for wrong use, and writes nothing", async () => {
    expect(await run("golden-9", "--out", join(dir, "out.zip"))).toMatchObject({ code: 1, closed: 1 })
    for (const argv of [[], ["a", "b"], ["../etc"], ["a", "--what"]])
      expect(await run(...argv)).toMatchObject({ code: 2, closed: 0 })
    expect(await readdir(dir)).toEqual([])
  })

  test("[REC15] leaves nothing behind when the store fails half-way", async () => {
    const { lines: _, ...streams } = io()
    const { source } = recordInterview()
    async function* broken() {
      for await (const event of source.events) {
        if (event.seq === 60) throw new Error("the database went away")
        yield event
      }
    }
    const exporting = exportCommand(["golden-1", "--out", join(dir, "out.zip")], streams, async () => ({
      source: async () => ({ ...source, events: broken() }),
      close: async () => {},
    }))
    await expect(exporting).rejects.toThrow("the database went away")
    expect(await readdir(dir)).toEqual([])
  })
})
