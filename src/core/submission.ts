/** A question's files at the moment it was submitted, as the fold of the journal up to there. */
import type { Text } from "@codemirror/state"
import type { JournalEvent } from "../protocol/events.ts"
import type { SubmissionReply } from "../protocol/watch.ts"
import { createDocumentSet } from "./document-set.ts"

/** The actor that lays out what a question brings (`server/room/workspaces.ts`). */
const STARTER = "starter"

export interface SubmissionFold {
  /** Takes the journal's events in order. Throws `RangeError` when an edit does not fit. */
  fold(event: JournalEvent): void
  /** Null until the question is submitted; after that nothing changes it. */
  readonly submission: SubmissionReply | null
}

export function createSubmissionFold(question: string): SubmissionFold {
  const documents = createDocumentSet()
  /** What the question itself brought, by language and path. */
  const starters = new Map<string, Text>()
  let submission: SubmissionReply | null = null

  function fold(event: JournalEvent): void {
    if (submission || event.question !== question) return
    documents.fold(event)
    if (event.type === "doc.opened" && event.actor.id === STARTER) {
      const { language, path } = event.data
      const text = documents.get(language, path)?.text
      if (text) starters.set(keyOf(language, path), text)
    }
    if (event.type === "question.submitted") submission = take(event)
  }

  function take({ at, data: { language } }: JournalEvent & { type: "question.submitted" }): SubmissionReply {
    const texts = documents.paths(language).map((path) => {
      const text = documents.get(language, path)!.text
      const starter = starters.get(keyOf(language, path))
      return { path, text: text.toString(), change: changeOf(starter, text) }
    })
    const others = [...documents.files(language).keys()].map((path) => ({
      path,
      text: null,
      change: "added" as const,
    }))
    const files = [...texts, ...others].toSorted((a, b) => (a.path < b.path ? -1 : 1))
    return { question, language, at, files }
  }

  return {
    fold,
    get submission() {
      return submission
    },
  }
}

function changeOf(starter: Text | undefined, text: Text): "none" | "edited" | "added" {
  if (!starter) return "added"
  return starter.eq(text) ? "none" : "edited"
}

const keyOf = (language: string, path: string): string => `${language}/${path}`
