/** The documents and other files of the open question, all languages, as the fold of the journal. */
import type { Language } from "../protocol/ctrf.ts"
import type { Draft } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import { apply, createDocument, parseUpdates } from "./document.ts"
import type { Document } from "./document.ts"
import { isWithin, moved } from "./path.ts"

export interface DocumentSet {
  get(language: Language, path: string): Document | null
  paths(language: Language): string[]
  /** Of all languages. */
  readonly size: { documents: number; characters: number }
  /** Files that are no documents: path to SHA-256, as they were last recorded. */
  files(language: Language): ReadonlyMap<string, string>
  /** Where a new document's versions begin: above all of the session. */
  nextVersion(): number
  /** Throws `RangeError` when an edit does not fit, which a sound journal never holds. */
  fold(event: Pick<Draft, "type" | "data">): void
}

interface Folder {
  documents: Map<string, Document>
  files: Map<string, string>
}

export function createDocumentSet(): DocumentSet {
  const languages = new Map<Language, Folder>()
  let highest = -1
  let size = { documents: 0, characters: 0 }

  function count(document: Document, by: 1 | -1): void {
    size = { documents: size.documents + by, characters: size.characters + by * document.text.length }
  }

  function countAll(): void {
    size = { documents: 0, characters: 0 }
    for (const { documents } of languages.values()) for (const one of documents.values()) count(one, 1)
  }

  function hold(language: Language, path: string, document: Document): void {
    const { documents } = of(language)
    const before = documents.get(path)
    if (before) count(before, -1)
    count(document, 1)
    documents.set(path, document)
    highest = Math.max(highest, document.version)
  }

  function of(language: Language): Folder {
    let folder = languages.get(language)
    if (!folder) languages.set(language, (folder = { documents: new Map(), files: new Map() }))
    return folder
  }

  return {
    get: (language, path) => of(language).documents.get(path) ?? null,
    paths: (language) => [...of(language).documents.keys()],
    files: (language) => of(language).files,
    get size() {
      return size
    },
    nextVersion: () => highest + 1,
    fold(event) {
      const { type, data } = event as Draft
      switch (type) {
        case "question.opened":
          languages.clear()
          return countAll()
        case "doc.opened":
          of(data.language).files.delete(data.path)
          hold(data.language, data.path, createDocument(data.text, data.eol, data.version))
          return
        case "doc.changed": {
          const document = of(data.language).documents.get(data.path)
          if (!document) return
          const next = apply(document, parseUpdates(data.updates), LIMITS.document.historyUpdates)
          hold(data.language, data.path, next)
          return
        }
        case "file.created":
          if (data.digest !== null) of(data.language).files.set(data.path, data.digest)
          return
        case "doc.renamed":
          move(of(data.language).documents, data.from, data.to)
          move(of(data.language).files, data.from, data.to)
          return countAll()
        case "doc.deleted":
          remove(of(data.language).documents, data.path)
          remove(of(data.language).files, data.path)
          return countAll()
        default:
      }
    },
  }
}

function below(held: ReadonlyMap<string, unknown>, root: string): string[] {
  return [...held.keys()].filter((path) => isWithin(path, root))
}

function move<Value>(held: Map<string, Value>, from: string, to: string): void {
  for (const path of below(held, from)) {
    const value = held.get(path)
    held.delete(path)
    if (value !== undefined) held.set(moved(path, from, to), value)
  }
}

function remove(held: Map<string, unknown>, root: string): void {
  for (const path of below(held, root)) held.delete(path)
}
