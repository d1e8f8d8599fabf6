import type { JournalEvent } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import type { Role } from "../protocol/messages.ts"
import { NOTHING_USED } from "./agent/agent.ts"
import { latestOf } from "./chat.ts"
import type { SessionState } from "./session.ts"

type Watched = Pick<SessionState, "watchersVisible" | "run" | "agent">

/** Events that reach screens in messages of their own, or not at all; the record has them. */
const APART = new Set<JournalEvent["type"]>([
  "doc.opened",
  "doc.changed",
  "doc.saved",
  "terminal.output",
  "terminal.input",
  "snapshot.taken",
  "presence.selection",
  "chat.compacted",
])

/**
 * What of the journal a role is sent as it happens, by the state with the event in it. Of what is typed it is the edit
 * that made the results of a test run old, and the key after which a shell may: whoever folds on has to see them.
 */
export function isVisible(event: JournalEvent, role: Role, state: Watched): boolean {
  const { changedBy, shellBy } = state.run ?? {}
  const folds = !APART.has(event.type) || event.seq === changedBy || event.seq === shellBy
  return folds && mayKnow(event, role, state)
}

/** What of the journal a role may know at all. */
export function mayKnow(event: JournalEvent, role: Role, state: Watched): boolean {
  if (role === "assessor") return true
  if (event.type === "question.graded" || event.type === "growth.measured") return false
  if (event.type === "chat.stepped") return state.agent?.policy.showCost ?? false
  if (event.type === "presence.joined" || event.type === "presence.left") {
    return event.actor.kind === "candidate" || state.watchersVisible
  }
  return true
}

/** The state as a role may see it, with as much of the conversation as a window begins with. */
export function visibleState(whole: SessionState, role: Role): SessionState {
  const state = { ...whole, chat: latestOf(whole.chat, LIMITS.chat.entriesSent) }
  if (role === "assessor") return state
  const { agent } = state
  return {
    ...state,
    agent: agent && (agent.policy.showCost ? agent : { ...agent, used: NOTHING_USED }),
    questions: state.questions.map((question) => ({ ...question, grade: null })),
  }
}
