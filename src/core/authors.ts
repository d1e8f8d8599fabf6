/**
 * Who wrote what of a question's documents, for a reader: as `texts.ts` tells it, but text that comes back (an undo, a
 * rejected edit, lines that were moved) stays its author's, whoever brought it back.
 */
import type { ChangeSet, Text } from "@codemirror/state"
import type { Language } from "../protocol/ctrf.ts"
import type { JournalEvent } from "../protocol/events.ts"
import { authorOf, credit, part, type Stretch } from "./authorship.ts"
import { parseUpdates } from "./document.ts"
import { evolveTexts, keyOf, withText, type Texts } from "./texts.ts"

export interface AuthorsFold {
  /** Takes an event with the text of its document before it, if there is one. */
  fold(event: JournalEvent, before: Text | null): void
  of(language: Language, path: string): readonly Stretch[]
}

export function createAuthorsFold(): AuthorsFold {
  const removed = createRemoved()
  let texts: Texts = {}
  return {
    fold(event, before) {
      if (event.type !== "doc.changed") texts = evolveTexts(texts, event)
      else if (before) {
        const key = keyOf(event.data)
        let [stretches, text] = [texts[key] ?? [], before]
        for (const { changes } of parseUpdates(event.data.updates)) {
          removed.add(key, stretches, text, changes)
          stretches = credit(stretches, changes, authorOf(event.actor), removed.whose)
          text = changes.apply(text)
        }
        texts = withText(texts, key, stretches)
      }
    },
    of: (language, path) => texts[keyOf({ language, path })] ?? [],
  }
}

interface Piece {
  key: string
  at: number
  text: string
  stretches: readonly Stretch[]
}

/** Text that was taken out is looked for among so much of it; the oldest is forgotten first. */
const KEPT = { pieces: 64, characters: 1 << 18 }
/** Characters beside whitespace below which two texts may be the same by chance. */
const TELLING = 8

/** What was taken out lately. Removals that go on where the last one was, as with a held key, are one piece. */
function createRemoved() {
  const pieces: Piece[] = []
  let kept = 0

  function hold(piece: Piece): void {
    const last = pieces.at(-1)
    const joined = last ? join(last, piece) : null
    if (joined) pieces.pop()
    pieces.push(joined ?? piece)
    kept += piece.text.length
    while (pieces.length > KEPT.pieces || kept > KEPT.characters) kept -= pieces.shift()!.text.length
  }

  return {
    add(key: string, stretches: readonly Stretch[], text: Text, changes: ChangeSet): void {
      changes.iterChanges((from, to, at) => {
        if (from < to)
          hold({ key, at, text: text.sliceString(from, to), stretches: part(stretches, from, to) })
      })
    },
    /** By whom a text was that comes back, whitespace around it aside: all of a piece, or lines of one. Null for what is new. */
    whose(inserted: Text): readonly Stretch[] | null {
      if (inserted.length < TELLING || inserted.length > KEPT.characters) return null
      const text = inserted.toString()
      const core = text.trim()
      if (core.replaceAll(/\s/g, "").length < TELLING) return null
      const several = core.includes("\n")
      const piece = pieces.findLast((one) => (several ? one.text.includes(core) : one.text.trim() === core))
      if (!piece) return null
      const from = piece.text.indexOf(core)
      const found = part(piece.stretches, from, from + core.length)
      const lead = text.length - text.trimStart().length
      const tail = text.length - lead - core.length
      return [
        { author: found[0]!.author, length: lead },
        ...found,
        { author: found.at(-1)!.author, length: tail },
      ]
    },
  }
}

function join(last: Piece, next: Piece): Piece | null {
  if (last.key !== next.key) return null
  const { key, at } = next
  if (at === last.at)
    return { key, at, text: last.text + next.text, stretches: [...last.stretches, ...next.stretches] }
  if (at + next.text.length === last.at)
    return { key, at, text: next.text + last.text, stretches: [...next.stretches, ...last.stretches] }
  return null
}
