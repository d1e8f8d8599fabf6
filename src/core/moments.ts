/** The events worth a line in an assessor's list, each without what no line needs. */
import type { JournalEvent } from "../protocol/events.ts"
import { Moment } from "../protocol/watch.ts"

/**
 * Told of the candidate only. Files that appear in a shell are no act of their own: a compiler makes dozens. Who
 * watches comes and goes without a line.
 */
const OF_CANDIDATE = new Set<JournalEvent["type"]>([
  "file.created",
  "doc.renamed",
  "doc.deleted",
  "presence.joined",
  "presence.left",
])

/** The moment an event is, or null for all the others. */
export function momentOf(event: JournalEvent): Moment | null {
  if (OF_CANDIDATE.has(event.type) && event.actor.kind !== "candidate") return null
  const { seq, at, question } = event
  const common = { seq, at, question, actor: event.actor.kind }
  if (event.type === "doc.opened") {
    if (event.actor.kind !== "candidate") return null
    const { path, text } = event.data
    const size = new TextEncoder().encode(text).byteLength
    return { ...common, type: "file.created", data: { path, kind: "file", size } }
  }
  // What is none of them does not parse, and what no line needs is stripped.
  return Moment.safeParse({ ...common, type: event.type, data: event.data }).data ?? null
}
