import { readFile } from "node:fs/promises"
import { strFromU8, strToU8 } from "fflate"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Draft } from "../../src/protocol/events.ts"
import { eraseEntry, formatEntry, parseEntry } from "../../src/core/record/entry.ts"
import { sha256 } from "../../src/server/record/crypto.ts"
import {
  judge,
  judgeMembers,
  linesOf,
  type Members,
  renumbered,
  rewritten,
  unpack,
  withLines,
  withManifest,
} from "./forge.ts"
import { bundleOf, fixedKey, interviewActs, recordInterview } from "./interview.ts"

const zip = new Uint8Array(await readFile(new URL("v1.zip", import.meta.url)))
const golden = unpack(zip)
const lines = linesOf(golden)
const key = strFromU8(golden["key.txt"] ?? new Uint8Array()).trimEnd()
const witness = await readFile(new URL("v1.witness.txt", import.meta.url), "utf8")
const small = unpack(await bundleOf(recordInterview({ edits: 2 }).source))
const signedSizes = Object.keys(golden).flatMap((name) =>
  name.startsWith("checkpoints/") ? [Number(name.slice(12, 20))] : [],
)

function flipped(members: Members, name: string, at: number, bit: number): Members {
  const bytes = Uint8Array.from(members[name] ?? [])
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return { ...members, [name]: bytes }
}

const doctored = (seq: number, change: (raw: Record<string, unknown>) => Record<string, unknown>) =>
  withManifest(withLines(golden, lines.with(seq - 1, rewritten(lines[seq - 1] ?? "", change))))

/** The members up to `size` events, as if the interview had stopped there. */
function cutAt(size: number): Members {
  const kept = Object.entries(golden).filter(
    ([name]) =>
      !name.startsWith("blobs/") && (!name.startsWith("checkpoints/") || Number(name.slice(12, 20)) < size),
  )
  return withManifest(withLines(Object.fromEntries(kept), lines.slice(0, size)))
}

describe("one flipped bit", () => {
  test("[REC9] anywhere in a small member is never sound", async () => {
    for (const name of Object.keys(small).filter((name) => name !== "events.jsonl"))
      for (let at = 0; at < (small[name]?.length ?? 0); at++) {
        const { outcome } = await judgeMembers(flipped(small, name, at, at % 8))
        expect(outcome, `${name} at ${at}`).not.toBe("sound")
      }
  })

  test("[REC9] in the events is never sound, whether or not the manifest is made to fit", async () => {
    const length = golden["events.jsonl"]?.length ?? 0
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.nat(7), fc.boolean(), async (at, bit, careful) => {
        const forged = flipped(golden, "events.jsonl", at, bit)
        expect((await judgeMembers(careful ? withManifest(forged) : forged)).outcome).not.toBe("sound")
      }),
      { numRuns: 250 },
    )
  })

  test("[REC9] in the zip itself is sound only where it carries no content", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(7), async (at, bit) => {
        const forged = flipped({ zip }, "zip", at, bit)["zip"] ?? zip
        if ((await judge(forged)).outcome === "sound") expect(unpack(forged)).toEqual(golden)
      }),
      { numRuns: 250 },
    )
  })
})

describe("a changed record", () => {
  const first = async (members: Members) => {
    const verdict = await judgeMembers(members, { key })
    return verdict.outcome === "tampered" ? verdict.first : verdict
  }

  test("[REC10] names the event whose payload, time, actor, question or type was changed", async () => {
    const changes: ((line: string) => string)[] = [
      (line) => line.replace('"version":', '"version":1'),
      (line) => line.replace('"at":1', '"at":2'),
      (line) => line.replace('"kind":"candidate"', '"kind":"agent"'),
      (line) => line.replace('"question":"two-sum"', '"question":"two-sums"'),
      (line) => line.replace('"type":"doc.changed"', '"type":"doc.chanced"'),
      (line) => line.replace(/"salt":"../, '"salt":"00'),
    ]
    for (const change of changes) {
      expect(change(lines[36] ?? "")).not.toBe(lines[36])
      expect(await first(withLines(golden, lines.with(36, change(lines[36] ?? ""))))).toEqual({
        from: 37,
        to: 37,
      })
    }
  })

  test("[REC10] names the narrowest signed span when every hash was made to fit", async () => {
    const [one = 0, two = 0] = signedSizes.filter((size) => size > 30)
    const seq = one + 2
    const late = (raw: Record<string, unknown>) => ({ ...raw, at: Number(raw["at"]) + 1 })
    expect(await first(doctored(seq, late))).toEqual({ from: one + 1, to: two })
  })

  test("[REC10] names the place of an event that was dropped, doubled, moved or added", async () => {
    const line = (seq: number) => lines[seq - 1] ?? ""
    const at37 = { from: 37, to: 37 }
    expect(await first(withLines(golden, lines.toSpliced(36, 1)))).toEqual(at37)
    expect(await first(withLines(golden, lines.toSpliced(36, 0, line(36))))).toEqual(at37)
    expect(await first(withLines(golden, lines.with(36, line(38)).with(37, line(37))))).toEqual(at37)
    const added = renumbered(lines.toSpliced(36, 0, line(36)))
    expect(await first(withManifest(withLines(golden, added)))).toMatchObject({ from: expect.any(Number) })
    const dropped = renumbered(lines.toSpliced(36, 1))
    expect(await first(withManifest(withLines(golden, dropped)))).toMatchObject({ from: expect.any(Number) })
  })

  test("[REC10] refuses time that goes back", async () => {
    const early = (raw: Record<string, unknown>) => ({ ...raw, at: 1 })
    expect(await first(doctored(37, early))).toEqual({ from: 37, to: 37 })
  })

  test("[REC10] refuses an event with a field nobody signed, or of another interview", async () => {
    const stray = lines.with(36, (lines[36] ?? "").replace(/}$/, ',"verdict":"cheated"}'))
    expect(await first(withManifest(withLines(golden, stray)))).toEqual({ from: 37, to: 37 })
    expect(await first(doctored(37, (raw) => ({ ...raw, session: "golden-2" })))).toEqual({
      from: 37,
      to: 37,
    })
  })

  test("[REC10] says which signed events are missing from a truncated record", async () => {
    const cut = withManifest(withLines(golden, lines.slice(0, 100)))
    expect(await first(cut)).toEqual({ from: 101, to: 141 })
    const torn = { ...golden, "events.jsonl": (golden["events.jsonl"] ?? new Uint8Array()).slice(0, -9) }
    expect((await judgeMembers(withManifest(torn))).outcome).toBe("unreadable")
  })

  test("[REC10] refuses a record that nothing signs", async () => {
    const bare = Object.entries(golden).filter(([name]) => !name.startsWith("checkpoints/"))
    expect((await judgeMembers(withManifest(Object.fromEntries(bare)))).outcome).toBe("tampered")
    const unsigned = renumbered(lines.filter((line) => !line.includes('"type":"checkpoint.signed"')))
    const verdict = await judgeMembers(withManifest(withLines(Object.fromEntries(bare), unsigned)))
    expect(verdict).toMatchObject({
      outcome: "tampered",
      reason: expect.stringContaining("nothing in this record is signed"),
    })
  })

  test("[REC10] refuses checkpoints that were swapped, removed, added or taken from another interview", async () => {
    const [a = "", b = ""] = Object.keys(golden).filter((name) => name.startsWith("checkpoints/"))
    const { [a]: noteA, [b]: noteB, ...rest } = golden
    const other = unpack(await bundleOf(recordInterview({ session: "golden-2" }).source))
    if (!noteA || !noteB) throw new Error("the golden bundle has two checkpoints")
    const forgeries = [
      { ...rest, [a]: noteB, [b]: noteA },
      { ...rest, [b]: noteB },
      { ...golden, [a]: other[a] ?? noteB },
      { ...golden, "checkpoints/00000000.txt": noteA },
    ]
    for (const forged of forgeries)
      expect((await judgeMembers(withManifest(forged), { key })).outcome).toBe("tampered")
  })

  test("[REC10] shows events after the last checkpoint as unsigned, and refuses a long tail of them", async () => {
    const last = lines.at(-1) ?? ""
    const extra = (count: number) =>
      renumbered([
        ...lines,
        ...Array.from({ length: count }, () =>
          rewritten(last, (raw) => ({ ...raw, type: "presence.left", data: { client: "c" } })),
        ),
      ])
    expect(await judgeMembers(withManifest(withLines(golden, extra(3))))).toMatchObject({
      outcome: "sound",
      report: { signed: 141, unsigned: { from: 143, to: 145 } },
    })
    expect((await judgeMembers(withManifest(withLines(golden, extra(1_001))))).outcome).toBe("tampered")
  })

  test("[REC10] refuses a manifest whose counts or session are not those of the record", async () => {
    for (const claims of [{ events: 141 }, { checkpoints: 4 }, { session: "golden-2" }])
      expect((await judgeMembers(withManifest(golden, claims))).outcome).toBe("tampered")
  })

  test("[REC10] refuses a blob that has other content than its name, or that no event speaks of", async () => {
    const name = Object.keys(golden).find((name) => name.startsWith("blobs/")) ?? ""
    const changed = withManifest({ ...golden, [name]: strToU8("another question") })
    expect((await judgeMembers(changed)).outcome).toBe("tampered")
    const stray = strToU8("stray")
    const added = withManifest({ ...golden, [`blobs/${Buffer.from(sha256(stray)).toString("hex")}`]: stray })
    expect((await judgeMembers(added)).outcome).toBe("tampered")
  })
})

describe("the key and the witnesses", () => {
  test("[REC11] a record signed anew with another key is sound only while nobody brings the right key or a witness", async () => {
    const forged = await bundleOf(recordInterview({ key: fixedKey(8), edits: 90 }).source)
    expect(await judge(forged)).toMatchObject({ outcome: "sound", report: { keyGiven: false } })
    expect(await judge(forged, { key })).toMatchObject({ outcome: "tampered" })
    expect(await judge(forged, { witness })).toMatchObject({ outcome: "tampered" })
  })

  test("[REC11] a record rewritten by the holder of the key is betrayed by a witness", async () => {
    const rewrite = await bundleOf(recordInterview({ eol: "\r\n" }).source)
    expect(await judge(rewrite, { key })).toMatchObject({ outcome: "sound" })
    expect(await judge(rewrite, { key, witness })).toMatchObject({
      outcome: "tampered",
      first: { from: 5, to: 55 },
    })
  })

  test("[REC11] a record cut back to an early checkpoint does not reach its end, and is betrayed by a witness", async () => {
    const size = signedSizes[0] ?? 0
    const cut = cutAt(size + 1)
    expect(await judgeMembers(cut, { key })).toMatchObject({ outcome: "sound", report: { ended: false } })
    const seen = strFromU8(
      golden[`checkpoints/${String(signedSizes[2]).padStart(8, "0")}.txt`] ?? new Uint8Array(),
    )
    expect(await judgeMembers(cut, { key, witness: seen })).toMatchObject({
      outcome: "tampered",
      first: { from: size + 2, to: signedSizes[2] },
    })
  })

  test("[REC11] a witness of another interview, or a file that is no witness, proves nothing", async () => {
    const other = recordInterview({ session: "golden-2" }).notes.join("\n")
    expect(await judge(zip, { witness: other })).toMatchObject({ outcome: "unreadable" })
    expect(await judge(zip, { witness: "hello\n" })).toMatchObject({ outcome: "unreadable" })
    expect(await judge(zip, { witness: other + witness })).toMatchObject({ report: { witnessed: 2 } })
    expect(await judge(zip, { key: "not a key" })).toMatchObject({ outcome: "unreadable" })
  })
})

describe("an erased payload", () => {
  const erased = (seq: number) =>
    formatEntry(eraseEntry(sha256, parseEntry(JSON.parse(lines[seq - 1] ?? ""))))
  const withErased = (...seqs: number[]) =>
    withManifest(
      withLines(
        golden,
        lines.map((line, i) => (seqs.includes(i + 1) ? erased(i + 1) : line)),
      ),
    )

  test("[REC4] leaves every proof standing, and is told", async () => {
    const { [`blobs/${Buffer.from(sha256("the sealed question\n")).toString("hex")}`]: _, ...rest } =
      withErased(1)
    expect(await judgeMembers(withManifest(rest), { key, witness })).toMatchObject({
      outcome: "sound",
      report: { erased: 1, signed: 141, documents: { skipped: 0 } },
    })
    expect(erased(1)).not.toContain("Zoë")
  })

  test("[REC4] ends the replay of its question's documents", async () => {
    expect(await judgeMembers(withErased(40))).toMatchObject({
      outcome: "sound",
      report: { erased: 1, documents: { edits: expect.any(Number), skipped: expect.any(Number) } },
    })
  })

  test("[REC4] cannot be passed off with another commitment, and no checkpoint can be erased", async () => {
    const forged = erased(40).replace(/"commitment":"../, '"commitment":"zz'.replace("zz", "00"))
    expect(await judgeMembers(withManifest(withLines(golden, lines.with(39, forged))))).toMatchObject({
      outcome: "tampered",
      first: { from: 40, to: 40 },
    })
    const checkpoint = lines.findIndex((line) => line.includes('"type":"checkpoint.signed"')) + 1
    expect(await judgeMembers(withErased(checkpoint))).toMatchObject({ outcome: "tampered" })
  })
})

describe("documents in a signed record", () => {
  const actsWith = function* (change: (act: Draft) => Draft): Generator<Draft> {
    for (const act of interviewActs(120, "\n")) yield change(act)
  }
  const judgeActs = async (change: (act: Draft) => Draft) =>
    judge(await bundleOf(recordInterview({ acts: actsWith(change) }).source))

  test.each<[string, (act: Draft) => Draft]>([
    [
      "saved with other content",
      (act) =>
        act.type === "doc.saved" && act.data.version === 60
          ? { ...act, data: { ...act.data, digest: "0".repeat(64) } }
          : act,
    ],
    [
      "versions with a gap",
      (act) =>
        act.type === "doc.changed" && act.data.version === 60
          ? { ...act, data: { ...act.data, version: 61 } }
          : act,
    ],
    [
      "edit .* does not fit",
      (act) =>
        act.type === "doc.changed" && act.data.version === 60
          ? { ...act, data: { ...act.data, updates: [{ clientID: "k", changes: [3, [0, "x"]] }] } }
          : act,
    ],
    [
      "never opened",
      (act) => (act.type === "doc.opened" ? { ...act, data: { ...act.data, path: "other.py" } } : act),
    ],
    [
      "never opened",
      (act) => (act.type === "doc.renamed" ? { ...act, data: { ...act.data, to: "elsewhere" } } : act),
    ],
  ])("[REC12] are refused: %s", async (reason, change) => {
    const verdict = await judgeActs(change)
    expect(verdict).toMatchObject({ outcome: "tampered", first: { from: expect.any(Number) } })
    if (reason !== "versions with a gap")
      expect(verdict).toMatchObject({ reason: expect.stringMatching(reason) })
  })

  test("[REC12] may be saved at an earlier version than the last recorded edit", async () => {
    const all = [...interviewActs(40, "\n")]
    const saved = all.findIndex((act) => act.type === "doc.saved")
    const late = all.toSpliced(saved, 1)
    const act = all[saved]
    if (!act) throw new Error("a save was recorded")
    const verdict = await judge(
      await bundleOf(recordInterview({ acts: late.toSpliced(saved + 7, 0, act) }).source),
    )
    expect(verdict).toMatchObject({ outcome: "sound" })
  })
})
