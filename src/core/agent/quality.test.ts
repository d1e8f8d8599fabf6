import { expect, test } from "vitest"
import { promptQuality } from "./quality.ts"

const nothing = { files: 0, selections: 0, failingTests: 0 }
const score = (text: string, attached = nothing) => promptQuality(text, attached).score

test("[QUAL1] each habit counts once, and none is needed for the first point", () => {
  expect(promptQuality("fix", nothing)).toEqual({ score: 1, features: [] })
  expect(promptQuality("please make it work", nothing)).toEqual({ score: 1, features: ["one-goal"] })
  expect(promptQuality("Why does `split` lose a cent in money.py?", nothing).features).toEqual([
    "specific",
    "one-goal",
  ])
  expect(
    score(
      "`split(1000, 3)` in money.py must keep the sum: it gives AssertionError: 999 == 1000. Run the tests after.",
    ),
  ).toBe(5)
})

test("[QUAL1] what is attached counts as if it were written", () => {
  expect(promptQuality("why does this one fail", { ...nothing, failingTests: 1 }).features).toEqual([
    "specific",
    "context",
    "one-goal",
    "verification",
  ])
})

test("[QUAL2] neither spelling nor language moves the score", () => {
  const wellWorded = "Please change `parse` in feed.go without a regular expression, then run the tests."
  const poorly = "chnage `parse` in feed.go witout regx only, run tests after it plz"
  expect(score(poorly)).toBe(score(wellWorded))
  expect(score("Ändere `parse` in feed.go ohne Regex und lass danach die Tests laufen: Tests")).toBe(
    score(wellWorded),
  )
})

test("[QUAL3] many things at once are not one goal", () => {
  expect(
    promptQuality("- write the parser\n- write the cache\n- write docs", nothing).features,
  ).not.toContain("one-goal")
})
