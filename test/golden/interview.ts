/** A small interview with fixed keys, recorded as a room would: the same every time, down to the byte. */
import { createPrivateKey, type KeyObject } from "node:crypto"
import type { Actor, Draft, JournalEvent } from "../../src/protocol/events.ts"
import { hex } from "../../src/core/record/bytes.ts"
import type { BundleSource } from "../../src/server/record/bundle.ts"
import { writeBundle } from "../../src/server/record/bundle.ts"
import { sha256 } from "../../src/server/record/crypto.ts"
import { createNotary } from "../../src/server/record/notary.ts"

/** PKCS #8 of an Ed25519 key is this prefix and 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex")

export function fixedKey(byte: number): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.alloc(32, byte)]),
    format: "der",
    type: "pkcs8",
  })
}

export const KEY_NAME = "interviewlm.example/log"
export const SALT_KEY = Uint8Array.from({ length: 32 }, (_, i) => i)

const candidate: Actor = { kind: "candidate", id: "c1" }
const agent: Actor = { kind: "agent", id: "a1" }
const system: Actor = { kind: "system", id: "server" }
const blob = Buffer.from("the sealed question\n")
const uploaded = Buffer.from([0, 1, 2, 255])

/** Acts of an interview with `edits` keystrokes in a file with the given line ending. */
export function* interviewActs(edits: number, eol: "\n" | "\r\n"): Generator<Draft> {
  const question = "two-sum"
  const language = "python"
  const path = "src/main.py"
  const consent = { text: "We record what you do.", digest: hex(sha256("We record what you do.")) }
  yield {
    actor: system,
    question: null,
    type: "session.created",
    data: {
      title: "Backend engineer",
      candidate: { name: "Zoë 👩‍💻" },
      durationMs: 3_600_000,
      questions: [
        { id: question, version: hex(sha256(blob)), title: "Two sum", languages: [language], minutes: 30 },
      ],
      watchersVisible: true,
      consent,
    },
  }
  yield { actor: candidate, question: null, type: "session.consented", data: { digest: consent.digest } }
  yield { actor: candidate, question: null, type: "session.started", data: {} }
  yield { actor: system, question, type: "question.opened", data: { language } }
  let text = "def two_sum():\n    pass\n"
  yield { actor: system, question, type: "doc.opened", data: { language, path, text, eol } }
  yield {
    actor: { kind: "shell", id: "t1" },
    question,
    type: "file.created",
    data: { language, path: "logo.png", kind: "file", size: 4, digest: hex(sha256(uploaded)) },
  }
  for (let version = 1; version <= edits; version++) {
    const typed = version % 9 === 0 ? ["", "    # é"] : ["x"]
    yield {
      actor: version % 5 === 0 ? agent : candidate,
      question,
      type: "doc.changed",
      data: {
        language,
        path,
        version,
        updates: [{ clientID: "k", changes: [text.length, [0, ...typed]] }],
      },
    }
    text += typed.join("\n")
    if (version % 20 === 0)
      yield {
        actor: system,
        question,
        type: "doc.saved",
        data: { language, path, version, digest: hex(sha256(text.replaceAll("\n", eol))) },
      }
  }
  yield {
    actor: candidate,
    question,
    type: "doc.renamed",
    data: { language, from: "src", to: "lib" },
  }
  yield {
    actor: system,
    question,
    type: "doc.saved",
    data: {
      language,
      path: "lib/main.py",
      version: edits,
      digest: hex(sha256(text.replaceAll("\n", eol))),
    },
  }
  yield { actor: candidate, question, type: "doc.deleted", data: { language, path: "lib/main.py" } }
  yield { actor: candidate, question, type: "question.submitted", data: { language, by: "candidate" } }
  yield { actor: candidate, question: null, type: "session.ended", data: { reason: "submitted" } }
}

export interface Recorded {
  events: JournalEvent[]
  notes: string[]
  source: BundleSource
}

/** Records an interview: every act stored, added to the log, and signed when that is due. */
export function recordInterview({
  session = "golden-1",
  edits = 120,
  eol = "\n",
  key = fixedKey(7),
  acts = interviewActs(edits, eol),
}: {
  session?: string
  edits?: number
  eol?: "\n" | "\r\n"
  key?: KeyObject
  acts?: Iterable<Draft>
} = {}): Recorded {
  const notary = createNotary({ privateKey: key, keyName: KEY_NAME })
  const log = notary.open(session, SALT_KEY)
  const events: JournalEvent[] = []
  const notes: string[] = []
  const store = (draft: Draft): void => {
    const seq = events.length + 1
    const event: JournalEvent = { ...draft, session, seq, at: 1_790_000_000_000 + 250 * seq, v: 1 }
    events.push(event)
    log.add([event])
  }
  for (const act of acts) {
    store(act)
    if (!log.due(events.at(-1)?.at ?? 0)) continue
    const signed = log.sign()
    notes.push(signed.note)
    store({ actor: system, question: null, type: "checkpoint.signed", data: signed })
  }
  return { events, notes, source: sourceOf(events, notary.key) }
}

/** A bundle source over these events. */
export function sourceOf(events: readonly JournalEvent[], key: string): BundleSource {
  const blobs = new Map([blob, uploaded].map((bytes) => [hex(sha256(bytes)), bytes]))
  async function* all(): AsyncGenerator<JournalEvent> {
    yield* events
  }
  return {
    session: events[0]?.session ?? "none",
    saltKey: SALT_KEY,
    key,
    events: all(),
    blob: async (digest) => blobs.get(digest) ?? null,
  }
}

export async function bundleOf(source: BundleSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeBundle(source)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
