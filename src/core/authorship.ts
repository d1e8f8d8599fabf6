/** Who wrote what of a text still stands: runs of characters by author, in order, kept through every edit. */
import type { ChangeSet, Text } from "@codemirror/state"
import type { Actor, ActorKind } from "../protocol/events.ts"

export type Author = Exclude<ActorKind, "viewer"> | "starter"

/** Whose an edit is. A viewer makes none; only the shape of an event would allow it. */
export function authorOf({ kind }: Actor): Author {
  return kind === "viewer" ? "system" : kind
}

export interface Stretch {
  readonly author: Author
  /** Characters (UTF-16 code units); never 0. */
  readonly length: number
}

/**
 * The stretches of a text after an edit by `author`. Neighbours by one author are one stretch. `whose` may tell of an
 * inserted text that others wrote it.
 */
export function credit(
  stretches: readonly Stretch[],
  changes: ChangeSet,
  author: Author,
  whose: (inserted: Text) => readonly Stretch[] | null = () => null,
): readonly Stretch[] {
  const next: Stretch[] = []
  const add = (one: Stretch) => {
    const last = next.at(-1)
    if (one.length === 0) return
    if (last?.author === one.author)
      next[next.length - 1] = { author: one.author, length: last.length + one.length }
    else next.push(one)
  }
  const rest = walk(stretches)
  let position = 0
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    for (const kept of rest(from - position)) add(kept)
    rest(to - from)
    position = to
    for (const one of whose(inserted) ?? [{ author, length: inserted.length }]) add(one)
  })
  for (const kept of rest(Infinity)) add(kept)
  return next
}

/** The stretches of a part of a text. */
export function part(stretches: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  const rest = walk(stretches)
  rest(from)
  return rest(to - from)
}

/** Takes the next characters off a list of stretches. */
function walk(stretches: readonly Stretch[]): (length: number) => Stretch[] {
  let index = 0
  let used = 0
  return (length) => {
    const taken: Stretch[] = []
    let left = length
    while (left > 0 && index < stretches.length) {
      const { author, length: whole } = stretches[index]!
      const part = Math.min(left, whole - used)
      taken.push({ author, length: part })
      used += part
      left -= part
      if (used === whole) {
        index++
        used = 0
      }
    }
    return taken
  }
}

/** Characters that stand, by author. */
export function shares(stretches: readonly Stretch[]): Partial<Record<Author, number>> {
  const sums: Partial<Record<Author, number>> = {}
  for (const { author, length } of stretches) sums[author] = (sums[author] ?? 0) + length
  return sums
}
