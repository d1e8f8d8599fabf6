import { expect, test } from "vitest"
import { begin, evolve } from "../../core/session.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { timeGiven } from "./time-given.ts"

const stored = (draft: Draft, seq: number): JournalEvent => ({ ...draft, session: "s", seq, at: 0, v: 1 })
const digest = "0".repeat(64)
const created: Draft = {
  actor: { kind: "system", id: "server" },
  question: null,
  type: "session.created",
  data: {
    title: "Interview",
    candidate: { name: "Ada" },
    durationMs: 60_000,
    questions: [{ id: "q", version: digest, title: "Tab", languages: ["python"], minutes: 20 }],
    watchersVisible: true,
    consent: { text: "", digest },
  },
}
const extended = (minutes: number): Draft => ({
  actor: { kind: "assessor", id: "a" },
  question: null,
  type: "session.extended",
  data: { byMs: minutes * 60_000, reason: "" },
})

test("[WEB23] the candidate is told how much time an assessor gave, and of nothing else", () => {
  const before = begin(stored(created, 1))
  expect(timeGiven(before, evolve(before, stored(extended(10), 2)))).toBe(
    "The assessor gave you 10 more minutes.",
  )
  expect(timeGiven(before, evolve(before, stored(extended(1), 2)))).toBe(
    "The assessor gave you 1 more minute.",
  )
  expect(timeGiven(before, before)).toBeNull()
})
