import { expect, test } from "vitest"
import { canRun, finding, table } from "./finding.ts"

test("[DOCTOR1] each line names the state by word and sign, and a mend stands below its line", () => {
  const findings = [
    finding("port", "ok", "3000 is free"),
    finding("Go", "weak", "no cache", "Run: npm run setup"),
  ]
  expect(table(findings).split("\n")).toEqual([
    "+ ok       port  3000 is free",
    "~ weak     Go    no cache",
    "                 -> Run: npm run setup",
    "",
    "Interviews can run here. 1 ok, 1 weak, 0 missing.",
  ])
})

test("[DOCTOR2] something weak lets interviews run, something missing does not", () => {
  expect(canRun([finding("a", "weak", "")])).toBe(true)
  expect(canRun([finding("a", "ok", ""), finding("b", "missing", "")])).toBe(false)
})
