import { expect, test } from "vitest"
import { NO_ACTS } from "../../core/acts/acts.ts"
import type { ActsState } from "../../core/acts/acts.ts"
import { answersTold } from "../assessor/use-answers-told.ts"
import { waitingOf } from "./Interviewers.tsx"
import { actsSaid, goneWithQuestion } from "./use-acts-said.ts"

const by = { kind: "assessor", id: "mira" } as const
const act = (id: string) => ({ id, seq: 1, at: 0, by, name: "Mira", question: "q1" })
const acts = (more: Partial<ActsState>): ActsState => ({ ...NO_ACTS, ...more })
const asked = acts({ asked: [{ ...act("a"), text: "Why?", answer: null }] })
const wish = { ...act("w"), kind: "edit" } as const

test("[ACT11] a screen reader is told what came, by name, and nothing again", () => {
  const more = acts({
    ...asked,
    said: [{ ...act("s"), text: "Hello" }],
    access: [{ ...wish, status: "asked" }],
  })
  expect(actsSaid(NO_ACTS, more)).toEqual([
    "Mira wrote: Hello",
    "Mira asks: Why?",
    "Mira would like to edit your files with you.",
  ])
  expect(actsSaid(more, more)).toEqual([])
  const granted = acts({ access: [{ ...wish, status: "granted" }] })
  const ended = acts({ access: [{ ...wish, status: "ended" }] })
  expect(actsSaid(granted, ended)).toEqual(["Mira may no longer edit your files."])
})

test("[ACT11] who had leave to take part is told when it goes with the question, and so is the candidate", () => {
  const granted = acts({ access: [{ ...wish, status: "granted" }] })
  expect(goneWithQuestion(granted, NO_ACTS).map(({ name }) => name)).toEqual(["Mira"])
  expect(goneWithQuestion(granted, acts({ access: [{ ...wish, status: "ended" }] }))).toEqual([])
  expect(answersTold(granted, NO_ACTS, "mira")).toEqual([
    "It has ended with the question: Edit together. You may ask again.",
  ])
  expect(answersTold(granted, NO_ACTS, "owen")).toEqual([])
})

test("[ACT11] a card stands until it is read, answered, decided or over", () => {
  const count = (state: ActsState, read: string[]): number =>
    Object.values(waitingOf(state, read)).reduce((sum, { length }) => sum + length, 0)
  expect(count(asked, [])).toBe(1)
  expect(count(asked, ["a"])).toBe(0)
  expect(count(acts({ asked: [{ ...asked.asked[0]!, answer: { at: 1, text: "So" } }] }), [])).toBe(0)
  for (const [status, cards] of [
    ["asked", 1],
    ["granted", 1],
    ["declined", 0],
    ["ended", 0],
  ] as const)
    expect(count(acts({ access: [{ ...wish, status }] }), []), status).toBe(cards)
})

test("[ACT11] assessors are told what was answered, each of their own wishes alone", () => {
  const answered = acts({ asked: [{ ...asked.asked[0]!, answer: { at: 1, text: "So" } }] })
  expect(answersTold(asked, answered, "owen")).toEqual(["The candidate answered: So"])
  const before = acts({ access: [{ ...wish, status: "asked" }] })
  const after = acts({ access: [{ ...wish, status: "granted" }] })
  expect(answersTold(before, after, "mira")).toEqual(["The candidate allows it: Edit together."])
  expect(answersTold(before, after, "owen")).toEqual([])
})
