/** Whose characters the open question's documents are made of, as the fold of the journal. Pure. */
import type { Language } from "../protocol/ctrf.ts"
import type { JournalEvent } from "../protocol/events.ts"
import { MOST_STRETCHES } from "../protocol/watch.ts"
import { authorOf, credit, shares, type Author, type Stretch } from "./authorship.ts"
import { parseUpdates } from "./document.ts"
import { isWithin, moved } from "./path.ts"

/** The stretches of each document, by `language/path`. */
export type Texts = Readonly<Record<string, readonly Stretch[]>>

/** The next state; the same one for events that change no text. */
export function evolveTexts(texts: Texts, event: JournalEvent): Texts {
  switch (event.type) {
    case "question.opened":
      return {}
    case "doc.opened":
      return withText(texts, keyOf(event.data), [{ author: openedBy(event), length: event.data.text.length }])
    case "doc.changed": {
      const key = keyOf(event.data)
      let text = texts[key] ?? []
      for (const { changes } of parseUpdates(event.data.updates))
        text = credit(text, changes, authorOf(event.actor))
      return withText(texts, key, text)
    }
    case "doc.renamed": {
      const { language, from, to } = event.data
      return relocated(texts, keyOf({ language, path: from }), keyOf({ language, path: to }))
    }
    case "doc.deleted":
      return relocated(texts, keyOf(event.data), null)
    default:
      return texts
  }
}

/** Characters that stand in all documents together, by author. */
export function standing(texts: Texts): Record<Author, number> {
  const none = { starter: 0, candidate: 0, agent: 0, assessor: 0, shell: 0, system: 0 }
  return { ...none, ...shares(Object.values(texts).flat()) }
}

/** The actor that lays out what a question brings (`server/room/workspaces.ts`). */
export const STARTER = "starter"

const openedBy = ({ actor }: JournalEvent): Author => (actor.id === STARTER ? "starter" : authorOf(actor))

/** Where the stretches of a document are. */
export const keyOf = ({ language, path }: { language: Language; path: string }): string =>
  `${language}/${path}`

/** The texts with one in its new state. */
export function withText(texts: Texts, key: string, text: readonly Stretch[]): Texts {
  return { ...texts, [key]: coarsened(text.filter(({ length }) => length > 0)) }
}

/** In a text of more stretches than `MOST_STRETCHES` (each edit walks over all of them), neighbours two by two are taken for the longer one's author's; no character is lost. */
export function coarsened(text: readonly Stretch[]): readonly Stretch[] {
  if (text.length <= MOST_STRETCHES) return text
  const next: Stretch[] = []
  for (let index = 0; index < text.length; index += 2) {
    const [one, other] = [text[index]!, text[index + 1]]
    const length = one.length + (other?.length ?? 0)
    const { author } = other && other.length > one.length ? other : one
    const last = next.at(-1)
    if (last?.author === author) next[next.length - 1] = { author, length: last.length + length }
    else next.push({ author, length })
  }
  return coarsened(next)
}

function relocated(texts: Texts, from: string, to: string | null): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]): [string, readonly Stretch[]][] => {
      if (!isWithin(key, from)) return [[key, text]]
      return to === null ? [] : [[moved(key, from, to), text]]
    }),
  )
}
