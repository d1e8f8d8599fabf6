import { expect, test } from "vitest"
import { AssistancePolicy } from "./assistance.ts"

const faultsOf = (policy: object): string[] =>
  AssistancePolicy.safeParse(policy).error?.issues.map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  ) ?? []

test("[HELP14] an assessment's levels are in order, and it starts at one of them", () => {
  expect(faultsOf({})).toEqual([])
  const pair = { lowest: "pair-programming", highest: "pair-programming" }
  expect(faultsOf({ start: "pair-programming", range: pair })).toEqual([])
  expect(
    faultsOf({ start: "full-copilot", range: { lowest: "full-copilot", highest: "consultant" } }),
  ).toEqual(["range.highest must not be below lowest", expect.stringMatching(/^start must be within range/)])
  for (const start of [undefined, "consultant", "full-copilot"])
    expect(faultsOf({ ...(start && { start }), range: pair })).toEqual([
      expect.stringMatching(/^start must be within range: /),
    ])
})
