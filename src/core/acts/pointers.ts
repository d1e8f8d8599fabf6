/** Where the lines that assessors point at are now, as the fold of the journal: marks move with every edit. Pure. */
import type { Language } from "../../protocol/ctrf.ts"
import type { LineMark } from "../../protocol/acts.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { parseUpdates } from "../document.ts"
import type { Update } from "../document.ts"
import { isWithin, moved } from "../path.ts"

export interface Pointers {
  fold(event: JournalEvent): void
  /** In the order they were made. */
  of(language: Language, path: string): readonly LineMark[]
  /** The file a mark is in; null when it is gone. */
  placeOf(id: string): { language: Language; path: string } | null
}

type Held = LineMark & { language: Language; path: string }

export function createPointers(): Pointers {
  let held: readonly Held[] = []

  function change(language: Language, root: string, next: (one: Held) => Held | null): void {
    held = held.flatMap((one) =>
      one.language === language && isWithin(one.path, root) ? (next(one) ?? []) : one,
    )
  }

  return {
    fold(event) {
      if (event.type === "assessor.pointed") {
        const { id, name, text, language, path, from, to } = event.data
        held = [...held, { id, name, text, language, path, from, to }]
      }
      if (held.length === 0) return
      switch (event.type) {
        case "assessor.unpointed":
          held = held.filter(({ id }) => id !== event.data.id)
          return
        case "question.opened":
        case "question.submitted":
        case "language.changed":
        case "session.ended":
          held = []
          return
        case "doc.changed": {
          const { language, path, updates } = event.data
          if (held.some((one) => one.path === path && one.language === language)) {
            const parsed = parseUpdates(updates)
            change(language, path, (one) => moveMark(one, parsed))
          }
          return
        }
        case "doc.renamed": {
          const { language, from, to } = event.data
          return change(language, from, (one) => ({ ...one, path: moved(one.path, from, to) }))
        }
        case "doc.deleted":
          return change(event.data.language, event.data.path, () => null)
        default:
      }
    },
    of: (language, path) =>
      held
        .filter((one) => one.language === language && one.path === path)
        .map(({ id, name, text, from, to }) => ({ id, name, text, from, to })),
    placeOf: (id) => held.find((one) => one.id === id) ?? null,
  }
}

/** A mark after updates of its document. What is written at its ends stays outside; one whose text is gone is a place. */
export function moveMark<Mark extends LineMark>(
  mark: Mark,
  updates: readonly Pick<Update, "changes">[],
): Mark {
  let { from, to } = mark
  for (const { changes } of updates) {
    from = changes.mapPos(Math.min(from, changes.length), 1)
    to = Math.max(from, changes.mapPos(Math.min(to, changes.length), -1))
  }
  return { ...mark, from, to }
}
