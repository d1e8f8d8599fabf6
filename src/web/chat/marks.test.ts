import { expect, test } from "vitest"
import { stretchesOf, wordsOf } from "./marks.ts"

const marked = (text: string, query: string): string[] =>
  stretchesOf(text, wordsOf(query)).map(([from, to]) => text.slice(from, to))

test("[CHAT35] each of the words is marked wherever it stands, whatever its case", () => {
  expect(marked("Split the tab; splits add up", "split TAB")).toEqual(["Split", "tab", "split"])
  expect(marked("a.b axb (a.b)", "a.b")).toEqual(["a.b", "a.b"])
  expect(marked("[x] {1} a|b $^ \\ */", "[x] {1} a|b $^ \\ */")).toHaveLength(6)
  expect(marked("😀 cents 😀", "😀")).toHaveLength(2)
  expect(marked("cents", "  ")).toEqual([])
})

test("[CHAT35] of words within each other the longer is marked whole", () => {
  expect(marked("testing tests", "test testing")).toEqual(["testing", "test"])
})
