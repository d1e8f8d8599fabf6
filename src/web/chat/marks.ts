/** Where the words one looks for stand in what is on the page. */

/** The words of a query, in any order and case; none for an empty one. */
export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Each stretch of a text that is one of the words, from its beginning to its end, in order and apart. */
export function stretchesOf(text: string, words: readonly string[]): readonly (readonly [number, number])[] {
  if (words.length === 0) return []
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map((word) => word.replace(SPECIAL, "\\$&")).join("|"), "giu")
  return [...text.matchAll(any)].map(({ index, 0: { length } }) => [index, index + length])
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g
