import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { askNowAndThen } from "./readiness.ts"

test("[API13] a flood of questions asks the parts once a second", async () => {
  const clock = holdClock()
  let asked = 0
  const ready = askNowAndThen(clock, async () => ++asked)
  expect(await Promise.all(Array.from({ length: 100 }, ready))).toEqual(Array.from({ length: 100 }, () => 1))
  clock.advance(999)
  expect(await ready()).toBe(1)
  clock.advance(1)
  expect(await ready()).toBe(2)
})
