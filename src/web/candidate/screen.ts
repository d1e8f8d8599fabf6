/** Which of the candidate's pages is to be shown, from what is known of the interview alone. */
import { openQuestion, type QuestionState, type SessionState } from "../../core/session.ts"
import type { Problem } from "../../protocol/errors.ts"
import type { ViewState } from "../live/session-view.ts"

export type Screen =
  | { screen: "connecting" }
  | { screen: "in-use" }
  | { screen: "closed"; problem: Problem }
  | { screen: "consent"; session: SessionState }
  | { screen: "check"; session: SessionState }
  | { screen: "workspace"; session: SessionState; question: QuestionState; paused: boolean }
  /** One question is submitted and the next not open yet. */
  | { screen: "between"; session: SessionState }
  | { screen: "ended"; session: SessionState }

/** An interview that is over shows its end, whatever the connection does. */
export function screenOf({ connection, session }: ViewState): Screen {
  if (session?.phase.phase === "ended") return { screen: "ended", session }
  if (connection.status === "closed") return { screen: "closed", problem: connection.problem }
  if (connection.status === "in-use") return { screen: "in-use" }
  if (!session) return { screen: "connecting" }
  const { phase } = session.phase
  if (phase === "invited") return { screen: "consent", session }
  if (phase === "consented") return { screen: "check", session }
  const question = openQuestion(session)
  if (!question) return { screen: "between", session }
  return { screen: "workspace", session, question, paused: phase === "paused" }
}
