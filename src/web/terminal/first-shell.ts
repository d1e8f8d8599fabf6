/** The shell that comes by itself in a workspace where there is none. */
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { CommandResult } from "../../protocol/messages.ts"
import type { SessionView } from "../live/session-view.ts"

const underWay = new WeakMap<SessionView, Map<string, Promise<CommandResult>>>()

/**
 * Asks for the open question's first shell in a language, unless that was asked already: it is answered only once the
 * workspace is ready, and the page may be made anew meanwhile. Rejects as `ask` does.
 */
export function firstShell(
  view: SessionView,
  language: Language,
  ask: () => Promise<CommandResult>,
): Promise<CommandResult> {
  const { session } = view.getState()
  const key = `${(session && openQuestion(session)?.id) ?? ""}:${language}`
  const asked = underWay.get(view) ?? new Map<string, Promise<CommandResult>>()
  underWay.set(view, asked)
  const answer = asked.get(key) ?? ask().finally(() => asked.delete(key))
  asked.set(key, answer)
  return answer
}
