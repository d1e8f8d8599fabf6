import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { begin, evolve } from "../../core/session.ts"
import type { Draft } from "../../protocol/events.ts"
import { timeGiven } from "./time-given.ts"

const created = createdDraft()
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
