import { expect, test } from "vitest"
import { ago, clockFace, count, plural } from "./format.ts"

test("[WEB18] time left is told in whole minutes, and to the second at the end", () => {
  const minutes = [0.2, 45, 59.5, 61, 120].map((one) => clockFace(one * 60_000, false))
  expect(minutes).toEqual(["1 min", "45 min", "1 h", "1 h 1 min", "2 h"])
  expect([599_001, 9_000].map((ms) => clockFace(ms, true))).toEqual(["10:00", "0:09"])
})

test("[UI1] a moment is told in the largest whole unit, before and after now", () => {
  const [now, minute] = [1_800_000_000_000, 60_000]
  const told = [-0.5, -1, -59, -60, 25 * 60, -3 * 1_440, 8 * 1_440].map((one) => ago(now + one * minute, now))
  expect(told).toEqual([
    "just now",
    "1 minute ago",
    "59 minutes ago",
    "1 hour ago",
    "tomorrow",
    "3 days ago",
    "next week",
  ])
})

test("[UI9] more than one of a thing is named as English has it", () => {
  expect(["delivery", "key", "day", "interview"].map(plural)).toEqual([
    "deliveries",
    "keys",
    "days",
    "interviews",
  ])
  expect([count(1, "delivery"), count(0, "delivery")]).toEqual(["1 delivery", "0 deliveries"])
})
