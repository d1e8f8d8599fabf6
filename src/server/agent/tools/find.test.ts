import * as fc from "fast-check"
import { expect, test } from "vitest"
import { find } from "./find.ts"

function byIndexOf(text: string, wanted: string): number[] {
  const places = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
}

test("[TOOL12] a text is found wherever it stands, none over another", () => {
  const few = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 30 })
  const wanted = fc.string({ unit: fc.constantFrom("a", "b", "\n"), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(few, wanted, fc.nat(4), (text, one, most) => {
      expect(find(text, one, Infinity)).toEqual(byIndexOf(text, one))
      expect(find(text, one, most)).toEqual(byIndexOf(text, one).slice(0, most))
    }),
    { numRuns: 2_000 },
  )
  expect(find("abc", "", 1)).toEqual([])
})

test(
  "[TOOL12] looking for a text takes no longer for what nearly stands everywhere",
  { timeout: 5_000 },
  () => {
    const half = "a".repeat(100_000)
    expect(find("a".repeat(1 << 20), `${half}b${half}`, 1)).toEqual([])
  },
)
