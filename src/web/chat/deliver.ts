/** Brings what a person has sent to the server, in the order in which it was sent. */
import { ProblemError, type SessionView } from "../live/session-view.ts"
import type { DraftStore } from "./draft.ts"

const busy = new WeakSet<DraftStore>()

/**
 * Sends what is on its way, one message after the other. Without a connection it stays on its way; where the server
 * refuses one, it and those behind it are taken back, and the refusal is thrown.
 */
export async function deliver(view: Pick<SessionView, "command">, store: DraftStore): Promise<void> {
  if (busy.has(store)) return
  busy.add(store)
  try {
    for (let next = store.outgoing()[0]; next; next = store.outgoing()[0]) {
      const { id: message, text, attach } = next
      await view.command({ type: "send-message", question: store.question, message, text, attach })
      store.arrived(message)
    }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "offline") return
    store.takeBack()
    throw error
  } finally {
    busy.delete(store)
  }
}
