import { expect, test } from "vitest"
import type { Moment } from "../protocol/watch.ts"
import { timeSpent } from "./time-spent.ts"

let seq = 0
const at = (minute: number, question: string | null = null) => ({
  seq: ++seq,
  at: minute * 60_000,
  actor: "candidate" as const,
  question,
})

test("[WEB22] the time spent on a question is what the clock ran while it was open", () => {
  const moments: Moment[] = [
    { ...at(0), type: "session.started", data: {} },
    { ...at(0, "one"), type: "question.opened", data: { language: "python" } },
    { ...at(5, "one"), type: "session.paused", data: { reason: "" } },
    { ...at(25, "one"), type: "session.resumed", data: {} },
    { ...at(32, "one"), type: "question.submitted", data: { language: "python", by: "candidate" } },
    { ...at(32, "two"), type: "question.opened", data: { language: "python" } },
    { ...at(40, "two"), type: "question.submitted", data: { language: "python", by: "clock" } },
    { ...at(40), type: "session.ended", data: { reason: "expired" } },
  ]
  expect([...timeSpent(moments)]).toEqual([
    ["one", 12 * 60_000],
    ["two", 8 * 60_000],
  ])
})
