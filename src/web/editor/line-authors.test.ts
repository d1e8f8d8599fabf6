import { Text } from "@codemirror/state"
import { expect, test } from "vitest"
import { lineAuthors, linesOf } from "./line-authors.ts"

test("[AUTH5] a line is marked with all who wrote something of it, a break alone with nobody before it", () => {
  const text = Text.of(["def f():", "    return 1 + 2", "", "x"])
  const stretches = [
    { author: "starter", length: 8 },
    { author: "agent", length: "\n    return ".length },
    { author: "candidate", length: "1 + 2\n\n".length },
    { author: "starter", length: 1 },
  ] as const
  expect(lineAuthors(text, stretches)).toEqual([[], ["agent", "candidate"], ["candidate"], []])
  expect(lineAuthors(Text.empty, [])).toEqual([[]])
  expect(linesOf([1, 3, 4, 5, 9])).toBe("lines 1, 3 to 5, 9")
  expect(linesOf([2])).toBe("line 2")
})
