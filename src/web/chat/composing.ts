/** Whether words can go to the agent now, and what to say when they cannot. */
import { LIMITS } from "../../protocol/limits.ts"
import type { ViewState } from "../live/session-view.ts"

/** Why a message would not be taken now; null when it would. What is written is kept either way. */
export function whyNoMessage({
  session,
  connection,
}: Pick<ViewState, "session" | "connection">): string | null {
  const phase = session?.phase.phase
  if (phase === "ended") return "The interview has ended."
  if (phase === "paused") return "The interview is paused. What you write here is kept."
  const agent = session?.agent
  if (!agent) return "No agent takes part in this interview."
  if (agent.phase.phase === "ended")
    return agent.phase.reason === "budget"
      ? "What the agent may use in this interview is used up. You go on by yourself."
      : "An assessor has ended the agent's part. You go on by yourself."
  if (connection.status !== "online")
    return "No connection: nothing can be sent just now. What you write here is kept."
  if (agent.phase.phase === "held") return "An assessor holds the agent for now. What you write here is kept."
  if (agent.phase.phase === "waiting") return "The agent has not begun yet. What you write here is kept."
  return null
}

/** Characters left, told only when they run low; null before that. */
export function charactersLeft(text: string): number | null {
  const left = LIMITS.chat.messageCharacters - text.length
  return left <= LOW ? left : null
}

const LOW = 1_000
