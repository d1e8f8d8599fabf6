import { readFile } from "node:fs/promises"
import { describe, expect, test } from "vitest"
import { judge, unpack } from "./forge.ts"
import { bundleOf, recordInterview } from "./interview.ts"

const file = (name: string) => readFile(new URL(name, import.meta.url))
const text = async (name: string) => (await file(name)).toString().trimEnd()

describe("the golden bundle", () => {
  test("[REC8] verifies, for ever", async () => {
    const verdict = await judge(await file("v1.zip"), {
      key: await text("v1.key.txt"),
      witness: (await file("v1.witness.txt")).toString(),
    })
    expect(verdict).toEqual({
      outcome: "sound",
      report: {
        session: "golden-1",
        events: 142,
        checkpoints: 5,
        signed: 141,
        unsigned: null,
        erased: 0,
        erasedTypes: [],
        ended: true,
        key: "interviewlm.example/log+9ec703cf+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs",
        keyGiven: true,
        witnessed: 2,
        documents: { edits: 120, saves: 7, skipped: 0 },
      },
    })
  })

  test("[REC8] is what the writer writes today, member for member", async () => {
    expect(unpack(await bundleOf(recordInterview().source))).toEqual(unpack(await file("v1.zip")))
  })

  test("[REC8] is written the same way each time, with its checkpoints, key and blobs", async () => {
    const zip = await bundleOf(recordInterview().source)
    expect(Buffer.from(zip).equals(await bundleOf(recordInterview().source))).toBe(true)
    const names = Object.keys(unpack(zip))
    expect(names[0]).toBe("events.jsonl")
    expect(names.at(-1)).toBe("manifest.json")
    expect(names.filter((name) => name.startsWith("checkpoints/"))).toHaveLength(5)
    expect(names.filter((name) => name.startsWith("blobs/"))).toHaveLength(2)
  })

  test("[REC8] of a file with CRLF line ends replays too", async () => {
    const verdict = await judge(await bundleOf(recordInterview({ eol: "\r\n" }).source))
    expect(verdict.outcome).toBe("sound")
  })
})
