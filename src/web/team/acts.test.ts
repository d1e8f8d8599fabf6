import { expect, test } from "vitest"
import { actSaid, detailSaid } from "./acts.ts"

test("[ACC15] an act of the audit log is told in words, and one that is new by its own name", () => {
  expect([actSaid("member.joined"), actSaid("question.version-published")]).toEqual([
    "Joined the team",
    "Question: version published",
  ])
  expect(detailSaid({ role: "admin", days: null, mailed: true })).toBe("role admin, mailed true")
})
