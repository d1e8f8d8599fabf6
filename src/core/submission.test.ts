import { expect, test } from "vitest"
import type { Draft, JournalEvent } from "../protocol/events.ts"
import { createSubmissionFold } from "./submission.ts"

const candidate = { kind: "candidate", id: "candidate" } as const
const starter = { kind: "system", id: "starter" } as const
const language = "python"

function opened(path: string, text: string, actor: Draft["actor"], question = "q"): Draft {
  return { actor, question, type: "doc.opened", data: { language, path, text, eol: "\n", version: 0 } }
}
const append = (path: string, length: number, text: string): Draft => ({
  actor: candidate,
  question: "q",
  type: "doc.changed",
  data: { language, path, version: 1, updates: [{ clientID: "c", changes: [length, [0, text]] }] },
})

function submitted(drafts: readonly Draft[], question = "q") {
  const fold = createSubmissionFold(question)
  drafts.forEach((draft, index) => {
    const event: JournalEvent = { ...draft, session: "s", seq: index + 1, at: index * 1_000, v: 1 }
    fold.fold(event)
  })
  return fold.submission
}

test("[WEB21] a submission is the files as they were then, whatever came after, and what of them is changed", () => {
  const drafts: Draft[] = [
    { actor: candidate, question: "q", type: "question.opened", data: { language } },
    opened("a.py", "a", starter),
    opened("b.py", "b", starter),
    opened("gone.py", "x", starter),
    append("a.py", 1, "!"),
    opened("new.py", "new", candidate),
    { actor: candidate, question: "q", type: "doc.deleted", data: { language, path: "gone.py" } },
    {
      actor: candidate,
      question: "q",
      type: "file.created",
      data: { language, path: "data.bin", kind: "file", size: 3, digest: "0".repeat(64) },
    },
  ]
  expect(submitted(drafts)).toBeNull()
  const end: Draft[] = [
    { actor: candidate, question: "q", type: "question.submitted", data: { language, by: "candidate" } },
    { actor: candidate, question: "next", type: "question.opened", data: { language } },
    opened("a.py", "of the next question", starter, "next"),
  ]
  expect(submitted([...drafts, ...end])).toEqual({
    question: "q",
    language,
    at: 8_000,
    files: [
      { path: "a.py", text: "a!", change: "edited" },
      { path: "b.py", text: "b", change: "none" },
      { path: "data.bin", text: null, change: "added" },
      { path: "new.py", text: "new", change: "added" },
    ],
  })
})
