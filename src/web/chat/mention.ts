/** Files named in what a person writes to the agent: `@` and the beginning of a name. */
import { nameOf } from "../../core/path.ts"

export interface Mention {
  /** Where the `@` is. */
  from: number
  query: string
}

/** The mention being written at the caret, if any. */
export function mentionAt(text: string, caret: number): Mention | null {
  const found = /(^|[\s(])@([^\s@]{0,120})$/.exec(text.slice(0, caret))
  return found ? { from: caret - found[2]!.length - 1, query: found[2]! } : null
}

/** The files that fit best, at most so many. */
export function rankFiles(paths: readonly string[], query: string, most: number): string[] {
  const wanted = query.toLowerCase()
  return paths
    .flatMap((path) => {
      const rank = rankOf(path.toLowerCase(), wanted)
      return rank === null ? [] : [{ path, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.path.length - b.path.length)
    .slice(0, most)
    .map(({ path }) => path)
}

function rankOf(path: string, wanted: string): number | null {
  const name = nameOf(path)
  if (name.startsWith(wanted)) return 0
  if (path.startsWith(wanted)) return 1
  if (name.includes(wanted)) return 2
  if (path.includes(wanted)) return 3
  return inOrder(path, wanted) ? 4 : null
}

function inOrder(path: string, wanted: string): boolean {
  let at = 0
  for (const char of path) if (char === wanted[at]) at++
  return at === wanted.length
}

/** The text with the mention written out, and where the caret is after it. */
export function completed(
  text: string,
  { from, query }: Mention,
  path: string,
): { text: string; caret: number } {
  const rest = text.slice(from + 1 + query.length)
  const gap = rest.startsWith(" ") ? "" : " "
  return { text: `${text.slice(0, from)}@${path}${gap}${rest}`, caret: from + path.length + 2 }
}
