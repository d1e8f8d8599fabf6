import { expect, test } from "vitest"
import { begin, evolve, type SessionState } from "../../core/session.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { between, pastOf } from "./moments.ts"

const digest = "0".repeat(64)
const person = { kind: "assessor", id: "a" } as const
const stored = (draft: Draft, seq: number): JournalEvent => ({
  ...draft,
  session: "s",
  seq,
  at: seq * 1_000,
  v: 1,
})

const created: Draft = {
  actor: { kind: "system", id: "server" },
  question: null,
  type: "session.created",
  data: {
    title: "Interview",
    candidate: { name: "Ada" },
    durationMs: 60_000,
    questions: [{ id: "q", version: digest, title: "Tab", languages: ["python", "go"], minutes: 20 }],
    watchersVisible: true,
    consent: { text: "", digest },
  },
}
const play = (...drafts: Draft[]): SessionState[] => {
  let state = begin(stored(created, 1))
  return [state, ...drafts.map((draft, index) => (state = evolve(state, stored(draft, index + 2))))]
}

test("[WEB7] the moments seen while watching are those the state tells of afterwards, and what it forgets", () => {
  const states = play(
    { actor: person, question: null, type: "session.started", data: {} },
    { actor: person, question: "q", type: "question.opened", data: { language: "python" } },
    { actor: person, question: null, type: "session.paused", data: { reason: "Fire drill" } },
    { actor: person, question: null, type: "session.resumed", data: {} },
    { actor: person, question: null, type: "session.extended", data: { byMs: 300_000, reason: "" } },
    { actor: person, question: "q", type: "language.changed", data: { from: "python", to: "go" } },
  )
  const seen = states.slice(1).flatMap((state, index) => between(states[index]!, state))
  expect(seen.map(({ text }) => text)).toEqual([
    "Opened question 1, Tab",
    "Paused: Fire drill",
    "The interview goes on",
    "Extended by 5 min",
    "Went on in go",
  ])
  expect(pastOf(states.at(-1)!).map(({ text }) => text)).toEqual(["Opened question 1, Tab"])
})
