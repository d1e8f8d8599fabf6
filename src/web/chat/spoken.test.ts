import { expect, test } from "vitest"
import { evolveChat, NO_CHAT } from "../../core/chat.ts"
import type { ChatState } from "../../protocol/chat.ts"
import type { Actor, Draft, JournalEvent } from "../../protocol/events.ts"
import { spokenOf } from "./spoken.ts"

const agent: Actor = { kind: "agent", id: "agent" }

const DRAFTS: readonly Pick<Draft, "type" | "data">[] = [
  { type: "chat.started", data: { turn: "t" } },
  { type: "chat.asked", data: { turn: "t", model: "m", level: "consultant" } },
  { type: "chat.delta", data: { turn: "t", block: 0, kind: "text", text: "Cents are " } },
  { type: "chat.delta", data: { turn: "t", block: 0, kind: "text", text: "lost." } },
  { type: "nudge.offered", data: { nudge: "n", kind: "failing" } },
  { type: "chat.ended", data: { turn: "t", outcome: "done" } },
  { type: "nudge.dismissed", data: { nudge: "n" } },
  { type: "level.changed", data: { from: "consultant", to: "full-copilot", reason: "asked" } },
  { type: "chat.started", data: { turn: "u" } },
  { type: "chat.asked", data: { turn: "u", model: "m", level: "full-copilot" } },
  { type: "chat.ended", data: { turn: "u", outcome: "stopped" } },
]

test("[CHAT30] answers, offers and changes of the level are told once each, when they are whole", () => {
  let chat: ChatState = NO_CHAT
  const told = DRAFTS.map((draft, index) => {
    const event = { ...draft, actor: agent, question: "q", session: "s", seq: index + 1, at: 0, v: 1 }
    chat = evolveChat(chat, event as JournalEvent)
    return spokenOf(chat, index)
  })
  expect(told.flat()).toEqual([
    "The agent offers: Several runs have failed in a row",
    "The agent: Cents are lost.",
    "The agent's level is now Full copilot.",
    "The agent: Stopped. What it had done is kept.",
  ])
  expect(told.findIndex((words) => words.length > 0)).toBe(4)
  expect(spokenOf(chat, DRAFTS.length)).toEqual([])
})
