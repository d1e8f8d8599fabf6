import { expect, test } from "vitest"
import type { ChatEntry, ChatState } from "../../protocol/chat.ts"
import { before, beginHistory, moveOn, withPage } from "./history.ts"

const entry = (seq: number): ChatEntry => ({
  kind: "level",
  seq,
  at: seq,
  by: { kind: "system", id: "server" },
  from: "consultant",
  to: "full-copilot",
  reason: "asked",
})
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index))
const window = (from: number, to: number): ChatState => ({
  entries: entries(from, to),
  earlier: from > 1,
  compactedBefore: 0,
})
const seqs = ({ earlier, window }: { earlier: readonly ChatEntry[]; window: readonly ChatEntry[] }) =>
  [...earlier, ...window].map(({ seq }) => seq)

test("[CHAT6] the whole history is fetched page by page, each entry once", () => {
  let history = beginHistory(window(8, 10))
  expect(before(history)).toBe(8)
  history = withPage(history, 8, { chat: entries(4, 7), earlier: true })
  expect(before(history)).toBe(4)
  history = withPage(history, 8, { chat: entries(4, 7), earlier: true })
  history = withPage(history, 4, { chat: entries(1, 3), earlier: false })
  expect(before(history)).toBe(null)
  expect(seqs(history)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test("[CHAT6] a window that begins later after a time away keeps what it left, and asks again where it does not join on", () => {
  const known = withPage(beginHistory(window(4, 6)), 4, { chat: entries(1, 3), earlier: false })
  expect(seqs(moveOn(known, window(5, 9)))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  const apart = moveOn(known, window(20, 22))
  expect(seqs(apart)).toEqual([20, 21, 22])
  expect(before(apart)).toBe(20)
})

test("[CHAT6] another question begins another conversation", () => {
  const known = beginHistory(window(4, 6))
  expect(seqs(moveOn(known, { entries: [], earlier: false, compactedBefore: 0 }))).toEqual([])
})
