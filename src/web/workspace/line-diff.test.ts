import { array, assert, constantFrom, property } from "fast-check"
import { expect, test } from "vitest"
import { diffLines } from "./line-diff.ts"

test("[WEB2] a diff keeps the common lines and marks the others by side", () => {
  expect(diffLines("a\nb\nc", "a\nx\nc")).toEqual([
    { kind: "same", text: "a" },
    { kind: "expected", text: "b" },
    { kind: "actual", text: "x" },
    { kind: "same", text: "c" },
  ])
})

test("[WEB2] both texts can be read back from their diff", () => {
  const text = array(constantFrom("a", "b", "c", ""), { minLength: 1 }).map((lines) => lines.join("\n"))
  assert(
    property(text, text, (expected, actual) => {
      const lines = diffLines(expected, actual)
      const side = (other: string) =>
        lines
          .filter(({ kind }) => kind !== other)
          .map((line) => line.text)
          .join("\n")
      expect(side("actual")).toBe(expected)
      expect(side("expected")).toBe(actual)
    }),
  )
})
