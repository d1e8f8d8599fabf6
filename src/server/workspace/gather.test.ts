import { expect, test } from "vitest"
import { gather } from "./gather.ts"
import type { Chunk } from "./gather.ts"
import { createOutputRing } from "./output-ring.ts"

async function* chunks(texts: readonly string[]): AsyncGenerator<Chunk> {
  let offset = 0
  for (const text of texts) {
    yield { offset, data: Buffer.from(text) }
    offset += text.length
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test("[TERM6] output that came while a stretch was stored is one stretch, up to a limit", async () => {
  const seen: string[] = []
  for await (const { offset, data } of gather(chunks(["ab", "cd", "ef", "gh", "ij"]), 4)) {
    seen.push(`${offset} ${Buffer.from(data).toString()}`)
    await turn()
  }
  expect(seen.join(" ").replaceAll(/\d+ /g, "").replaceAll(" ", "")).toBe("abcdefghij")
  expect(seen.length).toBeLessThan(5)
  for (const one of seen) expect(one.split(" ")[1]?.length).toBeLessThanOrEqual(4)
})

test("[TERM6] a source that fails fails its reader, after what it gave", async () => {
  const failing = async function* (): AsyncGenerator<Chunk> {
    yield { offset: 0, data: Buffer.from("ab") }
    throw new Error("gone")
  }
  const seen: string[] = []
  const reading = async (): Promise<void> => {
    for await (const { data } of gather(failing(), 4)) seen.push(Buffer.from(data).toString())
  }
  await expect(reading()).rejects.toThrow("gone")
  expect(seen).toEqual(["ab"])
})

test("[TERM6] a reader that leaves ends the source", async () => {
  const left = Promise.withResolvers<string>()
  const endless = async function* (): AsyncGenerator<Chunk> {
    try {
      for (let offset = 0; ; offset++) yield { offset, data: Buffer.from("x") }
    } finally {
      left.resolve("left")
    }
  }
  for await (const one of gather(endless(), 4)) if (one.offset >= 0) break
  expect(await left.promise).toBe("left")
})

test("[TERM5] the last output is kept, at least as much as asked and at most twice that, and what goes is told in order", () => {
  const dropped: Buffer[] = []
  const ring = createOutputRing(8, (bytes) => dropped.push(Buffer.from(bytes)))
  let all = ""
  for (let index = 0; index < 40; index++) {
    const text = String.fromCodePoint(97 + (index % 26)).repeat(1 + (index % 5))
    ring.push(Buffer.from(text))
    all += text
    expect(ring.end).toBe(all.length)
    expect(ring.end - ring.start).toBeLessThanOrEqual(16)
    expect(ring.end - ring.start).toBeGreaterThanOrEqual(Math.min(8, all.length))
    expect(ring.read(ring.start, 100).toString()).toBe(all.slice(ring.start))
    expect(Buffer.concat(dropped).toString()).toBe(all.slice(0, ring.start))
  }
  ring.restart(500)
  expect([ring.start, ring.end]).toEqual([500, 500])
})
