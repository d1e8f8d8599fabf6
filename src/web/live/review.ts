/** What of the agent's edits in one document waits for the candidate's word, kept true while the text changes. */
import { ChangeSet } from "@codemirror/state"
import { since } from "../../core/document.ts"
import type { Document, Update } from "../../core/document.ts"
import type { FromServer } from "./connection.ts"

type Told = Extract<FromServer, { type: "review" }>

export interface Review {
  /** The change that takes those edits back, in the document as it was last given here. */
  back(): ChangeSet | null
  put(document: Document | null, told: Told): void
  moved(document: Document, updates: readonly Update[]): void
  /** The text is another: what was told of it holds no more, unless it was told ahead. */
  replaced(document: Document): void
  /** Calls back when another was told. */
  subscribe(listener: () => void): () => void
}

export function createReview(): Review {
  let back: ChangeSet | null = null
  /** Told of a version that has not come yet. */
  let ahead: Told | null = null
  const listeners = new Set<() => void>()

  function set(next: ChangeSet | null): void {
    if (back === null && next === null) return
    back = next
    for (const listener of listeners) listener()
  }

  function put(document: Document | null, told: Told): void {
    ahead = null
    if (told.back === null) return set(null)
    if (!document || told.version > document.version) {
      ahead = told
      return
    }
    const later = since(document, told.version)
    set(later && onto(ChangeSet.fromJSON(told.back), later, document))
  }

  return {
    back: () => back,
    put,
    moved(document, updates) {
      if (back) back = onto(back, updates, document)
      if (ahead && ahead.version <= document.version) put(document, ahead)
    },
    replaced(document) {
      const told = ahead
      set(null)
      if (told) put(document, told)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Null when it does not fit the document or nothing is left of it. */
function onto(back: ChangeSet, updates: readonly Update[], document: Document): ChangeSet | null {
  try {
    const moved = updates.reduce((change, { changes }) => change.map(changes), back)
    return moved.length === document.text.length && !moved.empty ? moved : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
