import { expect, test } from "vitest"
import type { Draft, JournalEvent } from "../protocol/events.ts"
import { createSubmissionFold } from "./submission.ts"

const candidate = { kind: "candidate", id: "candidate" } as const
const starter = { kind: "system", id: "starter" } as const
const shell = { kind: "shell", id: "shell" } as const
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
      { path: "a.py", text: "a!", change: "edited", from: null, starter: "a" },
      { path: "b.py", text: "b", change: "none", from: null, starter: null },
      { path: "data.bin", text: null, change: "added", from: null, starter: null },
      { path: "gone.py", text: null, change: "deleted", from: null, starter: null },
      { path: "new.py", text: "new", change: "added", from: null, starter: null },
    ],
  })
})

const rename = (from: string, to: string): Draft => ({
  actor: candidate,
  question: "q",
  type: "doc.renamed",
  data: { language, from, to },
})
const remove = (path: string): Draft => ({
  actor: candidate,
  question: "q",
  type: "doc.deleted",
  data: { language, path },
})
const made = (path: string, actor: Draft["actor"]): Draft => ({
  actor,
  question: "q",
  type: "file.created",
  data: { language, path, kind: "file", size: 3, digest: "0".repeat(64) },
})
const end: Draft = {
  actor: candidate,
  question: "q",
  type: "question.submitted",
  data: { language, by: "candidate" },
}
const told = (drafts: readonly Draft[]) =>
  submitted([...drafts, end])?.files.map(
    ({ path, change, from }) => `${path} ${change}${from === null ? "" : ` from ${from}`}`,
  )

test("[WEB21] a file of the question stays one wherever it is moved, and is told as deleted only when it is gone", () => {
  const laid = [opened("tab/a.py", "a", starter), opened("tab/b.py", "b", starter)]
  expect(
    told([...laid, rename("tab", "lib"), rename("lib/a.py", "a.py"), append("lib/b.py", 1, "!")]),
  ).toEqual(["a.py none from tab/a.py", "lib/b.py edited from tab/b.py"])
  expect(told([...laid, remove("tab")])).toEqual(["tab/a.py deleted", "tab/b.py deleted"])
  expect(told([...laid, remove("tab/a.py"), opened("tab/a.py", "anew", candidate)])).toEqual([
    "tab/a.py edited",
    "tab/b.py none",
  ])
  expect(told([...laid, remove("tab/a.py"), rename("tab/b.py", "tab/a.py")])).toEqual([
    "tab/a.py none from tab/b.py",
  ])
  expect(told([...laid, rename("tab/a.py", "c.py"), opened("tab/a.py", "a", candidate)])).toEqual([
    "c.py none from tab/a.py",
    "tab/a.py added",
    "tab/b.py none",
  ])
})

test("[WEB21] what a program left that is no text is told apart from what the candidate brought", () => {
  const drafts = [
    opened("a.py", "a", starter),
    opened("b.py", "b", starter),
    made("up.bin", candidate),
    // The disk tells of the upload too.
    made("up.bin", shell),
    rename("up.bin", "data/up.bin"),
    made("data/up.bin", shell),
    made(".coverage", shell),
    opened("notes.txt", "made in an editor of the shell", shell),
    // Text no more.
    remove("b.py"),
    made("b.py", shell),
  ]
  expect(told(drafts)).toEqual([
    ".coverage generated",
    "a.py none",
    "b.py edited",
    "data/up.bin added",
    "notes.txt added",
  ])
})
