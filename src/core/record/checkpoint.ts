/** Checkpoints (c2sp.org/tlog-checkpoint): what is signed, and when. */
import type { JournalEvent } from "../../protocol/events.ts"
import type { ErasedEvent } from "./entry.ts"
import { base64, fromBase64 } from "./bytes.ts"

/** The first `size` events of a session have this root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export function originOf(session: string): string {
  return `interviewlm/session/${session}`
}

/** The text that is signed: origin, size and root, a line each. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`
}

/** Throws `SyntaxError` for anything that `formatCheckpoint` would not have written. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", root = ""] = text.split("\n")
  const checkpoint = { origin, size: Number(size), root: fromBase64(root) }
  const counts = Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0
  const sane = origin !== "" && counts && checkpoint.root.length === 32
  if (!sane || formatCheckpoint(checkpoint) !== text) throw new SyntaxError("not a checkpoint")
  return checkpoint
}

/** Sign at the latest after this many events, or milliseconds after the first unsigned one. */
export const CHECKPOINT_EVENTS = 50
export const CHECKPOINT_MS = 30_000

/** A person may stop here for a while, or for good, so it is signed at once. */
const BOUNDARIES: ReadonlySet<string> = new Set([
  "question.opened",
  "question.submitted",
  "question.graded",
  "session.paused",
  "session.ended",
])

/** Events no checkpoint covers yet, but for `checkpoint.signed` itself, which its own note vouches for. */
export type Unsigned = readonly { readonly seq: number; readonly at: number; readonly boundary: boolean }[]

export function evolveUnsigned(unsigned: Unsigned, event: JournalEvent | ErasedEvent): Unsigned {
  if (!("commitment" in event) && event.type === "checkpoint.signed")
    return signedUpTo(unsigned, event.data.size)
  return [...unsigned, { seq: event.seq, at: event.at, boundary: BOUNDARIES.has(event.type) }]
}

export function signedUpTo(unsigned: Unsigned, size: number): Unsigned {
  return unsigned.filter(({ seq }) => seq > size)
}

/** Is it time to sign? `now` is the server's clock in milliseconds. */
export function isCheckpointDue(unsigned: Unsigned, now: number): boolean {
  const [first] = unsigned
  if (!first) return false
  return (
    unsigned.length >= CHECKPOINT_EVENTS ||
    now - first.at >= CHECKPOINT_MS ||
    unsigned.some(({ boundary }) => boundary)
  )
}
