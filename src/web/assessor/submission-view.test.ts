import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { begin } from "../../core/session.ts"
import type { SubmissionReply } from "../../protocol/watch.ts"
import { changedFiles, createSubmissionView, firstToRead } from "./submission-view.ts"

const session = begin(stored(createdDraft(), 1))
type Submitted = SubmissionReply["files"][number]
const file = (
  path: string,
  text: string | null,
  change: Submitted["change"],
  from: string | null = null,
) => ({
  path,
  text,
  change,
  from,
  starter: null,
  authors: [],
})

test("[WEB21] what was submitted is listed by folder and read, and nothing of it can be changed", async () => {
  const files = [
    file("a.py", "a", "added"),
    file("tab/b.py", "b", "edited"),
    file("tab/deep/c.bin", null, "added"),
    file("tab/gone.py", null, "deleted"),
  ]
  const view = createSubmissionView(session, { question: "q1", at: 7, files })
  const list = async (path: string) => {
    const reply = await view.command({ type: "list-files", path })
    return "files" in reply ? reply.files.entries.map((entry) => `${entry.kind} ${entry.path}`) : []
  }
  expect(await list("")).toEqual(["file a.py", "folder tab"])
  expect(await list("tab")).toEqual(["file tab/b.py", "folder tab/deep"])
  expect(await list("tab/deep")).toEqual(["file tab/deep/c.bin"])
  expect(view.openDocument("tab/b.py", "python").initial()?.text.toString()).toBe("b")
  expect(view.openDocument("tab/deep/c.bin", "python").getStatus().status).toBe("failed")
  await expect(view.command({ type: "delete-file", path: "a.py" })).rejects.toThrow("The interview has ended")
  expect(firstToRead(files)).toBe("tab/b.py")
  expect(firstToRead(files.slice(0, 1))).toBe("a.py")
  expect(firstToRead(files.slice(2))).toBeNull()
})

test("[WEB21] what changed is said of each file, and what programs left is not among it", () => {
  const files = [
    file("a.py", "a", "none"),
    file("b.py", "b", "edited"),
    file("c.py", "c", "none", "old.py"),
    file("d.py", "d", "edited", "tab/d.py"),
    file("e.bin", null, "added"),
    file("gone.py", null, "deleted"),
    file(".coverage", null, "generated"),
  ]
  expect(changedFiles(files)).toEqual([
    { path: "b.py", said: "", gone: false, authors: [] },
    { path: "c.py", said: "renamed from old.py", gone: false, authors: [] },
    { path: "d.py", said: "edited, renamed from tab/d.py", gone: false, authors: [] },
    { path: "e.bin", said: "new", gone: false, authors: [] },
    { path: "gone.py", said: "deleted", gone: true, authors: [] },
  ])
})
