import { ChangeSet } from "@codemirror/state"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { credit, shares, type Author, type Stretch } from "./authorship.ts"

const edit = fc.record({ from: fc.nat(), length: fc.nat(8), text: fc.string({ maxLength: 8 }) })
const act = fc.record({
  author: fc.constantFrom<Author>("candidate", "agent", "shell"),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
})

test("[AUTH1] each character that stands is its author's, whatever was edited", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(act, { maxLength: 20 }), (start, acts) => {
      let stretches: readonly Stretch[] = start === "" ? [] : [{ author: "starter", length: start.length }]
      let each: Author[] = Array.from(start.split(""), () => "starter")
      for (const { author, edits } of acts) {
        const size = each.length
        let last = 0
        const specs = edits
          .map(({ from, length, text }) => ({ from: from % (size + 1), length, insert: text }))
          .toSorted((a, b) => a.from - b.from)
          .flatMap(({ from, length, insert }) => {
            if (from < last) return []
            last = Math.min(size, from + length) + 1
            return [{ from, to: Math.min(size, from + length), insert }]
          })
        stretches = credit(stretches, ChangeSet.of(specs, size, "\n"), author)
        for (const { from, to, insert } of specs.toReversed()) {
          const written = ChangeSet.of({ from: 0, insert }, 0, "\n").newLength
          each = [...each.slice(0, from), ...Array.from({ length: written }, () => author), ...each.slice(to)]
        }
      }
      expect(stretches.flatMap(({ author, length }) => Array.from({ length }, () => author))).toEqual(each)
      expect(stretches.every(({ author }, index) => author !== stretches[index + 1]?.author)).toBe(true)
      expect(Object.values(shares(stretches)).reduce((a, b) => a + b, 0)).toBe(each.length)
    }),
    { numRuns: 300 },
  )
})
