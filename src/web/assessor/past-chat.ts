/** The conversation of a question that is over as a `SessionView` that stands still, of which more can be asked for. */
import type { SessionState } from "../../core/session.ts"
import type { ChatReply } from "../../protocol/chat-reply.ts"
import type { ChatEntry } from "../../protocol/chat.ts"
import { createSubmissionView } from "./submission-view.ts"
import type { SessionView } from "../live/session-view.ts"

/** `fetchBefore` asks for what stands before an entry, by its number. */
export function createPastChatView(
  session: SessionState,
  question: string,
  begun: ChatReply,
  fetchBefore: (before: number) => Promise<ChatReply>,
): SessionView {
  const still = createSubmissionView(session, { question, at: 0, files: [] })
  const before = still.getState()
  const chat = { entries: answered(begun.chat), earlier: begun.earlier, compactedBefore: 0 }
  const state = { ...before, session: before.session && { ...before.session, chat } }
  return {
    ...still,
    getState: () => state,
    async command(command) {
      if (command.type !== "list-chat") return still.command(command)
      const page = await fetchBefore(command.before)
      return { chat: answered(page.chat), earlier: page.earlier }
    },
  }
}

/** An offer that nobody can answer any more was passed over. */
function answered(entries: readonly ChatEntry[]): readonly ChatEntry[] {
  return entries.map((entry) =>
    entry.kind === "nudge" && entry.answer === null ? { ...entry, answer: "dismissed" } : entry,
  )
}
