/** How much one link may ask for over HTTP, so that one program cannot take the server from everybody else. */
import { LIMITS } from "../../protocol/limits.ts"
import { createAllowance } from "../allowance.ts"
import type { Allowance } from "../allowance.ts"
import type { Clock } from "../clock.ts"
import type { Guest } from "./access.ts"
import { TooFast } from "./too-fast.ts"

export type Paced = keyof typeof LIMITS.http.pace

/** Throws `TooFast` when the guest's link has no room for `amount` more. What a link has used is forgotten with its room. */
export type Pace = (room: object, guest: Pick<Guest, "actor">, what: Paced, amount: number) => void

export function createPace(clock: Clock): Pace {
  const rooms = new WeakMap<object, Map<string, Allowance>>()
  return (room, { actor }, what, amount) => {
    const allowances = rooms.get(room) ?? new Map<string, Allowance>()
    rooms.set(room, allowances)
    const key = `${what} ${actor.id}`
    const allowance = allowances.get(key) ?? createAllowance(clock, LIMITS.http.pace[what])
    allowances.set(key, allowance)
    const wait = allowance(amount)
    if (wait > 0) throw new TooFast(wait)
  }
}
