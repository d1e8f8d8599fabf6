import { ChangeSet, Text } from "@codemirror/state"
import { expect, test } from "vitest"
import type { Changes, Draft, JournalEvent } from "../protocol/events.ts"
import type { SubmittedAuthor } from "../protocol/watch.ts"
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

const is = (author: SubmittedAuthor, length: number) => ({ author, length })

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
      {
        path: "a.py",
        text: "a!",
        change: "edited",
        from: null,
        starter: "a",
        authors: [is("starter", 1), is("candidate", 1)],
      },
      { path: "b.py", text: "b", change: "none", from: null, starter: null, authors: [is("starter", 1)] },
      { path: "data.bin", text: null, change: "added", from: null, starter: null, authors: [] },
      { path: "gone.py", text: null, change: "deleted", from: null, starter: null, authors: [] },
      {
        path: "new.py",
        text: "new",
        change: "added",
        from: null,
        starter: null,
        authors: [is("candidate", 3)],
      },
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

const agent = { kind: "agent", id: "agent" } as const

/** Edits of `a.py` one after another, each by its author; what was submitted of it, each author's text in turn. */
function written(start: string, ...edits: [Draft["actor"], Parameters<typeof ChangeSet.of>[0]][]) {
  let text = Text.of(start.split("\n"))
  const drafts = edits.map(([actor, change], index): Draft => {
    const changes = ChangeSet.of(change, text.length)
    text = changes.apply(text)
    const updates = [{ clientID: "c", changes: changes.toJSON() as Changes }]
    return {
      actor,
      question: "q",
      type: "doc.changed",
      data: { language, path: "a.py", version: index + 1, updates },
    }
  })
  const file = submitted([opened("a.py", start, starter), ...drafts, end])?.files[0]
  expect(file?.text).toBe(text.toString())
  let at = 0
  return file?.authors.map(({ author, length }) => `${author}: ${file.text?.slice(at, (at += length))}`)
}

test("[AUTH2] of each text is told who wrote which stretch of what stands", () => {
  expect(
    written(
      "def f():\n    pass\n",
      [agent, { from: 13, to: 17, insert: "return 1" }],
      [candidate, { from: 20, to: 21, insert: "2 + 2" }],
    ),
  ).toEqual(["starter: def f():\n    ", "agent: return ", "candidate: 2 + 2", "starter: \n"])
})

test("[AUTH3] what is taken out and comes back stays its author's: undone, rejected or moved", () => {
  const code = "total = sum(shares)\n"
  const agents = `starter: x = 1\n|agent: ${code}`.split("|")
  const [insert, at] = [{ from: 6, insert: code }, 6]
  const cut = { from: at, to: at + code.length }
  expect(written("x = 1\n", [agent, insert], [candidate, cut], [candidate, insert])).toEqual(agents)
  // Deleted key by key, brought back at once.
  const keys = Array.from(code, (_, index): [Draft["actor"], { from: number; to: number }] => [
    candidate,
    { from: cut.to - index - 1, to: cut.to - index },
  ])
  expect(written("x = 1\n", [agent, insert], ...keys, [candidate, insert])).toEqual(agents)
  // Moved in one edit, the break before it instead of behind.
  const move = [cut, { from: 0, insert: code }]
  expect(written("x = 1\n", [agent, insert], [candidate, move])).toEqual(agents.toReversed())
  // Too little to know it by is whose key it was.
  expect(
    written(
      "x = 1\n",
      [agent, { from: 5, insert: "2" }],
      [candidate, { from: 5, to: 6 }],
      [candidate, { from: 5, insert: "2" }],
    ),
  ).toEqual(["starter: x = 1", "candidate: 2", "starter: \n"])
})

test("[AUTH4] a line that stands as the question laid it out is the starter's, whoever wrote it again", () => {
  const [start, next] = ["a = 1\nb = 2\nc = 3", "a = 1\nb = 20\nc = 3"]
  expect(written(start, [agent, { from: 0, to: start.length, insert: next }])).toEqual([
    "starter: a = 1\n",
    "agent: b = 20\n",
    "starter: c = 3",
  ])
  expect(written(start, [agent, { from: 0, to: start.length, insert: start }])).toEqual([`starter: ${start}`])
})
