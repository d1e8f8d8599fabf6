/** What the policy does next in an interview, as the event that does it. Pure: replay meets the same. */
import type { Actor, Draft } from "../../protocol/events.ts"
import { currentTurn, waits } from "../chat.ts"
import { openQuestion, type SessionState } from "../session.ts"
import { advise, nextLook } from "./policy.ts"
import type { HelpState } from "./signals.ts"

const POLICY: Actor = { kind: "system", id: "policy" }

/** Null when there is nothing to do now. Both states are folds of the same journal. */
export function nextAct(session: SessionState, help: HelpState, now: number): Draft | null {
  const question = openQuestion(session)?.id ?? null
  if (question === null || !mayAct(session)) return null
  const advice = advise(help, now)
  if (!advice) return null
  // Nothing else in a session has this number.
  const nudge = `nudge-${session.seq + 1}`
  if (advice.type === "offer")
    return { actor: POLICY, question, type: "nudge.offered", data: { nudge, kind: advice.kind } }
  const { type, ...change } = advice
  if (type === "change") return { actor: POLICY, question, type: "level.changed", data: change }
  return { actor: POLICY, question, type: "level.proposed", data: { nudge, ...change } }
}

/** When to ask `nextAct` again though nothing happens; null when only an event can make a difference. */
export function nextMoment(session: SessionState, help: HelpState, now: number): number | null {
  return mayAct(session) ? nextLook(help, now) : null
}

/** Only while the interview runs, with an agent that takes part and is not at work or about to be. */
function mayAct({ phase, agent, chat }: SessionState): boolean {
  return (
    phase.phase === "running" && agent?.phase.phase === "ready" && currentTurn(chat) === null && !waits(chat)
  )
}
