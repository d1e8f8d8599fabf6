import { expect, test } from "vitest"
import { holdClock } from "../../test/support/clock.ts"
import { createCountdown } from "./countdown.ts"

test("[SES10] time stands still while a countdown is stopped", () => {
  const clock = holdClock()
  let over = 0
  const countdown = createCountdown(clock, 1_000, () => over++)
  clock.advance(600)
  countdown.stop()
  countdown.stop()
  clock.advance(5_000)
  expect(over).toBe(0)
  countdown.goOn()
  countdown.goOn()
  clock.advance(399)
  expect(over).toBe(0)
  clock.advance(1)
  expect(over).toBe(1)
  countdown.goOn()
  clock.advance(5_000)
  expect(over).toBe(1)
})

test("[SES10] one that is cancelled, or was never let go, calls nobody", () => {
  const clock = holdClock()
  let over = 0
  createCountdown(clock, 1_000, () => over++).cancel()
  createCountdown(clock, 1_000, () => over++, true)
  clock.advance(5_000)
  expect(over).toBe(0)
})
