import { ChangeSet } from "@codemirror/state"
import { expect, test } from "vitest"
import { stored } from "../../test/support/created.ts"
import type { Actor, Changes, Draft } from "../protocol/events.ts"
import { MOST_STRETCHES } from "../protocol/watch.ts"
import { evolveTexts, standing, type Texts } from "./texts.ts"

const language = "python" as const
const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const STARTER: Actor = { kind: "system", id: "starter" }
const AGENT: Actor = { kind: "agent", id: "agent" }

function after(texts: Texts, actor: Actor, act: Pick<Draft, "type" | "data">): Texts {
  return evolveTexts(texts, stored({ actor, question: "q1", ...act } as Draft, 1))
}

const opened = (path: string, text: string) =>
  ({ type: "doc.opened", data: { language, path, text, eol: "\n" } }) as const

function edit(path: string, changes: ChangeSet) {
  const updates = [{ clientID: "w", changes: changes.toJSON() as Changes }]
  return { type: "doc.changed", data: { language, path, version: 1, updates } } as const
}

test("[PROJ4] what stands is its author's, wherever the file goes", () => {
  let texts = after({}, STARTER, opened("lib/a.py", "abcdef"))
  texts = after(texts, STARTER, opened("b.py", "starter"))
  texts = after(texts, AGENT, edit("lib/a.py", ChangeSet.of({ from: 2, to: 4, insert: "agent" }, 6)))
  texts = after(texts, CANDIDATE, edit("lib/a.py", ChangeSet.of({ from: 3, to: 5, insert: "me" }, 9)))
  const expected = { starter: 11, agent: 3, candidate: 2, assessor: 0, shell: 0, system: 0 }
  expect(standing(texts)).toEqual(expected)
  texts = after(texts, CANDIDATE, { type: "doc.renamed", data: { language, from: "lib", to: "src" } })
  expect(standing(texts)).toEqual(expected)
  texts = after(texts, CANDIDATE, { type: "doc.deleted", data: { language, path: "src" } })
  expect(standing(texts)).toEqual({ ...expected, starter: 7, agent: 0, candidate: 0 })
  expect(after(texts, CANDIDATE, { type: "question.opened", data: { language } })).toEqual({})
})

test("[PROJ4] a file that came with text is whose brought it, the question's own alone its starter's", () => {
  let texts = after({}, CANDIDATE, opened("up.py", "uploaded"))
  texts = after(texts, { kind: "shell", id: "shell" }, opened("out.txt", "out"))
  expect(standing(texts)).toMatchObject({ starter: 0, candidate: 8, shell: 3 })
})

test("[PROJ4] a text chopped into more pieces than anybody writes keeps its characters and stays quick to fold", () => {
  const length = MOST_STRETCHES * 8
  const inserts = Array.from({ length: length - 1 }, (_, index) => ({ from: index + 1, insert: "y" }))
  let texts = after({}, CANDIDATE, opened("a.py", "x".repeat(length)))
  texts = after(texts, CANDIDATE, edit("a.py", ChangeSet.of(inserts, length)))
  expect(Object.values(texts)[0]!.length).toBeLessThanOrEqual(MOST_STRETCHES)
  const sum = Object.values(standing(texts)).reduce((a, b) => a + b, 0)
  expect(sum).toBe(length + inserts.length)
})
