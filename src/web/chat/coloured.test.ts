import { expect, test } from "vitest"
import { coloured } from "./coloured.ts"

const CODE = 'def f(x):\n    return "a"  # why\n'

test("[CHAT40] code of an answer has the editor's colours by its language and loses no character", async () => {
  const pieces = await coloured(CODE, "Python")
  expect(pieces.map(({ text }) => text).join("")).toBe(CODE)
  expect(pieces.find(({ text }) => text === "def")?.look).toBe("tok-keyword")
  expect(pieces.find(({ text }) => text.startsWith("#"))?.look).toBe("tok-comment")
  const typed = await coloured("const a: number = 1", "typescript")
  expect(typed.find(({ text }) => text === "number")?.look).toContain("tok-typeName")
})

test("[CHAT40] code of a language that is not known, or too long, is plain", async () => {
  expect(await coloured(CODE, "")).toEqual([{ text: CODE, look: "" }])
  expect(await coloured(CODE, "cobol")).toEqual([{ text: CODE, look: "" }])
  const long = "x = 1\n".repeat(5_000)
  expect(await coloured(long, "python")).toEqual([{ text: long, look: "" }])
})
