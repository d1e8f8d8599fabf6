/**
 * The record: appending to the chain, writing a bundle and verifying it, for a long interview of keystrokes, each
 * beside the floor of one bare SHA-256 over the same bytes.
 */
import { generateKeyPairSync, randomBytes } from "node:crypto"
import type { Actor, Draft, JournalEvent } from "../src/protocol/events.ts"
import { EVENTS, readBundle } from "../src/core/record/bundle.ts"
import { hex } from "../src/core/record/bytes.ts"
import { verifyBundle } from "../src/core/record/verify.ts"
import { writeBundle } from "../src/server/record/bundle.ts"
import { nodePrimitives, sha256 } from "../src/server/record/crypto.ts"
import { createNotary, KEY_NAME } from "../src/server/record/notary.ts"
import type { Bench } from "./lib/row.ts"

const session = "bench"
const candidate: Actor = { kind: "candidate", id: "c1" }
const place = { language: "python", path: "src/main.py" } as const

/** Keystrokes in lines of forty characters, saved every 200. */
function* typing(count: number): Generator<Draft> {
  const by = { actor: candidate, question: "two-sum" }
  yield { ...by, type: "doc.opened", data: { ...place, text: "", eol: "\n" } }
  let text = ""
  for (let version = 1; version <= count; version++) {
    const typed = version % 40 === 0 ? ["", ""] : [String.fromCodePoint(97 + (version % 26))]
    const before = text.length
    text += typed.join("\n")
    const changes =
      before === 0
        ? [[0, ...typed] as [number, ...string[]]]
        : [before, [0, ...typed] as [number, ...string[]]]
    yield {
      ...by,
      type: "doc.changed",
      data: { ...place, version, updates: [{ clientID: "k7f3", changes }] },
    }
    if (text.length >= 20_000) {
      yield {
        ...by,
        type: "doc.changed",
        data: { ...place, version: ++version, updates: [{ clientID: "k7f3", changes: [[text.length]] }] },
      }
      text = ""
    }
    if (version % 200 === 0)
      yield { ...by, type: "doc.saved", data: { ...place, version, digest: hex(sha256(text)) } }
  }
}

interface Step {
  work: string
  events: number
  seconds: number
  /** Of its own thread: about what it would take on an idle machine, however busy this one is. */
  cpuSeconds: number
}

async function time(work: string, events: number, run: () => unknown): Promise<Step> {
  const [start, cpu] = [performance.now(), process.threadCpuUsage()]
  await run()
  const { user, system } = process.threadCpuUsage(cpu)
  return { work, events, seconds: (performance.now() - start) / 1_000, cpuSeconds: (user + system) / 1e6 }
}

/** One row for each step, the floor first. */
export async function measureRecord(
  count: number,
): Promise<{ rows: Step[]; bundleBytes: number; peakBytes: number }> {
  const { privateKey } = generateKeyPairSync("ed25519")
  const notary = createNotary({ privateKey, keyName: KEY_NAME })
  const saltKey = randomBytes(32)
  const events: JournalEvent[] = []
  const log = notary.open(session, saltKey)
  const rows: Step[] = []
  const drafts = [...typing(count)]
  const append = await time("append and sign", 0, () => {
    for (const draft of drafts) {
      const at = 1_790_000_000_000 + 40 * events.length
      const event: JournalEvent = { ...draft, session, seq: events.length + 1, at, v: 1 }
      events.push(event)
      log.add([event])
      if (!log.due(at)) continue
      const signed: JournalEvent = {
        session,
        seq: events.length + 1,
        at,
        actor: { kind: "system", id: "server" },
        question: null,
        type: "checkpoint.signed",
        v: 1,
        data: log.sign(),
      }
      events.push(signed)
      log.add([signed])
    }
  })
  const total = events.length

  const chunks: Uint8Array[] = []
  const source = { session, saltKey, key: notary.key, events: replayed(events), blob: async () => null }
  const write = await time("write the bundle", total, async () => {
    for await (const chunk of writeBundle(source)) chunks.push(chunk)
  })
  const zip = Buffer.concat(chunks)
  const lines = Buffer.from(readBundle(zip).events)
    .toString()
    .split("\n")
    .map((line) => Buffer.from(line))
  rows.push(
    await time(`floor: SHA-256 of each line of ${EVENTS}`, total, () =>
      lines.forEach((line) => sha256(line)),
    ),
  )
  rows.push({ ...append, events: total }, write)
  const verify = await time("unpack and verify", total, async () => {
    const verdict = await verifyBundle(readBundle(zip), { primitives: nodePrimitives })
    if (verdict.outcome !== "sound") throw new Error(verdict.reason)
  })
  rows.push(verify)
  return { rows, bundleBytes: zip.length, peakBytes: process.resourceUsage().maxRSS * 1_024 }
}

async function* replayed(events: readonly JournalEvent[]): AsyncGenerator<JournalEvent> {
  yield* events
}

export const record: Bench = async ({ long }) => {
  const { rows, bundleBytes, peakBytes } = await measureRecord(long ? 260_000 : 60_000)
  const [floor, ...works] = rows
  // By the thread's own time, so that a busy machine does not blur it.
  const rate = ({ events, cpuSeconds }: Step): number => events / cpuSeconds
  const least: Record<string, number> = { "append and sign": 10_000, "unpack and verify": 50_000 }
  return works.map((step) => {
    const budget = least[step.work]
    return {
      work: `record of ${step.events} events: ${step.work}`,
      unit: "events/s",
      peer: floor ? { name: "SHA-256", value: rate(floor) } : null,
      ours: rate(step),
      budget: budget === undefined ? "" : `>= ${budget} events/s`,
      met: budget === undefined ? null : rate(step) >= budget,
      note: `bundle ${(bundleBytes / 2 ** 20).toFixed(1)} MiB, peak memory ${(peakBytes / 2 ** 20).toFixed(0)} MiB`,
    }
  })
}
