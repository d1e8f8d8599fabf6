/** Whoever tries links that do not exist is kept from trying many. */
import { LIMITS } from "../../protocol/limits.ts"
import { createAllowance } from "../allowance.ts"
import type { Allowance } from "../allowance.ts"
import type { Clock } from "../clock.ts"
import { TooFast } from "./too-fast.ts"

export interface Guesses {
  /** Throws `TooFast` for an address that has guessed wrong too often. */
  mayTry(address: string): void
  wrong(address: string): void
}

/** More addresses than that at once are let go of, oldest first. */
const REMEMBERED = 10_000

export function createGuesses(clock: Clock): Guesses {
  const addresses = new Map<string, { allowance: Allowance; until: number }>()
  return {
    mayTry(address) {
      const wait = (addresses.get(address)?.until ?? 0) - clock.now()
      if (wait > 0) throw new TooFast(wait)
    },
    wrong(address) {
      const known = addresses.get(address) ?? {
        allowance: createAllowance(clock, LIMITS.http.guesses),
        until: 0,
      }
      addresses.delete(address)
      addresses.set(address, known)
      const wait = known.allowance(1)
      if (wait > 0) known.until = clock.now() + wait
      const [oldest] = addresses.size > REMEMBERED ? addresses.keys() : []
      if (oldest !== undefined) addresses.delete(oldest)
    },
  }
}
