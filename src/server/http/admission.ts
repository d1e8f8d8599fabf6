/** Asks the table of permissions before a route is entered. Seats in an interview are looked at by its entrance. */
import { AppError } from "../../protocol/errors.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { Principal } from "../accounts/accounts.ts"
import { isSeats } from "../permissions.ts"
import type { Need } from "../permissions.ts"
import type { Access, Sender } from "./access.ts"

/** Who asks, null where the route does not want to know. Throws `AppError` sign-in-needed, no-team, role-needed. */
export async function admit(access: Access, sender: Sender, need: Need): Promise<Principal | null> {
  if (need === "anyone" || isSeats(need)) return null
  const principal = await access.principal(sender)
  if (!principal) throw new AppError("sign-in-needed")
  if (need === "account") {
    if (principal.kind !== "user") throw new AppError("role-needed", "A key has no account: sign in.")
    return principal
  }
  const person = typeof need !== "string"
  if (person && principal.kind !== "user")
    throw new AppError("role-needed", "A key manages no people and no keys: sign in.")
  if (!principal.team) throw new AppError("no-team")
  if (!isAtLeast(principal.team.role, person ? need.person : need)) throw new AppError("role-needed")
  return principal
}
