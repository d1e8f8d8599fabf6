import { getOriginalDoc, unifiedMergeView } from "@codemirror/merge"
import { ChangeSet, EditorState, Text } from "@codemirror/state"
import fc from "fast-check"
import { expect, test } from "vitest"
import { changeBetween } from "../live/merge.ts"
import { hunkAt, hunkOf, placesOf, review, reviewTransactions } from "./review.ts"

const textOf = (text: string) => Text.of(text.split("\n"))
const words = fc
  .array(fc.constantFrom("a", "b", "\n", "c\n", "\n\n"), { maxLength: 14 })
  .map((all) => all.join(""))

/** A state that shows what became of `before`. */
function shown(before: string, now: string): EditorState {
  const state = EditorState.create({ doc: textOf(now), extensions: review })
  const back = changeBetween(state.doc, textOf(before))
  return reviewTransactions(state, back, true).at(-1)?.state ?? state
}

test("[REV6] what stood there before goes through everybody's edits, apart from the agent's", () => {
  let state = shown("one\ntwo\nthree", "one\nTWO\nthree")
  expect(getOriginalDoc(state).toString()).toBe("one\ntwo\nthree")
  state = state.update({ changes: { from: 0, insert: "zero\n" } }).state
  state = state.update({ changes: { from: state.doc.length, insert: "\nfour" } }).state
  expect(getOriginalDoc(state).toString()).toBe("zero\none\ntwo\nthree\nfour")
  expect(placesOf(state)).toHaveLength(1)
})

test("[REV6] however a text is edited, what is shown as before is the text with the agent's edits taken back", () => {
  const edit = fc.record({ from: fc.nat(40), length: fc.nat(4), insert: words })
  fc.assert(
    fc.property(words, words, fc.array(edit, { maxLength: 6 }), (before, now, edits) => {
      let state = shown(before, now)
      let back = changeBetween(textOf(now), textOf(before))
      for (const { from, length, insert } of edits) {
        const at = Math.min(from, state.doc.length)
        const change = { from: at, to: Math.min(at + length, state.doc.length), insert: textOf(insert) }
        const tr = state.update({ changes: change })
        back = back.map(tr.changes)
        state = tr.state
        expect(getOriginalDoc(state).toString()).toBe(back.apply(state.doc).toString())
      }
    }),
    { seed: 7, numRuns: 300 },
  )
})

test("[REV7] the places taken back one after the other, or kept, leave nothing of the difference", () => {
  fc.assert(
    fc.property(words, words, (before, now) => {
      const original = textOf(before)
      const doc = textOf(now)
      const plain = EditorState.create({ doc, extensions: unifiedMergeView({ original }) })
      const state = shown(before, now)
      const hunks = placesOf(state)
        .map((chunk) => hunkOf(chunk, original.length, doc.length))
        .toReversed()
      expect(getOriginalDoc(plain).eq(original)).toBe(true)
      const rejected = hunks.reduce(
        (text, { fromA, toA, fromB, toB }) => text.replace(fromB, toB, original.slice(fromA, toA)),
        doc,
      )
      const accepted = hunks.reduce(
        (text, { fromA, toA, fromB, toB }) => text.replace(fromA, toA, doc.slice(fromB, toB)),
        original,
      )
      expect(rejected.toString()).toBe(before)
      expect(accepted.toString()).toBe(now)
    }),
    { seed: 11, numRuns: 3_000 },
  )
})

test("[REV7] the place at the cursor is the one decided about; elsewhere there is none", () => {
  const state = shown("one\ntwo\nthree\nfour", "one\nTWO\nthree\nfour")
  expect(hunkAt(state, 5)).toEqual({ fromA: 4, toA: 8, fromB: 4, toB: 8 })
  expect(hunkAt(state, 15)).toBe(null)
  expect(hunkAt(EditorState.create({ doc: "x", extensions: review }), 0)).toBe(null)
})

test("[REV8] nothing is shown once nothing waits, and what is shown is replaced by what is told anew", () => {
  const state = shown("one\ntwo", "ONE\nTWO")
  const rest = ChangeSet.of({ from: 4, to: 7, insert: "two" }, 7)
  const fewer = reviewTransactions(state, rest, true).at(-1)!.state
  expect(getOriginalDoc(fewer).toString()).toBe("ONE\ntwo")
  const none = reviewTransactions(fewer, null, true).at(-1)!.state
  expect(placesOf(none)).toEqual([])
  expect(reviewTransactions(none, null, true)).toEqual([])
})
