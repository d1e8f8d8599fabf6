import type { Attachment, ModelUsage } from "../protocol/assistance.ts"
import type { Block, ChatEntry, ChatState, Step } from "../protocol/chat.ts"
import type { JournalEvent } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import type { Role } from "../protocol/messages.ts"
import { withoutPrivate } from "./acts/acts.ts"
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
 * that made the results of a test run old, and the key after which a shell may: whoever folds on has to see them. It is
 * sent as `visibleEvent` has it.
 */
export function isVisible(event: JournalEvent, role: Role, state: Watched): boolean {
  const { changedBy, shellBy } = state.run ?? {}
  const folds = !APART.has(event.type) || event.seq === changedBy || event.seq === shellBy
  // The candidate knows what they look at.
  if (event.type === "presence.viewed") return role !== "candidate"
  // Why a step ended is for all: what it cost is taken out of what is sent.
  return folds && (event.type === "chat.stepped" || mayKnow(event, role, state))
}

/** What assessors write for themselves: nobody else is told of it, in whatever form. */
const PRIVATE: ReadonlySet<JournalEvent["type"]> = new Set<JournalEvent["type"]>([
  "assessor.noted",
  "assessor.rated",
])

/** What of the journal a role may know at all, each event as it stands in the record. */
export function mayKnow(event: JournalEvent, role: Role, state: Watched): boolean {
  switch (role) {
    case "assessor":
      return true
    case "viewer":
      return !PRIVATE.has(event.type)
    case "candidate":
      return !PRIVATE.has(event.type) && candidateMayKnow(event, state)
  }
}

function candidateMayKnow(event: JournalEvent, state: Watched): boolean {
  if (event.type === "question.graded" || event.type === "growth.measured") return false
  if (event.type === "chat.stepped") return maySeeCost("candidate", state)
  if (event.type === "presence.joined" || event.type === "presence.left") {
    return event.actor.kind === "candidate" || state.watchersVisible
  }
  return true
}

function maySeeCost(role: Role, { agent }: Pick<SessionState, "agent">): boolean {
  return role !== "candidate" || (agent?.policy.showCost ?? false)
}

/**
 * An event that `isVisible` as a role is sent it, so that who folds it has what `visibleState` would have: without what
 * only a provider reads, without what the agent cost where that is not shown, and with long texts cut.
 */
export function visibleEvent(event: JournalEvent, role: Role, state: Pick<Watched, "agent">): JournalEvent {
  switch (event.type) {
    case "chat.stepped": {
      const usage = maySeeCost(role, state) ? event.data.usage : NO_USAGE
      return { ...event, data: { ...event.data, usage, seals: {} } }
    }
    case "chat.result":
      return { ...event, data: { ...event.data, text: shortened(event.data.text) } }
    case "chat.message":
      return { ...event, data: { ...event.data, attached: event.data.attached.map(shortAttachment) } }
    default:
      return event
  }
}

/** The end of a conversation as a role is sent it: as much as a window begins with, and gets more of at a time. */
export function visibleChat(chat: ChatState, role: Role, state: Pick<Watched, "agent">): ChatState {
  const { entriesSent, charactersSent } = LIMITS.chat
  const last = latestOf(chat, entriesSent)
  const entries = last.entries.map((entry) => visibleEntry(entry, maySeeCost(role, state)))
  return latestOf({ ...last, entries }, entriesSent, charactersSent)
}

function visibleEntry(entry: ChatEntry, withCost: boolean): ChatEntry {
  switch (entry.kind) {
    case "message":
      return { ...entry, attached: entry.attached.map(shortAttachment) }
    case "turn":
      return { ...entry, steps: entry.steps.map((step) => visibleStep(step, withCost)) }
    default:
      return entry
  }
}

function visibleStep(step: Step, withCost: boolean): Step {
  const { usage, blocks } = step
  // A block that shows nothing is there for its seal alone.
  const seen = blocks.filter((block) => block.kind === "tool" || block.text !== "")
  return { ...step, usage: usage && (withCost ? usage : NO_USAGE), blocks: seen.map(visibleBlock) }
}

function visibleBlock(block: Block): Block {
  if (block.kind !== "tool" || !block.result) return { ...block, seal: null }
  const { result } = block
  return { ...block, seal: null, result: { ...result, text: shortened(result.text) } }
}

const NO_USAGE: ModelUsage = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, microDollars: 0 }

function shortAttachment(one: Attachment): Attachment {
  return { ...one, text: shortened(one.text) }
}

function shortened(text: string): string {
  const most = LIMITS.chat.textSent
  if (text.length <= most) return text
  return `${text.slice(0, most).toWellFormed()}\n… (${text.length - most} characters more; the record has all)`
}

/** The state as a role may see it, with as much of the conversation as a window begins with. */
export function visibleState(whole: SessionState, role: Role): SessionState {
  const state = { ...whole, chat: visibleChat(whole.chat, role, whole) }
  if (role === "assessor") return state
  const acts = withoutPrivate(state.acts)
  if (role === "viewer") return { ...state, acts }
  const { agent } = state
  const used = agent && (maySeeCost(role, whole) ? agent.used : { ...agent.used, ...NO_USAGE })
  return {
    ...state,
    acts,
    looking: null,
    agent: agent && used && { ...agent, used },
    questions: state.questions.map((question) => ({ ...question, grade: null })),
  }
}
