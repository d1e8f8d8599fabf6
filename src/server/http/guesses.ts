/** Whoever tries links that do not exist is kept from trying many. */
import { LIMITS } from "../../protocol/limits.ts"
import { createAllowance } from "../allowance.ts"
import type { Allowance } from "../allowance.ts"
import type { Clock } from "../clock.ts"
import { TooFast } from "./too-fast.ts"

export interface Guesses {
  /** Counts a wrong one. Throws `TooFast`, and does not say that it was wrong, once there were too many. */
  wrong(address: string): void
}

/** More addresses than that at once are let go of, oldest first. */
const REMEMBERED = 10_000

export function createGuesses(clock: Clock): Guesses {
  const addresses = new Map<string, Allowance>()
  return {
    wrong(address) {
      const known = addresses.get(address) ?? createAllowance(clock, LIMITS.http.guesses)
      addresses.delete(address)
      addresses.set(address, known)
      const [oldest] = addresses.size > REMEMBERED ? addresses.keys() : []
      if (oldest !== undefined) addresses.delete(oldest)
      const wait = known(1)
      if (wait > 0) throw new TooFast(wait)
    },
  }
}
