/** A made-up conversation: its events one by one, and its fold after each. */
import { evolveChat, NO_CHAT } from "../../src/core/chat.ts"
import type { ChatState } from "../../src/protocol/chat.ts"
import type { Actor, Draft, EventData, JournalEvent } from "../../src/protocol/events.ts"
import { stored } from "./created.ts"

export const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
export const AGENT: Actor = { kind: "agent", id: "agent" }
export const NOTHING_USED = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, microDollars: 0 }

export interface Conversation {
  readonly chat: ChatState
  readonly events: readonly JournalEvent[]
  happens(actor: Actor, act: Pick<Draft, "type" | "data">): void
  says(text: string): void
  /** The model is asked in turn `turn`, which begins if it has not. */
  asks(turn: string): void
  answers(turn: string, block: number, text: string): void
  calls(turn: string, block: number, call: string, tool: string, input: unknown): void
  results(turn: string, call: string, text: string, ok?: boolean): void
  steps(turn: string, stop?: EventData<"chat.stepped">["stop"], seals?: Record<string, string>): void
  ends(turn: string, outcome: EventData<"chat.ended">["outcome"]): void
}

export function createConversation(): Conversation {
  const events: JournalEvent[] = []
  const begun = new Set<string>()
  let chat = NO_CHAT
  let messages = 0

  function happens(actor: Actor, act: Pick<Draft, "type" | "data">): void {
    const event = stored({ actor, question: "q1", ...act } as Draft, events.length + 1)
    events.push(event)
    chat = evolveChat(chat, event)
  }

  return {
    get chat() {
      return chat
    },
    events,
    happens,
    says(text) {
      const quality = { score: 1, features: [] }
      const message = `message-${++messages}`
      const data = { message, text, language: "python" as const, looking: null, attached: [], quality }
      happens(CANDIDATE, { type: "chat.message", data })
    },
    asks(turn) {
      if (!begun.has(turn)) happens(AGENT, { type: "chat.started", data: { turn } })
      begun.add(turn)
      happens(AGENT, { type: "chat.asked", data: { turn, model: "m", level: "consultant" } })
    },
    answers: (turn, block, text) =>
      happens(AGENT, { type: "chat.delta", data: { turn, block, kind: "text", text } }),
    calls(turn, block, call, tool, input) {
      happens(AGENT, { type: "chat.tool", data: { turn, block, call, tool } })
      happens(AGENT, { type: "chat.input", data: { turn, call, input: JSON.stringify(input), whole: true } })
    },
    results: (turn, call, text, ok = true) =>
      happens(AGENT, { type: "chat.result", data: { turn, call, ok, text } }),
    steps: (turn, stop = "end", seals = {}) =>
      happens(AGENT, { type: "chat.stepped", data: { turn, stop, usage: NOTHING_USED, seals } }),
    ends: (turn, outcome) => happens(AGENT, { type: "chat.ended", data: { turn, outcome } }),
  }
}
