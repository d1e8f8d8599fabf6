/**
 * How an event enters the tree. Its leaf holds not the payload but a salted commitment to it, so that a payload can be
 * erased later while every proof stands; the salt keeps a short payload from being guessed back out of the commitment.
 */
import type { JournalEvent } from "../../protocol/events.ts"
import { canonical } from "./canonical.ts"
import { concat, fromHex, hex } from "./bytes.ts"
import { type Hash, leafHash } from "./merkle.ts"

export const SALT_BYTES = 16
export const SALT_KEY_BYTES = 32

/** What is said of an event in the open; everything but its payload. Actor ids are pseudonyms. */
export interface Envelope {
  readonly session: string
  readonly seq: number
  readonly at: number
  readonly actor: { readonly kind: string; readonly id: string }
  readonly question: string | null
  readonly type: string
  readonly v: number
}

/** A payload with the salt of its commitment, or, once erased, the commitment alone. All hex. */
export type Payload = { readonly data: unknown; readonly salt: string } | { readonly commitment: string }

export interface Entry {
  readonly envelope: Envelope
  readonly payload: Payload
  /** The hash this entry claims as its leaf. */
  readonly leaf: string
}

/** SHA-256(salt || canonical payload). */
export function commit(hash: Hash, salt: Uint8Array, canonicalData: string): Uint8Array {
  return hash(salt, canonicalData)
}

/** An envelope as canonical JSON, in the pieces between which a payload's fields stand. */
export interface Frame {
  readonly head: string
  readonly question: string
  readonly tail: string
}

/** Throws `TypeError` when the envelope has text that JSON cannot say. */
export function frameOf({ actor, at, question, seq, session, type, v }: Envelope): Frame {
  return {
    head: `{"actor":{"id":${canonical(actor.id)},"kind":${canonical(actor.kind)}},"at":${at}`,
    question: `,"question":${canonical(question)}`,
    tail: `,"seq":${seq},"session":${canonical(session)},"type":${canonical(type)},"v":${v}}`,
  }
}

/** SHA-256(0x00 || canonical envelope whose `data` is the commitment in hex). */
export function entryLeaf(hash: Hash, { head, question, tail }: Frame, commitment: string): Uint8Array {
  return leafHash(hash, `${head},"data":"${commitment}"${question}${tail}`)
}

/**
 * Salts of one session: HKDF-Expand (RFC 5869) of the session's 32-byte salt key with the session and the event's
 * number as info. One key is all that is stored, and one salt tells nothing of another.
 */
export function createSalts(hash: Hash, session: string, saltKey: Uint8Array): (seq: number) => Uint8Array {
  if (saltKey.length !== SALT_KEY_BYTES) throw new RangeError(`A salt key has ${SALT_KEY_BYTES} bytes`)
  const padded = concat(saltKey, new Uint8Array(64 - saltKey.length))
  const inner = padded.map((byte) => byte ^ 0x36)
  const outer = padded.map((byte) => byte ^ 0x5c)
  return (seq) =>
    hash(outer, hash(inner, `interviewlm salt 1\n${session}\n${seq}`, Uint8Array.of(1))).slice(0, SALT_BYTES)
}

/** An event whose payload was erased from the journal; what is left of it. */
export type ErasedEvent = Envelope & { readonly commitment: string }

/** The entry of an event. Throws `TypeError` when the event cannot be written as JSON (a lone surrogate, NaN). */
export function createEntry(hash: Hash, event: JournalEvent | ErasedEvent, salt: Uint8Array): Entry {
  if ("commitment" in event) {
    const { commitment, ...envelope } = event
    return { envelope, payload: { commitment }, leaf: hex(entryLeaf(hash, frameOf(envelope), commitment)) }
  }
  const { data, ...envelope } = event
  const leaf = entryLeaf(hash, frameOf(envelope), hex(commit(hash, salt, canonical(data))))
  return { envelope, payload: { data, salt: hex(salt) }, leaf: hex(leaf) }
}

/** The entry with its payload gone for good. */
export function eraseEntry(hash: Hash, entry: Entry): Entry {
  if ("commitment" in entry.payload) return entry
  const { data, salt } = entry.payload
  return { ...entry, payload: { commitment: hex(commit(hash, fromHex(salt), canonical(data))) } }
}

/** One line of `events.jsonl`, without its newline. What the caller has written already is not written again. */
export function formatEntry(
  { envelope, payload, leaf }: Entry,
  { head, question, tail }: Frame = frameOf(envelope),
  canonicalData?: string,
): string {
  if ("commitment" in payload)
    return `${head},"commitment":"${payload.commitment}","leaf":"${leaf}"${question}${tail}`
  const data = canonicalData ?? canonical(payload.data)
  return `${head},"data":${data},"leaf":"${leaf}"${question},"salt":"${payload.salt}"${tail}`
}

const FIELDS = new Set("actor at commitment data leaf question salt seq session type v".split(" "))
const DIGEST = /^[0-9a-f]{64}$/
const SALT = /^[0-9a-f]{32}$/

/** Takes one parsed line apart. Throws `SyntaxError` when it is not an entry of an event, kept or erased. */
export function parseEntry(raw: unknown): Entry {
  if (!isRecord(raw)) throw new SyntaxError("not an object")
  const { session, seq, at, actor, question, type, v, leaf, commitment, data, salt } = raw
  const stray = Object.keys(raw).find((key) => !FIELDS.has(key))
  if (stray !== undefined) throw new SyntaxError(`field "${stray}" does not belong to an event`)
  if (typeof session !== "string" || typeof type !== "string")
    throw new SyntaxError("session or type is missing")
  if (!isCount(seq) || !isCount(at) || !isCount(v))
    throw new SyntaxError("seq, at or v is not a whole number")
  if (question !== null && typeof question !== "string")
    throw new SyntaxError("question is neither text nor null")
  if (!isRecord(actor) || Object.keys(actor).length !== 2) throw new SyntaxError("actor is not { id, kind }")
  const { kind, id } = actor
  if (typeof kind !== "string" || typeof id !== "string") throw new SyntaxError("actor is not { id, kind }")
  if (!isDigest(leaf)) throw new SyntaxError("leaf is not a SHA-256 in hex")
  const envelope = { session, seq, at, actor: { kind, id }, question, type, v }
  if (data === undefined && salt === undefined && isDigest(commitment))
    return { envelope, payload: { commitment }, leaf }
  if (data === undefined || commitment !== undefined || typeof salt !== "string" || !SALT.test(salt))
    throw new SyntaxError("an event has data and salt, or, once erased, a commitment alone")
  return { envelope, payload: { data, salt }, leaf }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isDigest(value: unknown): value is string {
  return typeof value === "string" && DIGEST.test(value)
}
