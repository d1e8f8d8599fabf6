/** The rules of what assessors may do beside watching, and the candidate with it. Pure. */
import type { Act, AssessorAct } from "../../protocol/acts.ts"
import type { ErrorCode } from "../../protocol/errors.ts"
import type { Actor, Draft, EventData } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Decision } from "../decide.ts"
import { openQuestion } from "../session.ts"
import type { SessionState } from "../session.ts"

/** An act with what only the server knows of it: where lines are, and when a moment was. */
export type DecidedAct =
  | Exclude<Act, { type: "point" | "note" }>
  | ({ type: "point" } & Omit<EventData<"assessor.pointed">, "name">)
  | (Omit<Extract<AssessorAct, { type: "note" }>, "moment"> & Pick<EventData<"assessor.noted">, "moment">)

export interface Who {
  actor: Actor
  name: string
}

const NOTHING: Decision = { ok: true, events: [] }
const refuse = (code: ErrorCode): Decision => ({ ok: false, code })

/** Answers the events that carry an act out, none where it was done already, or why it is refused. */
export function decideAct(state: SessionState, act: DecidedAct, { actor, name }: Who): Decision {
  const { acts } = state
  const question = openQuestion(state)?.id ?? null
  const accept = (event: Pick<Draft, "type" | "data">, of = question): Decision => ({
    ok: true,
    events: [{ actor, question: of, ...event } as Draft],
  })
  const closed = whyClosed(act, state)
  if (closed) return refuse(closed)
  switch (act.type) {
    case "say": {
      const { id, text } = act
      if (acts.said.some((one) => one.id === id)) return NOTHING
      if (acts.said.length >= LIMITS.acts.said) return refuse("acts-full")
      return accept({ type: "assessor.said", data: { id, name, text } })
    }
    case "ask": {
      const { id, text } = act
      if (acts.asked.some((one) => one.id === id)) return NOTHING
      if (acts.asked.length >= LIMITS.acts.asked) return refuse("acts-full")
      return accept({ type: "assessor.asked", data: { id, name, text } })
    }
    case "answer-question": {
      const { id, text } = act
      const asked = acts.asked.find((one) => one.id === id)
      if (!asked) return refuse("act-unknown")
      if (asked.answer) return refuse("already-done")
      return accept({ type: "assessor.answered", data: { id, text } })
    }
    case "point": {
      const { type: _type, ...place } = act
      if (acts.pointed.some(({ id }) => id === act.id)) return NOTHING
      if (acts.pointed.length >= LIMITS.acts.pointed) return refuse("acts-full")
      return accept({ type: "assessor.pointed", data: { ...place, name } })
    }
    case "unpoint": {
      const { id } = act
      if (acts.pointed.every((one) => one.id !== id)) return NOTHING
      return accept({ type: "assessor.unpointed", data: { id } })
    }
    case "note": {
      const { note, text, moment } = act
      const known = acts.notes.find(({ id }) => id === note)
      if (known && known.by.id !== actor.id) return refuse("forbidden")
      if (!known && text === null) return refuse("act-unknown")
      if (!known && acts.notes.length >= LIMITS.acts.notes) return refuse("acts-full")
      const of = known ? known.question : question
      return accept({ type: "assessor.noted", data: { note, name, text, moment } }, of)
    }
    case "rate": {
      const { criterion, level, text } = act
      const rated = state.questions.find(({ id }) => id === act.question)
      if (!rated || rated.status === "locked") return refuse("act-unknown")
      return accept({ type: "assessor.rated", data: { criterion, name, level, text } }, act.question)
    }
    case "ask-access": {
      const { access, kind } = act
      if (acts.access.some(({ id }) => id === access)) return NOTHING
      const own = acts.access.find((one) => one.by.id === actor.id && one.kind === kind)
      if (own && (own.status === "asked" || own.status === "granted")) return refuse("already-done")
      if (!own && acts.access.length >= LIMITS.acts.access) return refuse("acts-full")
      return accept({ type: "access.asked", data: { access, kind, name } })
    }
    case "answer-access": {
      const { access, allow } = act
      const asked = acts.access.find(({ id }) => id === access)
      if (!asked) return refuse("act-unknown")
      if (asked.status !== "asked") return refuse("already-done")
      return accept({ type: "access.answered", data: { access, allowed: allow } })
    }
    case "end-access": {
      const { access } = act
      const asked = acts.access.find(({ id }) => id === access)
      if (!asked || asked.status === "ended" || asked.status === "declined") return NOTHING
      if (actor.kind === "assessor" && asked.by.id !== actor.id) return refuse("forbidden")
      return accept({ type: "access.ended", data: { access } })
    }
  }
}

/** Notes and ratings are written at any time; all else needs an interview that runs, some of it one that is not paused. */
function whyClosed({ type }: DecidedAct, { phase: { phase } }: SessionState): ErrorCode | null {
  if (type === "note" || type === "rate") return null
  if (phase === "ended") return "session-ended"
  if (phase === "invited" || phase === "consented") return "session-not-running"
  const waits = type === "answer-question" || type === "answer-access" || type === "ask-access"
  return phase === "paused" && waits ? "session-paused" : null
}
