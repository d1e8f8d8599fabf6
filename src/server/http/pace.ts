/** How much one link, one account and one key may ask for over HTTP, so that one program cannot take the server from everybody else. */
import { LIMITS } from "../../protocol/limits.ts"
import { createAllowance } from "../allowance.ts"
import type { Allowance } from "../allowance.ts"
import type { Clock } from "../clock.ts"
import type { Guest } from "./access.ts"
import type { Principal } from "../accounts/accounts.ts"
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

/** More of them at once are let go of, those that asked longest ago first. */
const REMEMBERED = 10_000

/** Counts what an account or a key asks for outside interviews. Throws `TooFast`. */
export function createTeamPace(clock: Clock): (principal: Pick<Principal, "kind" | "id">) => void {
  const allowances = new Map<string, Allowance>()
  return ({ kind, id }) => {
    const key = `${kind} ${id}`
    const allowance = allowances.get(key) ?? createAllowance(clock, LIMITS.http.pace.requests)
    allowances.delete(key)
    allowances.set(key, allowance)
    const [oldest] = allowances.size > REMEMBERED ? allowances.keys() : []
    if (oldest !== undefined) allowances.delete(oldest)
    const wait = allowance(1)
    if (wait > 0) throw new TooFast(wait)
  }
}
