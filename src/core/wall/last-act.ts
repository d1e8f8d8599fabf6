import type { JournalEvent } from "../../protocol/events.ts"
import { Moment } from "../../protocol/watch.ts"
import { momentOf } from "../moments.ts"

/** Told in columns of their own, or to assessors alone. */
const LEFT_OUT = new Set<string>([
  "session.started",
  "presence.joined",
  "presence.left",
  "assessor.noted",
  "assessor.rated",
])

const TOLD = new Set<string>(Moment.options.flatMap(({ shape }) => [...shape.type.values]))

/** What a wall says was last done, or null for what is no line there. */
export function lastAct(event: JournalEvent): Moment | null {
  // A compiler's files are as many as they like: an event is parsed only where it may be a moment.
  if (LEFT_OUT.has(event.type) || (!TOLD.has(event.type) && event.type !== "doc.opened")) return null
  const moment = momentOf(event)
  if (moment?.type === "presence.focus" && moment.data.focused) return null
  if (moment?.type === "chat.ended" && WITHOUT_WORDS.has(moment.data.outcome)) return null
  return moment
}

const WITHOUT_WORDS = new Set(["done", "left", "budget"])

/** What a row can be folded from without the whole journal, but for its activity and a run that is under way. */
export const OUTLINE: readonly string[] = [
  ...[...TOLD].filter((type) => !type.startsWith("doc.") && type !== "file.created"),
  "session.created",
  "test.started",
  "chat.started",
  "agent.begun",
]
