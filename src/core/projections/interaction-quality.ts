/** The first product's `ai_interaction_quality` table as the fold of the journal: each figure with its evidence. Pure. */
import type { AiInteractionQuality, QualityMetric } from "../../protocol/ai-session.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { evolveTexts, standing, type Texts } from "../texts.ts"

/** An event as evidence. */
interface Seen {
  seq: number
  at: number
}

export interface Quality {
  hasAgent: boolean
  id: string | null
  question: string | null
  /** Figures that change no more, of messages and of questions that were left. */
  done: readonly AiInteractionQuality[]
  texts: Texts
  edited: Seen | null
  decided: readonly (Seen & { accepted: boolean })[]
  offered: readonly (Seen & { nudge: string; taken: Seen | null })[]
  /** Turns of the agent's that changed a file, and the candidate's first check after each. */
  turns: readonly (Seen & { over: boolean; checked: Seen | null })[]
}

export const NO_QUALITY: Quality = {
  hasAgent: false,
  id: null,
  question: null,
  done: [],
  texts: {},
  edited: null,
  decided: [],
  offered: [],
  turns: [],
}

/** All figures so far, those of earlier questions first. */
export function qualityMetrics(state: Quality): AiInteractionQuality[] {
  return [...state.done, ...ofQuestion(state)]
}

export function evolveQuality(state: Quality, event: JournalEvent): Quality {
  const { seq, at } = event
  if (event.type === "session.created") return { ...state, hasAgent: event.data.assistance !== undefined }
  if (!state.hasAgent) return state
  if (event.type === "question.opened") {
    const { question, session } = event
    const id = `${session}:${question}`
    return { ...NO_QUALITY, hasAgent: true, id, question, done: qualityMetrics(state) }
  }
  if (state.question === null || event.question !== state.question) return state
  switch (event.type) {
    case "doc.opened":
    case "doc.renamed":
    case "doc.deleted":
      return { ...state, texts: evolveTexts(state.texts, event) }
    case "doc.changed": {
      const next = { ...state, texts: evolveTexts(state.texts, event), edited: { seq, at } }
      return event.actor.kind === "agent" ? { ...next, turns: withEdit(state.turns, { seq, at }) } : next
    }
    case "chat.message": {
      const { score, features } = event.data.quality
      const said = features.length > 0 ? features.join(", ") : "none of the habits"
      return { ...state, done: [...state.done, metric(state, "prompt-quality", score, said, [{ seq, at }])] }
    }
    case "chat.ended":
      return { ...state, turns: state.turns.map((turn) => ({ ...turn, over: true })) }
    case "test.started":
      return event.actor.kind === "candidate"
        ? { ...state, turns: withCheck(state.turns, { seq, at }) }
        : state
    case "terminal.input": {
      const entered = event.actor.kind === "candidate" && atob(event.data.data).includes("\r")
      return entered ? { ...state, turns: withCheck(state.turns, { seq, at }) } : state
    }
    case "review.decided": {
      const accepted = event.data.verdict === "accepted"
      return { ...state, decided: [...state.decided, { seq, at, accepted }] }
    }
    case "nudge.offered":
    case "level.proposed":
      return { ...state, offered: [...state.offered, { seq, at, nudge: event.data.nudge, taken: null }] }
    case "nudge.accepted":
      return { ...state, offered: withTaken(state.offered, event.data.nudge, { seq, at }) }
    case "level.changed": {
      if (event.actor.kind !== "candidate" || event.data.reason === "asked") return state
      const open = state.offered.findLast(({ taken }) => taken === null)
      return open ? { ...state, offered: withTaken(state.offered, open.nudge, { seq, at }) } : state
    }
    default:
      return state
  }
}

function withEdit(turns: Quality["turns"], seen: Seen): Quality["turns"] {
  const last = turns.at(-1)
  return last && !last.over ? turns : [...turns, { ...seen, over: false, checked: null }]
}

/** A check counts for the last turn that changed something: what came before it was built upon unchecked. */
function withCheck(turns: Quality["turns"], checked: Seen): Quality["turns"] {
  const last = turns.at(-1)
  return last?.over && last.checked === null ? [...turns.slice(0, -1), { ...last, checked }] : turns
}

function withTaken(offered: Quality["offered"], nudge: string, taken: Seen): Quality["offered"] {
  return offered.map((one) => (one.nudge === nudge && one.taken === null ? { ...one, taken } : one))
}

/** The figures of the open question that there is anything to tell of. */
function ofQuestion(state: Quality): AiInteractionQuality[] {
  const { decided, offered, turns, edited } = state
  const share = (metricType: QualityMetric, part: number, all: number, what: string, evidence: Seen[]) =>
    all === 0 ? [] : [metric(state, metricType, part / all, `${part} of ${all} ${what}`, evidence)]
  const { agent, candidate, shell, assessor } = standing(state.texts)
  const checked = turns.flatMap((turn) => (turn.checked ? [turn.checked] : []))
  const taken = offered.flatMap((one) => (one.taken ? [one.taken] : []))
  const accepted = decided.filter((one) => one.accepted).length
  const written = agent + candidate + shell + assessor
  return [
    ...share("acceptance", accepted, decided.length, "decided changes were accepted", [...decided]),
    ...share("verification", checked.length, turns.length, "turns with edits were checked", [
      ...turns,
      ...checked,
    ]),
    ...share("agent-authorship", agent, written, "new characters are the agent's", edited ? [edited] : []),
    ...share("help-taken", taken.length, offered.length, "offers were taken up", [...offered, ...taken]),
  ]
}

function metric(
  { id }: Quality,
  metricType: QualityMetric,
  score: number,
  description: string,
  evidence: readonly Seen[],
): AiInteractionQuality {
  const aiSessionId = id ?? ""
  const seqs = evidence.map(({ seq }) => seq).toSorted((a, b) => a - b)
  const name = metricType === "prompt-quality" ? `${metricType}:${seqs[0]}` : metricType
  return {
    id: `${aiSessionId}:${name}`,
    aiSessionId,
    metricType,
    score,
    description,
    timestamp: Math.max(0, ...evidence.map(({ at }) => at)),
    evidence: seqs,
  }
}
