/**
 * The signed checkpoints this browser was sent, kept by it: an independent witness that the record was not changed
 * afterwards. A few hundred bytes each, in the order they came.
 */
import type { JournalEvent } from "../../protocol/events.ts"

type Shelf = Pick<Storage, "getItem" | "setItem">

const keyOf = (session: string): string => `interviewlm.witness.${session}`

/** Adds the checkpoints among `events`. A full or closed storage keeps what it has. */
export function witness(shelf: Shelf, session: string, events: readonly JournalEvent[]): void {
  const kept = witnessed(shelf, session)
  const fresh = events.flatMap((event) => (event.type === "checkpoint.signed" ? [event.data.note] : []))
  const notes = fresh.filter((note) => !kept.includes(note))
  if (notes.length === 0) return
  try {
    shelf.setItem(keyOf(session), [kept, ...notes].filter((note) => note !== "").join("\n"))
  } catch {
    // Nothing depends on it but this browser's own testimony.
  }
}

/** The notes kept for a session, as `interviewlm verify --witness` takes them; empty when there are none. */
export function witnessed(shelf: Shelf, session: string): string {
  return shelf.getItem(keyOf(session)) ?? ""
}
