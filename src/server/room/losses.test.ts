import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { createLosses, WELL_MS } from "./losses.ts"

test("[DISK3] sandboxes lost in a row are made anew ever later, and one that was well for minutes at once", () => {
  const clock = holdClock()
  const losses = createLosses(clock)
  const lostAfter = (ms: number): number => {
    losses.well()
    clock.advance(ms)
    return losses.lost().waitMs
  }
  const inARow = Array.from({ length: 12 }, () => lostAfter(1_000))
  expect(inARow.slice(0, 3)).toEqual([0, 400, 800])
  expect(inARow.at(-1)).toBe(30_000)
  expect(lostAfter(WELL_MS)).toBe(0)
  expect(lostAfter(WELL_MS - 1)).toBe(400)
  losses.forget()
  expect(lostAfter(1_000)).toBe(0)
  const rare = Array.from({ length: 10 }, () => lostAfter(12 * 60_000))
  expect(rare).toEqual(Array(10).fill(0))
})
