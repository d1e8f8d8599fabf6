import type { Clock } from "./clock.ts"

/** So much a second, and so much at once after a time of quiet. */
export interface Rate {
  perSecond: number
  atOnce: number
}

/** Takes an amount and answers 0, or takes nothing and answers the milliseconds until there is room for it. */
export type Allowance = (amount: number) => number

export function createAllowance(clock: Clock, { perSecond, atOnce }: Rate): Allowance {
  let left = atOnce
  let at = clock.now()
  return (amount) => {
    const now = clock.now()
    left = Math.min(atOnce, left + ((now - at) / 1_000) * perSecond)
    at = now
    if (left < amount) return Math.ceil(((amount - left) / perSecond) * 1_000)
    left -= amount
    return 0
  }
}
