import { expect, test } from "vitest"
import { unreviewedWords } from "./unreviewed.ts"

test("[REV17] before submitting it is said what nobody has reviewed and that the agent is at work", () => {
  expect(unreviewedWords([], false, null)).toEqual([])
  expect(unreviewedWords(["a/b.py"], false, null)).toEqual([
    "You have not decided about all changes of the agent in b.py; they are submitted as they stand.",
  ])
  expect(unreviewedWords(["a", "b", "c", "d"], false, null)[0]).toContain("a, b, c and 1 more file;")
  expect(unreviewedWords([], true, "a/b.py")[0]).toContain("writing in b.py just now")
  expect(unreviewedWords([], true, null)[0]).toContain("at work")
})
