/** The lines that assessors point at in one document, kept in place while its text changes under them. */
import { moveMark } from "../../core/acts/pointers.ts"
import { since } from "../../core/document.ts"
import type { Document, Update } from "../../core/document.ts"
import type { LineMark } from "../../protocol/acts.ts"
import type { FromServer } from "./connection.ts"

type Told = Extract<FromServer, { type: "marks" }>

export interface Marks {
  /** In the document as it was last given here. */
  list(): readonly LineMark[]
  put(document: Document | null, told: Told): void
  /** Answers whether marks that were told ahead of the text are among them now. */
  moved(document: Document, updates: readonly Update[]): boolean
  clear(): void
}

export function createMarks(): Marks {
  let marks: readonly LineMark[] = []
  /** Told of a version that has not come yet. */
  let ahead: Told | null = null

  function put(document: Document | null, told: Told): void {
    ahead = document && told.version <= document.version ? null : told
    if (!document || ahead) return
    const updates = since(document, told.version)
    marks = updates ? told.marks.map((mark) => moveMark(mark, updates)) : []
  }

  return {
    list: () => marks,
    put,
    moved(document, updates) {
      if (marks.length > 0) marks = marks.map((mark) => moveMark(mark, updates))
      if (!ahead || ahead.version > document.version) return false
      put(document, ahead)
      return true
    },
    clear() {
      marks = []
    },
  }
}
