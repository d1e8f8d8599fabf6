import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { exportCommand } from "../../src/cli/export.ts"
import { UsageError } from "../../src/cli/usage.ts"
import { verifyCommand } from "../../src/cli/verify.ts"
import { withhold } from "../../src/server/record/withhold.ts"
import { zipSync } from "fflate"
import { linesOf, unpack, withLines } from "./forge.ts"
import { bundleOf, recordInterview } from "./interview.ts"

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

  test("[REC4] says what a copy leaves out and that nobody need have erased it", async () => {
    const { source } = recordInterview()
    const zip = await bundleOf(withhold(source, ({ type }) => type !== "question.opened"))
    const file = join(dir, "withheld.zip")
    await writeFile(file, zip)
    const { code, text } = await verify(file)
    expect(code).toBe(0)
    expect(text).toMatch(/This copy leaves out the content of \d events? \(question\.opened\): withheld/)
    expect(text).not.toContain("Erased")
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
      await expect(verify(...argv)).rejects.toThrow(UsageError)
  })

  test("[REC14] names a file that is not there, and a folder, in plain words", async () => {
    const none = join(dir, "none.zip")
    expect(await verify(none)).toEqual({ code: 2, text: `UNREADABLE: There is no file ${none}.` })
    expect(await verify(dir)).toEqual({ code: 2, text: `UNREADABLE: ${dir} is a folder, not a file.` })
  })

  test("[REC14] says what the last checkpoint covers and what came after it", async () => {
    const { text } = await verify(path("v1.zip"))
    expect(text).toMatch(/^Covered by the last checkpoint: (?:all \d+ events|events 1 to \d+)\. /m)
    const { lines, ...streams } = io()
    const { source } = recordInterview()
    async function* going() {
      for await (const event of source.events) if (event.seq <= 60) yield event
    }
    const file = join(dir, "going.zip")
    const archive = async () => ({
      source: async () => ({ ...source, events: going() }),
      close: async () => {},
    })
    await exportCommand(["golden-1", "--out", file], streams, archive)
    expect(lines[1]).toBe("The interview has not ended: the bundle holds what was recorded up to now.")
    const cut = await verify(file)
    expect(cut.text).toMatch(/^Covered by the last checkpoint: events 1 to \d+\. /m)
    expect(cut.text).toMatch(/^Not covered: events? \d+(?: to 60)?, recorded after it\. /m)
    expect(cut.text).toContain("The interview's end is not among the covered events")
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
      await expect(run(...argv)).rejects.toThrow(UsageError)
    expect(await readdir(dir)).toEqual([])
  })

  test("[REC15] overwrites nothing, and names a folder that is not there", async () => {
    const file = join(dir, "kept.zip")
    await writeFile(file, "mine")
    expect(await run("golden-1", "--out", file)).toMatchObject({
      code: 2,
      closed: 0,
      text: `${file} is there already: move it away, or choose another --out.`,
    })
    expect(await readFile(file, "utf8")).toBe("mine")
    expect(await run("golden-1", "--out", join(dir, "none/a.zip"))).toMatchObject({
      code: 2,
      text: `There is no folder ${join(dir, "none")} to write to.`,
    })
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
