import { expect, test } from "vitest"
import { clockFace } from "../ui/format.ts"
import { timeLeft } from "./time-left.ts"

test("[WEB18] a clock that has just begun shows no more than there is", () => {
  const clock = { durationMs: 7_200_000, spentMs: 0, runningSince: 1_000_000 }
  expect(clockFace(timeLeft(clock, 999_400), false)).toBe("2 h")
  expect(timeLeft(clock, 1_060_000)).toBe(7_140_000)
})
