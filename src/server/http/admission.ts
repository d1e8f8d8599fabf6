/** Asks the table of permissions before a route is entered. Seats in an interview are looked at by its entrance. */
import { AppError } from "../../protocol/errors.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { Accounts, Principal } from "../accounts/accounts.ts"
import { isSeats } from "../permissions.ts"
import type { Need } from "../permissions.ts"
import type { Access, Sender } from "./access.ts"

export interface AdmissionParts {
  access: Pick<Access, "principal">
  accounts: Pick<Accounts, "installationTeam">
}

/** Who asks, null where the route does not want to know. Throws `AppError` sign-in-needed, no-team, role-needed. */
export async function admit(parts: AdmissionParts, sender: Sender, need: Need): Promise<Principal | null> {
  if (need === "anyone" || isSeats(need)) return null
  const principal = await parts.access.principal(sender)
  if (!principal) throw new AppError("sign-in-needed")
  const { kind, team } = principal
  if (need === "account") {
    if (kind !== "user") throw new AppError("role-needed", "A key has no account: sign in.")
    return principal
  }
  const { least, of } = askedFor(need)
  if (of === "person" && kind !== "user")
    throw new AppError("role-needed", "A key manages no people and no keys: sign in.")
  if (!team) throw new AppError("no-team")
  if (!isAtLeast(team.role, least)) throw new AppError("role-needed")
  if (of === "installation" && team.id !== (await parts.accounts.installationTeam()))
    throw new AppError("role-needed", "Another team runs this installation.")
  return principal
}

type OfTeam = Exclude<Need, "anyone" | "account" | readonly unknown[]>

function askedFor(need: OfTeam) {
  if (typeof need === "string") return { least: need, of: "team" } as const
  if ("person" in need) return { least: need.person, of: "person" } as const
  return { least: need.installation, of: "installation" } as const
}
