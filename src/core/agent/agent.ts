/** Where the agent stands in an interview: whether it takes part, at which level, and what it has used. */
import type {
  AgentContext,
  AssistanceLevel,
  AssistancePolicy,
  LevelReason,
  ModelLabel,
  ModelUsage,
} from "../../protocol/assistance.ts"
import type { Actor, JournalEvent } from "../../protocol/events.ts"

export type AgentPhase =
  | { phase: "waiting" }
  | { phase: "ready" }
  | { phase: "held"; since: number; by: Actor }
  | { phase: "ended"; at: number; reason: "assessor" | "budget" }

export interface AgentState {
  policy: AssistancePolicy
  phase: AgentPhase
  /** Null until it takes part. */
  model: ModelLabel | null
  context: AgentContext
  /** The level at which the open question began. */
  began: AssistanceLevel
  level: { now: AssistanceLevel; since: number; by: Actor | null; reason: LevelReason | "asked" | "start" }
  /** The candidate wants help only when they ask. */
  muted: boolean
  used: { turns: number } & ModelUsage
}

export const NOTHING_USED: AgentState["used"] = {
  turns: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  microDollars: 0,
}

export function beginAgent(policy: AssistancePolicy, at: number): AgentState {
  return {
    policy,
    phase: { phase: "waiting" },
    model: null,
    context: policy.context,
    began: policy.start,
    level: startLevel(policy, at),
    muted: false,
    used: NOTHING_USED,
  }
}

/** The next state; the same one for events that are not of the agent. */
export function evolveAgent(agent: AgentState, event: JournalEvent): AgentState {
  switch (event.type) {
    case "agent.begun":
      return { ...agent, phase: { phase: "ready" }, model: event.data.model, context: event.data.context }
    case "agent.paused":
      return { ...agent, phase: { phase: "held", since: event.at, by: event.actor } }
    case "agent.resumed":
      return { ...agent, phase: { phase: "ready" } }
    case "agent.ended":
      return { ...agent, phase: { phase: "ended", at: event.at, reason: event.data.reason } }
    case "question.opened":
      // What an assessor set holds on.
      if (agent.level.by?.kind === "assessor") return { ...agent, began: agent.level.now }
      return { ...agent, began: agent.policy.start, level: startLevel(agent.policy, event.at) }
    case "level.changed": {
      const { to, reason } = event.data
      return { ...agent, level: { now: to, since: event.at, by: event.actor, reason } }
    }
    case "nudge.muted":
      return { ...agent, muted: event.data.muted }
    case "chat.started":
      return { ...agent, used: { ...agent.used, turns: agent.used.turns + 1 } }
    case "chat.stepped":
      return { ...agent, used: { ...sum(agent.used, event.data.usage), turns: agent.used.turns } }
    default:
      return agent
  }
}

function startLevel(policy: AssistancePolicy, at: number): AgentState["level"] {
  return { now: policy.start, since: at, by: null, reason: "start" }
}

/** A price that is not known makes the sum's unknown. */
function sum(a: ModelUsage, b: ModelUsage): ModelUsage {
  return {
    input: a.input + b.input,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    output: a.output + b.output,
    microDollars: a.microDollars === null || b.microDollars === null ? null : a.microDollars + b.microDollars,
  }
}

/** Whether more was used than the assessment lets the agent use; a turn counts from its start. */
export function isSpent({ policy: { budget }, used }: AgentState): boolean {
  const tokens = used.input + used.cacheRead + used.cacheWrite + used.output
  return (
    used.turns > (budget.turns ?? Infinity) ||
    tokens >= (budget.tokens ?? Infinity) ||
    (used.microDollars ?? dearest(used)) >= (budget.microDollars ?? Infinity)
  )
}

/** What tokens cost at most, so that a budget in money holds for a model whose price is not known: 10 and 50 dollars a million. */
function dearest({ input, cacheRead, cacheWrite, output }: ModelUsage): number {
  return (input + cacheRead + cacheWrite) * 10 + output * 50
}
