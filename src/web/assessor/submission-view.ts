/** A submitted question as a `SessionView` that stands still: its files to list and to read, and nothing to ask for. */
import { Text } from "@codemirror/state"
import { isWithin, parentOf } from "../../core/path.ts"
import type { SessionState } from "../../core/session.ts"
import { problem } from "../../protocol/errors.ts"
import type { FileItem } from "../../protocol/messages.ts"
import type { SubmissionReply } from "../../protocol/watch.ts"
import type { DocumentStatus } from "../live/document-source.ts"
import { ProblemError } from "../live/session-view.ts"
import type { SessionView, ViewState } from "../live/session-view.ts"

type SubmittedFile = SubmissionReply["files"][number]

const nothing = (): void => undefined
const never = () => nothing

export function createSubmissionView(
  session: SessionState,
  submission: Pick<SubmissionReply, "question" | "at" | "files">,
): SessionView {
  const texts = new Map(submission.files.map(({ path, text }) => [path, text]))
  const current = session.questions.findIndex(({ id }) => id === submission.question)
  const state: ViewState = {
    connection: { status: "online" },
    session: { ...session, current },
    you: { role: "assessor", client: "reader", id: "reader", name: "" },
    people: [],
    workspace: { status: "ready" },
    skewMs: 0,
    agentAt: null,
    reviews: [],
    unacknowledged: 0,
    unsaved: new Set(),
    folders: new Map(),
  }
  return {
    getState: () => state,
    subscribe: never,
    command(command) {
      if (command.type !== "list-files") return Promise.reject(new ProblemError(problem("session-ended")))
      const { path } = command
      return Promise.resolve({ files: { path, entries: listing(submission, path), more: false } })
    },
    observe: nothing,
    takeOver: nothing,
    retry: nothing,
    openDocument(path) {
      const text = texts.get(path) ?? null
      const status: DocumentStatus =
        text === null
          ? { status: "failed", problem: problem("file-not-text", "The record holds it.") }
          : { status: "open", readOnly: "role" }
      return {
        path,
        getStatus: () => status,
        initial: () => (text === null ? null : { text: Text.of(text.split("\n")), version: 0, pending: [] }),
        onUpdates: never,
        onMarks: never,
        onCursor: never,
        onStatus: never,
        push: nothing,
        moveCursor: nothing,
        review: () => null,
        onReview: never,
        release: nothing,
      }
    },
    openTerminal: (id) => ({ id, attach: never, input: nothing, resize: nothing }),
    close: nothing,
  }
}

/** What is directly in a folder, by name; folders are those that files lie in. */
function listing({ files, at }: Pick<SubmissionReply, "files" | "at">, folder: string): FileItem[] {
  const depth = folder === "" ? 0 : folder.split("/").length
  const found = new Map<string, FileItem>()
  for (const { path, text, change } of files) {
    if (change === "deleted") continue
    if (folder !== "" && (path === folder || !isWithin(path, folder))) continue
    if (parentOf(path) === folder)
      found.set(path, { path, kind: "file", size: text?.length ?? 0, modifiedMs: at })
    else {
      const below = path.split("/", depth + 1).join("/")
      found.set(below, { path: below, kind: "folder", size: 0, modifiedMs: at })
    }
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** The file to look at first: one of the question's that was edited, else one that was added, else any. */
export function firstToRead(files: SubmissionReply["files"]): string | null {
  const texts = files.filter(({ text }) => text !== null)
  const one = (kind: "edited" | "added") => texts.find(({ change }) => change === kind)
  return (one("edited") ?? one("added") ?? texts[0])?.path ?? null
}

export interface Changed {
  path: string
  /** What became of it, in words; "" when it was edited where it was. */
  said: string
  /** Whether there is nothing of it to open. */
  gone: boolean
  authors: SubmittedFile["authors"]
}

/** What became of files, whoever did it, without what programs left beside. */
export function changedFiles(files: SubmissionReply["files"]): Changed[] {
  return files
    .filter(({ change, from }) => change !== "generated" && (change !== "none" || from !== null))
    .map(({ path, change, from, authors }) => ({
      path,
      said: saidOf(change, from),
      gone: change === "deleted",
      authors,
    }))
}

function saidOf(change: SubmittedFile["change"], from: string | null): string {
  if (change === "added") return "new"
  if (change === "deleted") return "deleted"
  if (from === null) return ""
  return change === "edited" ? `edited, renamed from ${from}` : `renamed from ${from}`
}
