import { openQuestion } from "../../core/session.ts"
import type { ViewState } from "../live/session-view.ts"

/** Is a shell open that a person may type in? The agent's own are not. */
export function hasShell({ session }: Pick<ViewState, "session">): boolean {
  const language = session && openQuestion(session)?.language
  return (session?.terminals ?? []).some((one) => one.language === language && one.openedBy.kind !== "agent")
}
