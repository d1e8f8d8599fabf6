/** A question's files at the moment it was submitted, as the fold of the journal up to there. */
import type { Text } from "@codemirror/state"
import type { Language } from "../protocol/ctrf.ts"
import type { EventOf, JournalEvent } from "../protocol/events.ts"
import type { SubmissionReply } from "../protocol/watch.ts"
import type { Stretch } from "./authorship.ts"
import { createAuthorsFold } from "./authors.ts"
import { createDocumentSet } from "./document-set.ts"
import { isWithin, moved } from "./path.ts"
import { sinceStarter } from "./since-starter.ts"
import { STARTER } from "./texts.ts"

export interface SubmissionFold {
  /** Takes the journal's events in order. Throws `RangeError` when an edit does not fit. */
  fold(event: JournalEvent): void
  /** Null until the question is submitted; after that nothing changes it. */
  readonly submission: SubmissionReply | null
}

type SubmittedFile = SubmissionReply["files"][number]

/** What the question itself brought: where it was laid out, and where it is now; null once it was deleted. */
interface Starter {
  language: Language
  from: string
  path: string | null
  text: Text
}

export function createSubmissionFold(question: string): SubmissionFold {
  const documents = createDocumentSet()
  const authors = createAuthorsFold()
  const starters: Starter[] = []
  /** Where the candidate made a file, by language: what a program leaves there later is theirs too. */
  const byHand = new Map<Language, Set<string>>()
  let submission: SubmissionReply | null = null

  function fold(event: JournalEvent): void {
    if (submission || event.question !== question) return
    authors.fold(event, event.type === "doc.changed" ? textOf(event.data) : null)
    documents.fold(event)
    switch (event.type) {
      case "doc.opened":
      case "file.created":
        return made(event)
      case "doc.renamed":
        return relocate(event.data.language, event.data.from, event.data.to)
      case "doc.deleted":
        return relocate(event.data.language, event.data.path, null)
      case "question.submitted":
        submission = take(event)
        return
      default:
    }
  }

  function textOf({ language, path }: { language: Language; path: string }): Text | null {
    return documents.get(language, path)?.text ?? null
  }

  function made({ actor, data: { language, path } }: EventOf<"doc.opened" | "file.created">): void {
    const text = documents.get(language, path)?.text
    if (actor.id === STARTER && text) starters.push({ language, from: path, path, text })
    if (actor.kind === "candidate") handsOf(language).add(path)
  }

  /** What was at `root` and below it is at `to` now, or nowhere. */
  function relocate(language: Language, root: string, to: string | null): void {
    for (const one of starters) {
      if (one.language !== language || one.path === null || !isWithin(one.path, root)) continue
      one.path = to === null ? null : moved(one.path, root, to)
    }
    if (to === null) return
    const hands = handsOf(language)
    for (const path of hands) if (isWithin(path, root)) hands.add(moved(path, root, to)).delete(path)
  }

  function handsOf(language: Language): Set<string> {
    const hands = byHand.get(language) ?? new Set()
    byHand.set(language, hands)
    return hands
  }

  function take({ at, data: { language } }: EventOf<"question.submitted">): SubmissionReply {
    const ours = starters.filter((one) => one.language === language)
    /** A file that was deleted and made again is compared with what was there first. */
    const starterOf = (path: string): Starter | undefined =>
      ours.find((one) => one.path === path) ?? ours.find((one) => one.path === null && one.from === path)
    const hands = handsOf(language)
    const files = new Map<string, SubmittedFile>()
    for (const path of documents.paths(language)) {
      const { text } = documents.get(language, path)!
      const starter = starterOf(path)
      files.set(path, {
        path,
        text: text.toString(),
        change: changeOf(starter, text),
        from: cameFrom(starter, path),
        starter: starter && !starter.text.eq(text) ? starter.text.toString() : null,
        authors: told(sinceStarter(starter?.text ?? null, text, authors.of(language, path))),
      })
    }
    for (const path of documents.files(language).keys()) {
      const starter = starterOf(path)
      const change = starter ? "edited" : hands.has(path) ? "added" : "generated"
      files.set(path, { path, text: null, change, from: cameFrom(starter, path), starter: null, authors: [] })
    }
    for (const { path, from } of ours) {
      if (path === null && !files.has(from))
        files.set(from, { path: from, text: null, change: "deleted", from: null, starter: null, authors: [] })
    }
    const inOrder = [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
    return { question, language, at, files: inOrder }
  }

  return {
    fold,
    get submission() {
      return submission
    },
  }
}

/** The server itself writes nothing: what it takes up is what lay on the disk. */
function told(stretches: readonly Stretch[]): SubmittedFile["authors"] {
  return stretches.map(({ author, length }) => ({ author: author === "system" ? "shell" : author, length }))
}

function changeOf(starter: Starter | undefined, text: Text): "none" | "edited" | "added" {
  if (!starter) return "added"
  return starter.text.eq(text) ? "none" : "edited"
}

function cameFrom(starter: Starter | undefined, path: string): string | null {
  return starter && starter.from !== path ? starter.from : null
}
