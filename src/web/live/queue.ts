/** Edits of one writer that the server has not confirmed, in the order they were typed. */
import { rebaseUpdates } from "@codemirror/collab"
import { serializeUpdates } from "../../core/document.ts"
import type { Update } from "../../core/document.ts"
import type { DocumentUpdate } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"

export interface Queue {
  readonly clientID: string
  /** On the confirmed text. */
  readonly updates: readonly Update[]
  /** How many of the first were sent at some time, over this connection or an earlier one. */
  readonly sent: number
}

/** Room for the other fields of a push. */
const PUSH_BYTES = LIMITS.socket.messageBytes - 8_192

/** The queue after confirmed updates, its own among them; one at a time, as `core/document.ts` rebases. */
export function confirm(queue: Queue, confirmed: readonly Update[]): Queue {
  if (queue.updates.length === 0) return queue
  const updates = confirmed.reduce((rest, one) => rebaseUpdates(rest, [one]), queue.updates)
  const own = queue.updates.length - updates.length
  return { ...queue, updates, sent: Math.max(0, queue.sent - own) }
}

/** As many of the first updates as one message holds; never none. */
export function batch(queue: Queue): DocumentUpdate[] {
  const first = serializeUpdates(queue.updates.slice(0, LIMITS.document.updatesPerPush))
  let room = PUSH_BYTES
  const fits = first.findIndex((update) => {
    room -= utf8Length(JSON.stringify(update))
    return room < 0
  })
  return fits < 0 ? first : first.slice(0, Math.max(1, fits))
}

function utf8Length(text: string): number {
  return text.length < 1_000 ? text.length * 3 : new TextEncoder().encode(text).byteLength
}

/** A writer's id nobody else has: 24 hexadecimal digits. */
export function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("")
}
