import { ChangeSet } from "@codemirror/state"
import { expect, test } from "vitest"
import { apply, createDocument, type Document } from "../../core/document.ts"
import type { Changes } from "../../protocol/events.ts"
import { createReview } from "./review.ts"

const told = (version: number, back: ChangeSet | null) => ({
  type: "review" as const,
  path: "a.py",
  language: "python" as const,
  version,
  back: back && (back.toJSON() as Changes),
})
const insert = (document: Document, from: number, text: string) => ({
  clientID: "c",
  changes: ChangeSet.of({ from, insert: text }, document.text.length),
})
/** Takes "XY" out of "aXYb". */
const back = ChangeSet.of({ from: 1, to: 3 }, 4)

test("[REV9] what is told of an older text is brought up to the present one, and of a later one waits for it", () => {
  const first = createDocument("aXYb", "\n")
  const update = insert(first, 0, "__")
  const second = apply(first, [update], 100)
  const late = createReview()
  late.put(second, told(0, back))
  expect(late.back()?.apply(second.text).toString()).toBe("__ab")
  const early = createReview()
  early.put(first, told(1, ChangeSet.of({ from: 3, to: 5 }, 6)))
  expect(early.back()).toBe(null)
  early.moved(second, [update])
  expect(early.back()?.apply(second.text).toString()).toBe("__ab")
})

test("[REV9] it moves along with every edit, and listeners hear of it only when another is told", () => {
  const first = createDocument("aXYb", "\n")
  const review = createReview()
  let heard = 0
  review.subscribe(() => heard++)
  review.put(first, told(0, back))
  const update = insert(first, 4, "c")
  const second = apply(first, [update], 100)
  review.moved(second, [update])
  expect(review.back()?.apply(second.text).toString()).toBe("abc")
  expect(heard).toBe(1)
  review.put(second, told(1, null))
  expect(review.back()).toBe(null)
  expect(heard).toBe(2)
})

test("[REV9] what does not fit the text is not shown", () => {
  const review = createReview()
  review.put(createDocument("ab", "\n"), told(0, back))
  expect(review.back()).toBe(null)
  review.put(createDocument("aXYb", "\n"), told(0, back))
  review.replaced(createDocument("other", "\n"))
  expect(review.back()).toBe(null)
})
