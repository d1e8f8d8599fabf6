/** Stretches of a text with its starter in view: whatever was taken out and put back, a line that is as it was laid out is the starter's. */
import { diff } from "@codemirror/merge"
import type { Text } from "@codemirror/state"
import { part, type Stretch } from "./authorship.ts"
import { coarsened } from "./texts.ts"

/** No two lines are the same character, and none is half of a pair. */
const MOST_LINES = 0xd800

export function sinceStarter(
  starter: Text | null,
  text: Text,
  stretches: readonly Stretch[],
): readonly Stretch[] {
  if (!starter) return stretches
  const kept = keptLines([...starter.iterLines()], [...text.iterLines()])
  if (!kept) return stretches
  const next: Stretch[] = []
  const add = (one: Stretch) => {
    const last = next.at(-1)
    if (last?.author === one.author) next[next.length - 1] = { ...one, length: last.length + one.length }
    else if (one.length > 0) next.push(one)
  }
  let at = 0
  for (const { from, to } of kept) {
    const [start, end] = [text.line(from + 1).from, Math.min(text.length, text.line(to).to + 1)]
    for (const one of part(stretches, at, start)) add(one)
    add({ author: "starter", length: end - start })
    at = end
  }
  for (const one of part(stretches, at, text.length)) add(one)
  return coarsened(next)
}

/** Runs of lines of `after` that are as in `before`, in order, counted from 0; null for texts of too many lines. */
function keptLines(
  before: readonly string[],
  after: readonly string[],
): { from: number; to: number }[] | null {
  const characters = new Map<string, string>()
  const encode = (line: string): string => {
    const known = characters.get(line)
    if (known !== undefined) return known
    const character = String.fromCharCode(characters.size)
    characters.set(line, character)
    return character
  }
  const [old, now] = [before.map(encode).join(""), after.map(encode).join("")]
  if (characters.size > MOST_LINES) return null
  const kept: { from: number; to: number }[] = []
  let from = 0
  // No limit of time: the same record gives the same answer.
  for (const { fromB, toB } of diff(old, now, { scanLimit: 500 })) {
    if (from < fromB) kept.push({ from, to: fromB })
    from = toB
  }
  if (from < after.length) kept.push({ from, to: after.length })
  return kept
}
