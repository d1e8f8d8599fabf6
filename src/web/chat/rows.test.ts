import { expect, test } from "vitest"
import { evolveChat, NO_CHAT } from "../../core/chat.ts"
import type { ChatState } from "../../protocol/chat.ts"
import type { Actor, Draft, JournalEvent } from "../../protocol/events.ts"
import { lastTurn, layRows, openNudge, rowsOf, type Row } from "./rows.ts"
import { isWaiting } from "./use-chat.ts"
import { endWords } from "./words.ts"

const agent: Actor = { kind: "agent", id: "agent" }
const person: Actor = { kind: "candidate", id: "candidate" }
const usage = { input: 1, cacheRead: 0, cacheWrite: 0, output: 1, microDollars: null }
const HOUR = 3_600_000

function fold(chat: ChatState, drafts: readonly Pick<Draft, "type" | "data">[], from = 1, at = 0): ChatState {
  return drafts.reduce((state, draft, index) => {
    const actor = draft.type === "chat.message" ? person : agent
    const event = {
      ...draft,
      actor,
      question: "q",
      session: "s",
      seq: from + index,
      at,
      v: 1,
    } as JournalEvent
    return evolveChat(state, event)
  }, chat)
}

const message = (id: string): Pick<Draft, "type" | "data"> => ({
  type: "chat.message",
  data: {
    message: id,
    text: id,
    language: "python",
    looking: null,
    attached: [],
    quality: { score: 3, features: [] },
  },
})
const started = { type: "chat.started", data: { turn: "t" } } as const
const asked = { type: "chat.asked", data: { turn: "t", model: "m", level: "consultant" } } as const
const text = (block: number, words: string) =>
  ({ type: "chat.delta", data: { turn: "t", block, kind: "text", text: words } }) as const
const ended = (outcome: "done" | "stopped") => ({ type: "chat.ended", data: { turn: "t", outcome } }) as const
const said = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "message" ? row.entry.text : row.kind === "text" ? row.text : row.kind))

test("[CHAT1] what was said while the agent worked stands where it was said, between its steps", () => {
  const chat = fold(NO_CHAT, [
    message("one"),
    started,
    asked,
    text(0, "first"),
    message("two"),
    asked,
    text(0, "second"),
    ended("stopped"),
    message("three"),
  ])
  expect(said(rowsOf(chat.entries))).toEqual(["one", "first", "two", "second", "end", "three"])
  expect(said(rowsOf(chat.entries))).toEqual(["one", "first", "two", "second", "end", "three"])
})

test("[CHAT38] what the agent says after something else was said has its name again", () => {
  const chat = fold(NO_CHAT, [
    message("one"),
    started,
    asked,
    text(0, "first"),
    text(1, "more"),
    message("two"),
    asked,
    text(0, "second"),
  ])
  const firsts = (rows: readonly Row[]) => rows.map((row) => row.kind === "text" && row.first)
  const rows = rowsOf(chat.entries)
  expect(firsts(rows)).toEqual([false, true, false, false, true])
  expect(rowsOf(chat.entries).at(-1)).toBe(rows.at(-1))
})

test("[CHAT39] a turn that was asked to go on says so, and a message that no step has heard waits", () => {
  const continued = { type: "chat.started", data: { turn: "t", continues: true } } as const
  const chat = fold(NO_CHAT, [continued, asked, text(0, "on"), message("two")])
  expect(said(rowsOf(chat.entries))).toEqual(["continued", "on", "two"])
  expect(isWaiting(chat, { seq: 4 })).toBe(true)
  const heard = fold(chat, [asked], 5)
  expect(isWaiting(heard, { seq: 4 })).toBe(false)
  expect(isWaiting(fold(chat, [ended("stopped")], 5), { seq: 4 })).toBe(false)
})

test("[CHAT2] more of an answer makes its own row another, and no other", () => {
  const before = fold(NO_CHAT, [message("one"), started, asked, text(0, "a"), text(1, "b")])
  const after = fold(before, [text(1, "c")], 10)
  const [rows, next] = [rowsOf(before.entries), rowsOf(after.entries)]
  expect(next.map((row, index) => row === rows[index])).toEqual([true, true, false])
  expect(next.at(-1)).toMatchObject({ text: "bc", live: true })
  expect(rowsOf(fold(after, [ended("done")], 11).entries).at(-1)).toMatchObject({ text: "bc", live: false })
})

test("[CHAT2] laid out as it grows or all at once, the conversation has the same rows", () => {
  const drafts = [
    message("one"),
    started,
    asked,
    text(0, "a"),
    message("two"),
    asked,
    text(0, "b"),
    ended("stopped"),
    { type: "nudge.offered", data: { nudge: "n", kind: "failing" } } as const,
    message("three"),
    { type: "chat.started", data: { turn: "u" } } as const,
    { type: "chat.asked", data: { turn: "u", model: "m", level: "consultant" } } as const,
    { type: "nudge.dismissed", data: { nudge: "n" } } as const,
    { type: "chat.delta", data: { turn: "u", block: 0, kind: "text", text: "c" } } as const,
  ]
  let chat = NO_CHAT
  let laid = layRows([])
  for (const [index, draft] of drafts.entries()) {
    chat = fold(chat, [draft], index + 1)
    laid = layRows(chat.entries, laid)
    expect(laid.rows).toEqual(rowsOf(structuredClone(chat.entries)))
  }
  expect(layRows(chat.entries.slice(2), laid).rows).toEqual(rowsOf(chat.entries.slice(2)))
})

test("[CHAT3] what broke off stands until something takes its place, and that it is tried again is told", () => {
  const failed = {
    type: "chat.failed",
    data: { turn: "t", code: "overloaded", message: "", retryInMs: 1_000 },
  } as const
  const chat = fold(NO_CHAT, [message("one"), started, asked, text(0, "half"), failed])
  expect(said(rowsOf(chat.entries))).toEqual(["one", "half", "end"])
  expect(said(rowsOf(fold(chat, [asked, text(0, "whole")], 9).entries))).toEqual(["one", "whole"])
})

test("[CHAT3] what a model wrote before it declined is not shown, that it declined is", () => {
  const refused = { type: "chat.stepped", data: { turn: "t", stop: "refusal", usage, seals: {} } } as const
  const chat = fold(NO_CHAT, [message("one"), started, asked, text(0, "half"), refused])
  expect(said(rowsOf(chat.entries))).toEqual(["one"])
  const over = fold(chat, [{ type: "chat.ended", data: { turn: "t", outcome: "refused" } }], 9)
  expect(said(rowsOf(over.entries))).toEqual(["one", "end", "usage"])
  const turn = lastTurn(over.entries)
  expect(turn && endWords(turn)?.title).toBe("The model declined to answer.")
})

test("[CHAT32] a failure keeps when it happened, so that a wait goes on over a reload", () => {
  const failed = {
    type: "chat.failed",
    data: { turn: "t", code: "overloaded", message: "", retryInMs: 8_000 },
  } as const
  const chat = fold(fold(NO_CHAT, [started, asked]), [failed], 5, 1_000)
  expect(lastTurn(chat.entries)?.failure).toMatchObject({ failedAt: 1_000, retryInMs: 8_000 })
})

test("[CHAT4] an offer is a row once it is answered, until then it is the open one", () => {
  const offered = { type: "nudge.offered", data: { nudge: "n", kind: "failing" } } as const
  const chat = fold(NO_CHAT, [message("one"), offered])
  expect(said(rowsOf(chat.entries))).toEqual(["one"])
  expect(openNudge(chat.entries)?.id).toBe("n")
  const answered = fold(chat, [{ type: "nudge.dismissed", data: { nudge: "n" } }], 5)
  expect(said(rowsOf(answered.entries))).toEqual(["one", "nudge"])
  expect(openNudge(answered.entries)).toBe(null)
})

test("[CHAT5] another day is told between what was said on each", () => {
  const chat = fold(fold(NO_CHAT, [message("one")], 1, 12 * HOUR), [message("two")], 2, 60 * HOUR)
  expect(said(rowsOf(chat.entries))).toEqual(["one", "day", "two"])
})
