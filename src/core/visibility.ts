import type { JournalEvent } from "../protocol/events.ts"
import type { Role } from "../protocol/messages.ts"
import type { SessionState } from "./session.ts"

type Watched = Pick<SessionState, "watchersVisible" | "run">

/** Events that reach screens in messages of their own, or not at all; the record has them. */
const APART = new Set<JournalEvent["type"]>([
  "doc.opened",
  "doc.changed",
  "doc.saved",
  "terminal.output",
  "terminal.input",
  "snapshot.taken",
  "presence.selection",
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
  if (event.type === "question.graded") return false
  if (event.type === "presence.joined" || event.type === "presence.left") {
    return event.actor.kind === "candidate" || state.watchersVisible
  }
  return true
}

/** The state as a role may see it. */
export function visibleState(state: SessionState, role: Role): SessionState {
  if (role === "assessor") return state
  return { ...state, questions: state.questions.map((question) => ({ ...question, grade: null })) }
}
