import { expect, test } from "vitest"
import { z } from "zod"
import { problem } from "../../protocol/errors.ts"
import { check, errorsOf, same } from "./form.ts"

const Question = z.object({
  title: z.string().trim().min(1),
  minutes: z.number().min(5, "Give at least 5 minutes."),
  tags: z.array(z.string().max(3)),
})

test("[UI2] what is wrong is told field by field, and what is right is parsed", () => {
  expect(check(Question, { title: " ", minutes: null, tags: ["go", "python"] })).toEqual({
    ok: false,
    errors: {
      title: "Fill this in.",
      minutes: "Enter a number.",
      "tags.1": "Must have at most 3 characters.",
    },
  })
  expect(check(Question, { title: " a ", minutes: 5, tags: [] })).toEqual({
    ok: true,
    value: { title: "a", minutes: 5, tags: [] },
  })
})

test("[UI2] a refusal that names a field stands at that field, any other at none", () => {
  const paths = ["title", "tags"]
  expect(errorsOf(problem("bad-request", "title: is taken"), paths)).toEqual({ title: "Is taken." })
  expect(errorsOf(problem("bad-request", "tags.1: is too long"), paths)).toEqual({ "tags.1": "Is too long." })
  expect(errorsOf(problem("bad-request", "slug: is taken"), paths)).toBeNull()
  expect(errorsOf(problem("internal"), paths)).toBeNull()
})

test("[UI2] a form is changed when it says something else, whatever objects hold it", () => {
  expect(same({ a: [1, { b: null }], c: undefined }, { a: [1, { b: null }] })).toBe(true)
  expect([same([1], { 0: 1 }), same({ a: 1 }, { a: "1" }), same([1, 2], [2, 1])]).toEqual([
    false,
    false,
    false,
  ])
})
