import { expect, test } from "vitest"
import { isAtEnd, startingAt, withLevel, type Levels } from "./level-range.ts"

const ALL: Levels = {
  start: "consultant",
  range: { lowest: "consultant", highest: "full-copilot" },
}

test("[ASM3] the levels an agent may have are next to each other, at least one, with the one it begins at among them", () => {
  const upper = withLevel(ALL, "consultant", false)
  expect(upper).toEqual({
    start: "pair-programming",
    range: { lowest: "pair-programming", highest: "full-copilot" },
  })
  expect(withLevel(ALL, "pair-programming", false)).toEqual(ALL)
  const one = withLevel(upper, "full-copilot", false)
  expect(one.range).toEqual({ lowest: "pair-programming", highest: "pair-programming" })
  expect(isAtEnd(one, "pair-programming")).toBe(false)
  expect(withLevel(one, "pair-programming", false)).toEqual(one)
  const top = withLevel(withLevel(ALL, "consultant", false), "pair-programming", false)
  expect(withLevel(top, "consultant", true).range).toEqual(ALL.range)
  expect(startingAt(top, "consultant")).toEqual(ALL)
})
