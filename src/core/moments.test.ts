import { expect, test } from "vitest"
import type { Draft, JournalEvent } from "../protocol/events.ts"
import { momentOf } from "./moments.ts"

const stored = (draft: Draft): JournalEvent => ({ ...draft, session: "s", seq: 7, at: 1_000, v: 1 })
const by = (kind: "candidate" | "shell" | "assessor") => ({ actor: { kind, id: kind }, question: "q" })

test("[WEB20] a moment holds what its line needs and no text; edits, output and single results are none", () => {
  const opened = { language: "python", path: "a.py", text: "über\n", eol: "\n" } as const
  expect(momentOf(stored({ ...by("candidate"), type: "doc.opened", data: opened }))).toEqual({
    seq: 7,
    at: 1_000,
    actor: "candidate",
    question: "q",
    type: "file.created",
    data: { path: "a.py", kind: "file", size: 6 },
  })
  expect(momentOf(stored({ ...by("shell"), type: "doc.opened", data: opened }))).toBeNull()
  const summary = { tests: 2, passed: 1, failed: 1, skipped: 0, pending: 0, other: 0, start: 1, stop: 2 }
  const finished = { run: "r", outcome: "failed", summary, output: "much", reason: "exited" } as const
  expect(momentOf(stored({ ...by("candidate"), type: "test.finished", data: finished }))?.data).toEqual({
    outcome: "failed",
    summary,
    reason: "exited",
  })
  const left = { client: "c1", takenOverBy: "c2" }
  expect(momentOf(stored({ ...by("candidate"), type: "presence.left", data: left }))?.data).toEqual({
    takenOverBy: "c2",
  })
  expect(momentOf(stored({ ...by("assessor"), type: "presence.left", data: left }))).toBeNull()
  const output = { terminal: "t1", offset: 0, head: "" }
  expect(momentOf(stored({ ...by("shell"), type: "terminal.output", data: output }))).toBeNull()
})
