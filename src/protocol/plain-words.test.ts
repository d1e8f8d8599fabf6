import { expect, test } from "vitest"
import { z } from "zod"
import { plainly } from "./plain-words.ts"

const said = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value, { error: plainly }).error?.issues.map(({ message }) => message) ?? []

test("[UI2] what a schema refuses is told in plain words, and a schema's own words come first", () => {
  expect([
    said(z.string().max(120), "a".repeat(121)),
    said(z.string().min(1), ""),
    said(z.string().length(6), "1"),
    said(z.number().min(1), 0),
    said(z.number().max(90), 91),
    said(z.number().positive(), 0),
    said(z.number().int(), 1.5),
    said(z.number(), "x"),
    said(z.object({ name: z.string() }), {}),
    said(z.email(), "nobody"),
    said(z.string().regex(/^a$/), "b"),
    said(z.enum(["a", "b"]), "c"),
    said(z.array(z.string()).max(1), ["a", "b"]),
    said(z.strictObject({}), { more: 1 }),
    said(z.string().min(1, "Give it a title."), ""),
  ]).toEqual([
    ["must have at most 120 characters"],
    ["must not be empty"],
    ["must have 6 characters"],
    ["must be at least 1"],
    ["must be at most 90"],
    ["must be more than 0"],
    ["must be a whole number"],
    ["must be a number"],
    ["is missing"],
    ["must be an address such as robin@example.com"],
    ["is not of the expected form"],
    ["must be one of a, b"],
    ["must have at most 1 entry"],
    ["has “more”, which is not known here"],
    ["Give it a title."],
  ])
})
