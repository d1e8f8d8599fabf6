/**
 * Text that is replaced while its replacement is still being written, in a document that others write in at the same
 * time. Old text that the new one repeats is kept, by characters from the beginning on and by lines after that; the
 * rest of the old goes when what follows it is found, or at the end. Nothing but the old text and what was written in
 * its place is ever deleted: what others put between stays, in one piece.
 */
import { Text } from "@codemirror/state"
import type { ChangeSet, ChangeSpec } from "@codemirror/state"

export interface Replacement {
  /** Where the next text goes. What somebody types right here comes after it. */
  readonly at: number
  /** The old text that is neither kept nor deleted yet, in order and not before `at`. */
  readonly left: readonly Range[]
  /** So far, or since a line that was kept, the new text is the old. */
  readonly alike: boolean
  /** Where the line that is being written begins, when all of it up to `at` was written here; else null. */
  readonly line: number | null
}

export interface Range {
  readonly from: number
  readonly to: number
}

export interface Written {
  /** What to do to the text, as a change of all of it; null when nothing is to be done. */
  readonly change: readonly ChangeSpec[] | null
  /** What to go on from, in terms of the text before the change. */
  readonly next: Omit<Replacement, "line">
  /** Characters that the change inserts at `next.at`, and those of the line they end in, when all of it was written here. */
  readonly inserted: number
  readonly lineLength: number | null
}

export function beginReplacement({ from, to }: Range): Replacement {
  return { at: from, left: from < to ? [{ from, to }] : [], alike: true, line: null }
}

/** More of the new text. LF inside and well-formed, no surrogate pair cut in two. */
export function write(replacement: Replacement, text: Text, piece: string): Written {
  let { at, left, alike, line } = replacement
  const change: ChangeSpec[] = []
  /** What is to be inserted: whole lines, and as much of the next as there is. */
  let whole = ""
  let part = ""
  let rest = piece
  while (rest !== "") {
    if (alike) {
      const kept = skipAlike(left, text, rest)
      at = kept.at ?? at
      left = kept.left
      rest = rest.slice(kept.count)
      if (rest === "") break
      alike = false
      line = at === 0 || text.sliceString(at - 1, at) === "\n" ? at : null
      // Or what is written would stand in one line with it.
      const taken = takeLine(left, text)
      change.push(...taken.gone)
      left = taken.left
    }
    const end = rest.indexOf("\n")
    const own = whole !== "" ? part : line === null ? null : text.sliceString(line, at) + part
    const found = end < 0 || own === null ? null : findLine(left, text, own + rest.slice(0, end))
    if (!found) {
      if (end < 0) part += rest
      else {
        whole += part + rest.slice(0, end + 1)
        part = ""
      }
      rest = end < 0 ? "" : rest.slice(end + 1)
      continue
    }
    if (whole !== "") change.push({ from: at, insert: lines(whole) })
    else if (line !== null && line < at) change.push({ from: line, to: at })
    change.push(...found.gone)
    at = found.at
    left = found.left
    alike = true
    line = null
    whole = ""
    part = ""
    rest = rest.slice(end + 1)
  }
  const insert = whole + part
  if (insert !== "") change.push({ from: at, insert: lines(insert) })
  const lineLength = whole !== "" ? part.length : line === null ? null : at - line + part.length
  return {
    change: change.length > 0 ? change : null,
    next: { at, left, alike },
    inserted: insert.length,
    lineLength,
  }
}

/** All of the new text is there: what is left of the old goes. */
export function end({ at, left }: Replacement): Written {
  return {
    change: left.length > 0 ? [...left] : null,
    next: { at, left: [], alike: false },
    inserted: 0,
    lineLength: null,
  }
}

/** The replacement after its own change; an empty one when there was nothing to do. */
export function afterOwn({ next, inserted, lineLength }: Written, changes: ChangeSet): Replacement {
  const at = changes.mapPos(next.at, -1) + inserted
  return {
    at,
    left: next.left.flatMap((range) => carry(range, changes)),
    alike: next.alike,
    line: lineLength === null ? null : at - lineLength,
  }
}

/** The replacement after somebody else's change. */
export function afterOther(replacement: Replacement, changes: ChangeSet): Replacement {
  const at = changes.mapPos(replacement.at, -1)
  return {
    ...replacement,
    at,
    left: replacement.left.flatMap((range) => carry(range, changes)),
    line: carryLine(replacement, at, changes),
  }
}

/** The line is ours only as long as nobody wrote in it. */
function carryLine({ line, at }: Replacement, next: number, changes: ChangeSet): number | null {
  if (line === null) return null
  if (line === at) return next
  const [part, ...more] = carry({ from: line, to: at }, changes)
  const whole = part && more.length === 0 && part.to === next && part.to - part.from === at - line
  return whole ? part.from : null
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

const lines = (text: string): Text => Text.of(text.split("\n"))

/** Old text that is read at once, so that a little that is alike takes little time. */
const COMPARED = 512

/** Goes past old text that the piece repeats; `at` is after it, null when that is nothing. */
function skipAlike(
  left: readonly Range[],
  text: Text,
  piece: string,
): { at: number | null; left: readonly Range[]; count: number } {
  let count = 0
  let at: number | null = null
  const rest = [...left]
  for (let range = rest[0]; range && count < piece.length; range = rest[0]) {
    const most = Math.min(COMPARED, piece.length - count)
    const old = text.sliceString(range.from, Math.min(range.to, range.from + most))
    const same = commonLength(old, piece, count)
    if (same === 0) break
    count += same
    at = range.from + same
    if (at < range.to) rest[0] = { from: at, to: range.to }
    else rest.shift()
  }
  return { at, left: rest, count }
}

/** How far `old` is what stands in `piece` from `offset` on; never half of a surrogate pair. */
function commonLength(old: string, piece: string, offset: number): number {
  let length = 0
  while (length < old.length && old.charCodeAt(length) === piece.charCodeAt(offset + length)) length++
  const last = old.charCodeAt(length - 1)
  return length > 0 && last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}

/** The old text up to the end of its line, which differs from the new. */
function takeLine(left: readonly Range[], text: Text): { gone: Range[]; left: readonly Range[] } {
  const [first, ...more] = left
  if (!first) return { gone: [], left }
  const stop = Math.min(first.to, text.lineAt(first.from).to)
  const rest = stop < first.to ? [{ from: stop, to: first.to }, ...more] : more
  return { gone: stop > first.from ? [{ from: first.from, to: stop }] : [], left: rest }
}

/** Old lines in which a new one is looked for. */
const LOOKED_AT = 100
/** A line of fewer characters stands anywhere, and counts only where it is the next. */
const TELLING = 4

/** The old line that reads like this one, with all before it to go; null when it is not near. */
function findLine(
  left: readonly Range[],
  text: Text,
  wanted: string,
): { gone: Range[]; at: number; left: Range[] } | null {
  const most = wanted.trim().length < TELLING ? 1 : LOOKED_AT
  let seen = 0
  for (const [index, range] of left.entries()) {
    let line = text.lineAt(range.from)
    while (line.to < range.to) {
      if (line.from >= range.from) {
        if (line.text === wanted) {
          const at = line.to + 1
          const before = range.from < line.from ? [{ from: range.from, to: line.from }] : []
          const after = at < range.to ? [{ from: at, to: range.to }] : []
          return {
            gone: [...left.slice(0, index), ...before],
            at,
            left: [...after, ...left.slice(index + 1)],
          }
        }
        if (++seen >= most) return null
      }
      line = text.lineAt(line.to + 1)
    }
  }
  return null
}
