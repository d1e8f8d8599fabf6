import { expect, test } from "vitest"
import { CONSENT_TEXT, consentText, keptDays } from "./consent.ts"

test("[KEEP8] what a candidate agrees to says how long the record is kept: the shorter of the assessment's and the installation's days", () => {
  expect([
    keptDays(30, 90),
    keptDays(90, 30),
    keptDays(null, 30),
    keptDays(30, null),
    keptDays(null, null),
  ]).toEqual([30, 30, 30, 30, null])
  expect(consentText(null, 30)).toBe(
    `${CONSENT_TEXT}\n\n**How long it is kept.** The record is kept for 30 days after the interview has ended, and then erased.`,
  )
  expect(consentText("Ours.", 1)).toMatch(/^Ours\..* for 1 day after/s)
  expect(consentText("Ours.", null)).toMatch(/until the people who invited you erase it\.$/)
})
