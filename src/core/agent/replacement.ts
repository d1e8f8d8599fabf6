/**
 * Text that is replaced while its replacement is still being written, in a document that others write in at the same
 * time. What both begin with alike is kept; from where they differ, old lines go as new ones come, and what is left of
 * the old goes at the end. Only old text is ever deleted: what others put between stays, in one piece.
 */
import { Text } from "@codemirror/state"
import type { ChangeSet, ChangeSpec } from "@codemirror/state"

export interface Replacement {
  /** Where the next text goes. What somebody types right here comes after it. */
  readonly at: number
  /** The old text that is neither kept nor deleted yet, in order and not before `at`. */
  readonly left: readonly Range[]
  /** So far the new text is the old. */
  readonly alike: boolean
}

export interface Range {
  readonly from: number
  readonly to: number
}

export interface Written {
  /** What to do to the text, as a change of all of it; null when nothing is to be done. */
  readonly change: readonly ChangeSpec[] | null
  /** What to go on from, in terms of the text before the change. */
  readonly next: Replacement
  /** Characters that the change inserts at `next.at`. */
  readonly inserted: number
}

export function beginReplacement({ from, to }: Range): Replacement {
  return { at: from, left: from < to ? [{ from, to }] : [], alike: true }
}

/** More of the new text. LF inside and well-formed, no surrogate pair cut in two. */
export function write(replacement: Replacement, text: Text, piece: string): Written {
  const kept = replacement.alike ? skipAlike(replacement, text, piece) : { ...replacement, count: 0 }
  const insert = piece.slice(kept.count)
  const alike = replacement.alike && insert === ""
  if (insert === "") return { change: null, next: { at: kept.at, left: kept.left, alike }, inserted: 0 }
  const { gone, left } = takeLines(kept.left, text, countLines(insert))
  return {
    change: [{ from: kept.at, insert: Text.of(insert.split("\n")) }, ...gone],
    next: { at: kept.at, left, alike },
    inserted: insert.length,
  }
}

/** All of the new text is there: what is left of the old goes. */
export function end({ at, left }: Replacement): Written {
  return {
    change: left.length > 0 ? [...left] : null,
    next: { at, left: [], alike: false },
    inserted: 0,
  }
}

/** The replacement after its own change. */
export function afterOwn({ next, inserted }: Written, changes: ChangeSet): Replacement {
  return { ...next, at: next.at + inserted, left: next.left.flatMap((range) => carry(range, changes)) }
}

/** The replacement after somebody else's change. */
export function afterOther(replacement: Replacement, changes: ChangeSet): Replacement {
  return {
    ...replacement,
    at: changes.mapPos(replacement.at, -1),
    left: replacement.left.flatMap((range) => carry(range, changes)),
  }
}

/** What is left of a stretch of text after a change, without what the change inserted in it. */
export function carry({ from, to }: Range, changes: ChangeSet): Range[] {
  const parts: Range[] = []
  let start = changes.mapPos(from, 1)
  const last = changes.mapPos(to, -1)
  changes.iterChanges((_fromA, _toA, fromB, toB) => {
    if (toB <= start || fromB >= last) return
    if (fromB > start) parts.push({ from: start, to: fromB })
    start = Math.max(start, toB)
  }, true)
  if (start < last) parts.push({ from: start, to: last })
  return parts
}

/** Goes past old text that the piece repeats. */
function skipAlike(
  { at, left }: Replacement,
  text: Text,
  piece: string,
): Pick<Replacement, "at" | "left"> & { count: number } {
  let count = 0
  let caret = at
  const rest = [...left]
  for (let range = rest[0]; range && count < piece.length; range = rest[0]) {
    const old = text.sliceString(range.from, Math.min(range.to, range.from + piece.length - count))
    const same = commonLength(old, piece, count)
    if (same === 0) break
    count += same
    caret = range.from + same
    if (caret < range.to) rest[0] = { from: caret, to: range.to }
    else rest.shift()
    if (same < old.length) break
  }
  return { at: caret, left: rest, count }
}

/** How far `old` is what stands in `piece` from `offset` on; never half of a surrogate pair. */
function commonLength(old: string, piece: string, offset: number): number {
  let length = 0
  while (length < old.length && old.charCodeAt(length) === piece.charCodeAt(offset + length)) length++
  const last = old.charCodeAt(length - 1)
  return length > 0 && last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++
  return count
}

/** The old text up to the end of its line, and as many more lines as `count`. */
function takeLines(left: readonly Range[], text: Text, count: number): { gone: Range[]; left: Range[] } {
  const gone: Range[] = []
  let more = count
  for (const [index, { from, to }] of left.entries()) {
    let stop = text.lineAt(from).to
    while (stop < to && more > 0) {
      more--
      stop = text.lineAt(stop + 1).to
    }
    if (stop >= to) {
      gone.push({ from, to })
      continue
    }
    if (stop > from) gone.push({ from, to: stop })
    return { gone, left: [{ from: stop, to }, ...left.slice(index + 1)] }
  }
  return { gone, left: [] }
}
