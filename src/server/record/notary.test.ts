import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto"
import { describe, expect, test } from "vitest"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { canonical } from "../../core/record/canonical.ts"
import { createChain } from "../../core/record/chain.ts"
import { parseCheckpoint } from "../../core/record/checkpoint.ts"
import { createSalts } from "../../core/record/entry.ts"
import { rootOf } from "../../core/record/merkle.ts"
import { openNote, parseKey } from "../../core/record/note.ts"
import { nodePrimitives, sha256 } from "./crypto.ts"
import { createNotary } from "./notary.ts"

const session = "s1"
const saltKey = randomBytes(32)
const { privateKey } = generateKeyPairSync("ed25519")
const notary = createNotary({ privateKey, keyName: "example.com/log" })

const joined = { type: "presence.left", data: { client: "c" } } as const

function event(seq: number, at: number, what: Pick<Draft, "type" | "data"> = joined): JournalEvent {
  return {
    session,
    seq,
    at,
    actor: { kind: "system", id: "server" },
    question: null,
    v: 1,
    ...what,
  } as JournalEvent
}

const events = (from: number, to: number, at = 0) =>
  Array.from({ length: to - from + 1 }, (_, i) => event(from + i, at))

describe("when the log is signed", () => {
  test("[REC5] at 50 events, and not before", () => {
    const log = notary.open(session, saltKey)
    expect(log.due(1e15)).toBe(false)
    log.add(events(1, 49))
    expect(log.due(0)).toBe(false)
    log.add(events(50, 50))
    expect(log.due(0)).toBe(true)
  })

  test("[REC5] 30 s after the first event that is not signed, and not before", () => {
    const log = notary.open(session, saltKey)
    log.add([event(1, 1_000), event(2, 30_000)])
    expect(log.due(30_999)).toBe(false)
    expect(log.due(31_000)).toBe(true)
  })

  test.each<Pick<Draft, "type" | "data">>([
    { type: "question.opened", data: { language: "go" } },
    { type: "question.submitted", data: { language: "go", by: "clock" } },
    { type: "session.paused", data: { reason: "" } },
    { type: "session.ended", data: { reason: "expired" } },
  ])("[REC5] at once after $type", (what) => {
    const log = notary.open(session, saltKey)
    log.add([event(1, 0, what)])
    expect(log.due(0)).toBe(true)
  })

  test("[REC5] not again for events that are signed, nor for the checkpoint itself", () => {
    const log = notary.open(session, saltKey)
    log.add(events(1, 50))
    const signed = log.sign()
    expect(signed.size).toBe(50)
    expect(log.due(1e15)).toBe(false)
    log.add([event(51, 0, { type: "checkpoint.signed", data: signed })])
    expect(log.due(1e15)).toBe(false)
    log.add([event(52, 0)])
    expect(log.due(30_000)).toBe(true)
  })

  test("[REC5] the same after the log is rebuilt from the journal, events that came in between included", () => {
    const log = notary.open(session, saltKey)
    log.add(events(1, 50))
    const signed = log.sign()
    const rest = [event(51, 10), event(52, 20, { type: "checkpoint.signed", data: signed }), event(53, 30)]
    log.add(rest)
    const rebuilt = notary.open(session, saltKey)
    rebuilt.add([...events(1, 50), ...rest])
    for (const again of [log, rebuilt]) {
      expect(again.due(30_009)).toBe(false)
      expect(again.due(30_010)).toBe(true)
    }
    expect(rebuilt.sign()).toEqual(log.sign())
  })
})

describe("what is signed", () => {
  test("[REC4] is the tree over envelopes whose payload is a salted commitment", async () => {
    const log = notary.open(session, saltKey)
    const all = events(1, 3, 7)
    log.add(all)
    const leaves = all.map(({ data, ...envelope }) => {
      const info = Buffer.from(`interviewlm salt 1\n${session}\n${envelope.seq}\u0001`)
      const salt = createHmac("sha256", saltKey).update(info).digest().subarray(0, 16)
      const commitment = sha256(Buffer.concat([salt, Buffer.from(canonical(data))]))
      const leaf = canonical({ ...envelope, data: Buffer.from(commitment).toString("hex") })
      return sha256(Buffer.concat([Uint8Array.of(0), Buffer.from(leaf)]))
    })
    const key = parseKey(sha256, notary.key)
    const text = await openNote(sha256, log.sign().note, key, nodePrimitives.verifier(key.publicKey))
    expect(parseCheckpoint(text ?? "")).toEqual({
      origin: "interviewlm/session/s1",
      size: 3,
      root: new Uint8Array(rootOf(sha256, leaves)),
    })
  })

  test("[REC4] has the same root once a payload is erased", () => {
    const all = events(1, 3)
    const [kept, erased] = [1, 2].map(() => createChain({ session, saltKey, hash: sha256 }))
    for (const each of all) kept?.add(each)
    const salt = createSalts(sha256, session, saltKey)(2)
    for (const { data, ...envelope } of all) {
      const commitment = Buffer.from(sha256(salt, canonical(data))).toString("hex")
      erased?.add(envelope.seq === 2 ? { ...envelope, commitment } : ({ ...envelope, data } as JournalEvent))
    }
    expect(erased?.checkpoint()).toEqual(kept?.checkpoint())
  })

  test("[REC6] is only a whole journal in order, of this session", () => {
    const log = notary.open(session, saltKey)
    expect(() => log.add([event(2, 0)])).toThrow(RangeError)
    log.add([event(1, 0)])
    expect(() => log.add([event(1, 0)])).toThrow(RangeError)
    expect(() => log.add([{ ...event(2, 0), session: "s2" }])).toThrow(RangeError)
    expect(() => log.add([event(2, 0, { type: "presence.left", data: { client: "\ud800" } })])).toThrow(
      TypeError,
    )
    expect(log.size).toBe(1)
    expect(() => notary.open(session, new Uint8Array(16))).toThrow(RangeError)
  })
})
