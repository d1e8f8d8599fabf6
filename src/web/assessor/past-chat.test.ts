import { expect, test } from "vitest"
import { evolveChat, NO_CHAT } from "../../core/chat.ts"
import { begin } from "../../core/session.ts"
import { ChatReply } from "../../protocol/chat-reply.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { createPastChatView } from "./past-chat.ts"

const usage = { input: 1, cacheRead: 2, cacheWrite: 3, output: 4, microDollars: 5 }
const quality = { score: 2, features: ["specific"] }
const said = { text: "Why?", language: "python", looking: null, attached: [], quality } as const
const at = { turn: "t", call: "c" }

/** One of each kind of entry and block. */
const DRAFTS: readonly Pick<Draft, "type" | "data">[] = [
  {
    type: "chat.message",
    data: { ...said, message: "m", attached: [{ kind: "test", id: "t1", text: "no" }] },
  },
  { type: "chat.started", data: { turn: "t" } },
  { type: "chat.asked", data: { turn: "t", model: "m", level: "consultant" } },
  { type: "chat.delta", data: { turn: "t", block: 0, kind: "thinking", text: "hm" } },
  { type: "chat.tool", data: { ...at, block: 1, tool: "Read" } },
  { type: "chat.input", data: { ...at, input: "{}", whole: true } },
  { type: "chat.result", data: { ...at, ok: true, text: "x" } },
  { type: "chat.stepped", data: { turn: "t", stop: "end", usage, seals: {} } },
  { type: "chat.failed", data: { turn: "t", code: "timeout", message: "", retryInMs: 9 } },
  { type: "chat.ended", data: { turn: "t", outcome: "failed" } },
  { type: "level.changed", data: { from: "consultant", to: "full-copilot", reason: "asked" } },
  { type: "nudge.offered", data: { nudge: "n", kind: "failing" } },
]
const events = DRAFTS.map(
  (draft, index) =>
    ({
      ...draft,
      actor: { kind: "agent", id: "agent" },
      question: "q",
      session: "s",
      seq: index + 1,
      at: index,
      v: 1,
    }) as JournalEvent,
)
const { entries } = events.reduce(evolveChat, NO_CHAT)

test("[CHAT33] every kind of entry goes over HTTP as it is", () => {
  const reply = { chat: entries, earlier: false }
  expect(ChatReply.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply)
})

test("[CHAT33] an offer that the end left open was passed over, and what stands before is asked for", async () => {
  const session = begin({
    actor: { kind: "system", id: "server" },
    question: null,
    type: "session.created",
    data: {
      title: "",
      candidate: { name: "" },
      durationMs: 1,
      questions: [{ id: "q", version: "", title: "", languages: ["python"], minutes: 1 }],
      watchersVisible: true,
      consent: { text: "", digest: "" },
    },
    session: "s",
    seq: 1,
    at: 0,
    v: 1,
  })
  const asked: number[] = []
  const view = createPastChatView(session, "q", { chat: entries.slice(-1), earlier: true }, (before) => {
    asked.push(before)
    return Promise.resolve({ chat: entries.slice(0, -1), earlier: false })
  })
  const chat = view.getState().session!.chat
  expect(chat).toMatchObject({ entries: [{ kind: "nudge", answer: "dismissed" }], earlier: true })
  const page = await view.command({ type: "list-chat", before: 12 })
  expect(page).toEqual({ chat: entries.slice(0, -1), earlier: false })
  expect(asked).toEqual([12])
})
