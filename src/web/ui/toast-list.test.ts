import { expect, test } from "vitest"
import { added, leftAfter, lifeOf, type Toast } from "./toast-list.ts"

const toast = (id: number, text: string, more: Partial<Toast> = {}): Toast => ({
  id,
  text,
  tone: "plain",
  ...more,
})

test("[WEB17] what says the same does not stack, and there are never more than four", () => {
  const twice = added([toast(1, "a"), toast(2, "b")], toast(3, "a"))
  expect(twice.map(({ id }) => id)).toEqual([2, 3])
  expect(added(twice, toast(4, "a", { detail: "for another reason" }))).toHaveLength(3)
  const many = [1, 2, 3, 4, 5].reduce<readonly Toast[]>((all, id) => added(all, toast(id, `${id}`)), [])
  expect(many.map(({ id }) => id)).toEqual([2, 3, 4, 5])
})

test("[WEB17] a problem goes too, later than a plain word and not before it can be read", () => {
  const plain = lifeOf({ text: "Saved", tone: "plain" })
  const problem = lifeOf({ text: "Saved", tone: "problem" })
  expect(problem).toBeGreaterThan(plain)
  expect(lifeOf({ text: "x", detail: "y".repeat(400), tone: "plain" })).toBeGreaterThan(problem)
  expect(leftAfter(5)).toBeGreaterThanOrEqual(1_000)
  expect(leftAfter(plain)).toBe(plain)
})
