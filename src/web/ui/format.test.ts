import { expect, test } from "vitest"
import { clockFace } from "./format.ts"

test("[WEB18] time left is told in whole minutes, and to the second at the end", () => {
  const minutes = [0.2, 45, 59.5, 61, 120].map((one) => clockFace(one * 60_000, false))
  expect(minutes).toEqual(["1 min", "45 min", "1 h", "1 h 1 min", "2 h"])
  expect([599_001, 9_000].map((ms) => clockFace(ms, true))).toEqual(["10:00", "0:09"])
})
