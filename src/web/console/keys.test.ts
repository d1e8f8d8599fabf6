import { expect, test } from "vitest"
import { completes } from "./keys.ts"

const press = (key: string, ctrlKey = false) => ({
  key,
  code: "",
  ctrlKey,
  metaKey: false,
  altKey: false,
  shiftKey: false,
})

test("[UI5] two letters lead to a place when the second follows soon, and a chord by itself", () => {
  const g = { key: "g", at: 1_000 }
  expect(completes("g l", press("l"), false, g, 2_000)).toBe(true)
  expect(completes("g l", press("l"), false, g, 9_000)).toBe(false)
  expect(completes("g l", press("l"), false, null, 1_000)).toBe(false)
  expect(completes("g l", press("l", true), false, g, 1_100)).toBe(false)
  expect(completes("mod+k", press("k", true), false, null, 0)).toBe(true)
})
