/** What a person may answer to offered help, and say of the level. Pure; who may ask what is the edge's concern. */
import type { AssistanceLevel } from "../../protocol/assistance.ts"
import type { ErrorCode } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import type { AgentState } from "../agent/agent.ts"
import type { Decision } from "../decide.ts"
import { openQuestion, type SessionState } from "../session.ts"

const refuse = (code: ErrorCode): Decision => ({ ok: false, code })

/**
 * Takes or declines what the policy offered. A level that is taken changes at once; an offer that is taken waits for
 * the agent like a message.
 */
export function answerNudge(state: SessionState, nudge: string, accept: boolean, actor: Actor): Decision {
  const place = takingPart(state)
  if (!place.ok) return place
  const { agent, question } = place
  const entry = state.chat.entries.find((one) => one.kind === "nudge" && one.id === nudge)
  if (entry?.kind !== "nudge" || entry.answer !== null) return refuse("nudge-unknown")
  if (!accept) return one({ actor, question, type: "nudge.dismissed", data: { nudge } })
  if (agent.phase.phase === "held") return refuse("agent-held")
  if (agent.phase.phase === "ended") return refuse("agent-ended")
  if ("offer" in entry.about) return one({ actor, question, type: "nudge.accepted", data: { nudge } })
  const { level, reason } = entry.about
  return one({ actor, question, type: "level.changed", data: { ...level, reason } })
}

/** "Only when I ask", or not any more. */
export function muteNudges(state: SessionState, muted: boolean, actor: Actor): Decision {
  const place = takingPart(state)
  if (!place.ok) return place
  const { agent, question } = place
  if (muted && !agent.policy.mayMute) return refuse("nudges-required")
  if (agent.muted === muted) return refuse("already-done")
  return one({ actor, question, type: "nudge.muted", data: { muted } })
}

/** An assessor's word, also beyond the range of the assessment, and while the interview is paused. */
export function setLevel(state: SessionState, level: AssistanceLevel, actor: Actor): Decision {
  const question = openQuestion(state)?.id ?? null
  const { agent } = state
  if (!agent) return refuse("agent-absent")
  if (agent.phase.phase === "ended") return refuse("agent-ended")
  if (state.phase.phase === "ended") return refuse("session-ended")
  if (question === null) return refuse("session-not-running")
  const from = agent.level.now
  if (from === level) return refuse("level-fixed")
  return one({ actor, question, type: "level.changed", data: { from, to: level, reason: "asked" } })
}

const one = (draft: (Decision & { ok: true })["events"][number]): Decision => ({ ok: true, events: [draft] })

type Place = { ok: true; agent: AgentState; question: string } | { ok: false; code: ErrorCode }

/** The candidate's own commands need a running interview with an agent in it. */
function takingPart(state: SessionState): Place {
  const { phase } = state.phase
  const question = openQuestion(state)?.id ?? null
  if (phase === "paused") return { ok: false, code: "session-paused" }
  if (phase === "ended") return { ok: false, code: "session-ended" }
  if (phase !== "running" || question === null) return { ok: false, code: "session-not-running" }
  if (!state.agent) return { ok: false, code: "agent-absent" }
  return { ok: true, agent: state.agent, question }
}
