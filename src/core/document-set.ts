/** The documents of the open question, all languages, as the fold of the journal. */
import type { Language } from "../protocol/ctrf.ts"
import type { Draft } from "../protocol/events.ts"
import { LIMITS } from "../protocol/limits.ts"
import { apply, createDocument, parseUpdates } from "./document.ts"
import type { Document } from "./document.ts"
import { isWithin, moved } from "./path.ts"

export interface DocumentSet {
  get(language: Language, path: string): Document | null
  paths(language: Language): string[]
  /** Throws `RangeError` when an edit does not fit, which a sound journal never holds. */
  fold(event: Pick<Draft, "type" | "data">): void
}

export function createDocumentSet(): DocumentSet {
  const languages = new Map<Language, Map<string, Document>>()

  function of(language: Language): Map<string, Document> {
    let documents = languages.get(language)
    if (!documents) languages.set(language, (documents = new Map()))
    return documents
  }

  return {
    get: (language, path) => of(language).get(path) ?? null,
    paths: (language) => [...of(language).keys()],
    fold(event) {
      const { type, data } = event as Draft
      switch (type) {
        case "question.opened":
          languages.clear()
          return
        case "doc.opened":
          of(data.language).set(data.path, createDocument(data.text, data.eol))
          return
        case "doc.changed": {
          const document = of(data.language).get(data.path)
          if (!document) return
          const next = apply(document, parseUpdates(data.updates), LIMITS.document.historyUpdates)
          of(data.language).set(data.path, next)
          return
        }
        case "doc.renamed":
          move(of(data.language), data.from, data.to)
          return
        case "doc.deleted":
          for (const path of below(of(data.language), data.path)) of(data.language).delete(path)
          return
        default:
      }
    },
  }
}

function below(documents: Map<string, Document>, root: string): string[] {
  return [...documents.keys()].filter((path) => isWithin(path, root))
}

function move(documents: Map<string, Document>, from: string, to: string): void {
  for (const path of below(documents, from)) {
    const document = documents.get(path)
    documents.delete(path)
    if (document) documents.set(moved(path, from, to), document)
  }
}
