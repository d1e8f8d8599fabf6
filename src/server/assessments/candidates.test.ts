import { expect, test } from "vitest"
import { readCandidates } from "./candidates.ts"

const read = (...lines: string[]) => readCandidates(lines.join("\n"), new Set())

test("[INV21] what stands in a column without a name is told of, and what stands in one of another name is passed over", () => {
  const { candidates, warnings } = read("Name\tEmail\t\tTeam", "Ada\tada@example.com\t25%\tBlue")
  expect(candidates).toMatchObject([{ name: "Ada", extra: null }])
  expect(warnings).toEqual([expect.stringContaining("Column 3 has no name")])
  expect(read("Name,Email", "Ada,ada@example.com,15").warnings).toHaveLength(1)
  expect(read("Name,Email,", "Ada,ada@example.com,").warnings).toEqual([])
  expect(read("Ada,ada@example.com,15").warnings).toEqual([])
})

test("[INV22] a line that is only an address is told to lack the name", () => {
  expect(read("Ada, ada@example.com", "bo@example.com").refused).toMatchObject([
    { line: 2, why: expect.stringContaining("name is missing") },
  ])
  expect(read("bo@example.com").refused).toMatchObject([
    { line: 1, why: expect.stringContaining("name is missing") },
  ])
})
