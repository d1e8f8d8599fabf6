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

test("[DOCTOR6] a model that cannot be used is said to keep the agent from answering, and no interview from running", () => {
  const model = finding("model", "missing", "the key was refused")
  const last = (...findings: Parameters<typeof table>[0]) => table(findings).split("\n").at(-1)
  expect(last(finding("port", "ok", ""), model)).toBe(
    "Interviews can run here, but their agent cannot answer until its model can be used. 1 ok, 0 weak, 1 missing.",
  )
  expect(canRun([model])).toBe(false)
  expect(last(finding("database", "missing", ""), model)).toMatch(/^Interviews cannot run here yet\./)
})
