/** The first product's `ai_session` table, one row a question, as the fold of the journal. Pure. */
import type { AiSession } from "../../protocol/ai-session.ts"
import { AssistanceLevel, type AssistancePolicy } from "../../protocol/assistance.ts"
import type { EventOf, JournalEvent } from "../../protocol/events.ts"
import { evolveTexts, standing, type Texts } from "../texts.ts"

export interface AiSessions {
  /** Rows so far, in order of their questions; `authorship` of the open one is brought up to date by `aiSessions`. */
  rows: readonly AiSession[]
  policy: AssistancePolicy | null
  texts: Texts
  /** When the model was asked, until it says its first word. */
  askedAt: number | null
  latencies: { count: number; sum: number }
  /** A tool of the agent's has changed a file and has not ended. */
  editing: boolean
}

export const NO_AI_SESSIONS: AiSessions = {
  rows: [],
  policy: null,
  texts: {},
  askedAt: null,
  latencies: { count: 0, sum: 0 },
  editing: false,
}

/** The rows as they stand; none in an interview without an agent. */
export function aiSessions({ rows, texts }: AiSessions): AiSession[] {
  return rows.map((row, index) => (index === rows.length - 1 ? { ...row, authorship: standing(texts) } : row))
}

export function evolveAiSessions(state: AiSessions, event: JournalEvent): AiSessions {
  if (event.type === "session.created") return { ...state, policy: event.data.assistance ?? null }
  const { policy } = state
  if (!policy) return state
  if (event.type === "question.opened") {
    return { ...NO_AI_SESSIONS, policy, rows: [...aiSessions(state), opened(event, policy.start)] }
  }
  const row = state.rows.at(-1)
  if (!row || event.question !== row.question) return state
  const next = { ...state, texts: evolveTexts(state.texts, event) }
  return event.type.startsWith("doc.") ? edited(next, event) : counted(next, row, event)
}

function opened(event: EventOf<"question.opened">, level: AssistanceLevel): AiSession {
  const { session, seq, at } = event
  const question = event.question ?? ""
  return {
    id: `${session}:${question}`,
    sessionRecordingId: session,
    question,
    initialHelpfulness: level,
    currentHelpfulness: level,
    autoEscalationTime: null,
    proactiveSuggestionsCount: 0,
    autonomousTestRuns: 0,
    fileModificationsCount: 0,
    averageLatency: null,
    totalTokensUsed: 0,
    createdAt: at,
    updatedAt: at,
    microDollars: 0,
    messages: 0,
    turns: 0,
    nudges: { offered: 0, accepted: 0, dismissed: 0 },
    hunks: { accepted: 0, rejected: 0 },
    levels: [{ seq, at, level, by: "system", reason: "start" }],
    authorship: standing({}),
  }
}

function edited(state: AiSessions, { actor, type }: JournalEvent): AiSessions {
  return actor.kind === "agent" && type === "doc.changed" ? { ...state, editing: true } : state
}

/** What an event adds to its row; the same state for one that adds nothing. */
function counted(state: AiSessions, row: AiSession, event: JournalEvent): AiSessions {
  const add = (change: Partial<AiSession>, more: Partial<AiSessions> = {}): AiSessions => ({
    ...state,
    ...more,
    rows: [...state.rows.slice(0, -1), { ...row, ...change, updatedAt: event.at }],
  })
  const { nudges, hunks } = row
  switch (event.type) {
    case "chat.message":
      return add({ messages: row.messages + 1 })
    case "chat.started":
      return add({ turns: row.turns + 1 })
    case "chat.asked":
      return { ...state, askedAt: event.at }
    case "chat.delta":
    case "chat.tool": {
      if (state.askedAt === null) return state
      const { count, sum } = state.latencies
      const latencies = { count: count + 1, sum: sum + event.at - state.askedAt }
      return add({ averageLatency: latencies.sum / latencies.count }, { askedAt: null, latencies })
    }
    case "chat.result":
      if (!state.editing) return state
      return add({ fileModificationsCount: row.fileModificationsCount + 1 }, { editing: false })
    case "chat.stepped": {
      const { input, cacheRead, cacheWrite, output, microDollars } = event.data.usage
      return add({
        totalTokensUsed: row.totalTokensUsed + input + cacheRead + cacheWrite + output,
        microDollars:
          row.microDollars === null || microDollars === null ? null : row.microDollars + microDollars,
      })
    }
    case "chat.ended":
      return add({}, { askedAt: null, editing: false })
    case "test.started":
      return event.actor.kind === "agent" ? add({ autonomousTestRuns: row.autonomousTestRuns + 1 }) : state
    case "nudge.offered":
    case "level.proposed":
      return add({
        proactiveSuggestionsCount: row.proactiveSuggestionsCount + 1,
        nudges: { ...nudges, offered: nudges.offered + 1 },
      })
    case "nudge.accepted":
      return add({ nudges: { ...nudges, accepted: nudges.accepted + 1 } })
    case "nudge.dismissed":
      return add({ nudges: { ...nudges, dismissed: nudges.dismissed + 1 } })
    case "level.changed":
      return add(levelChanged(row, event))
    case "review.decided":
      return add({ hunks: { ...hunks, [event.data.verdict]: hunks[event.data.verdict] + 1 } })
    default:
      return state
  }
}

function levelChanged(
  row: AiSession,
  { seq, at, actor, data }: EventOf<"level.changed">,
): Partial<AiSession> {
  const { from, to, reason } = data
  const rises =
    reason !== "asked" && AssistanceLevel.options.indexOf(to) > AssistanceLevel.options.indexOf(from)
  const agreed = actor.kind === "candidate" && reason !== "asked"
  return {
    currentHelpfulness: to,
    autoEscalationTime: row.autoEscalationTime ?? (rises ? at : null),
    nudges: agreed ? { ...row.nudges, accepted: row.nudges.accepted + 1 } : row.nudges,
    levels: [...row.levels, { seq, at, level: to, by: actor.kind, reason }],
  }
}
