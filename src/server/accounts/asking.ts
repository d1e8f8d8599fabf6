/** Somebody signed in who asks something of the team they work in, as better-auth wants to see them. */
import type { IncomingHttpHeaders } from "node:http"
import { APIError } from "better-auth/api"
import { AppError } from "../../protocol/errors.ts"
import type { TeamRole } from "../../protocol/team.ts"
import type { Principal } from "./accounts.ts"

export type User = Principal & { kind: "user" }

/** `headers` are theirs. */
export interface Asking {
  readonly user: User
  readonly team: NonNullable<User["team"]>
  readonly headers: IncomingHttpHeaders
}

/** Owners are an owner's business: nobody makes or unmakes one who is none. Throws `AppError` role-needed. */
export function mayConcern({ team }: Asking, ...roles: readonly TeamRole[]): void {
  if (roles.includes("owner") && team.role !== "owner") throw new AppError("role-needed")
}

/** What better-auth asks of who is signed in. */
export function cookieOf({ headers }: Pick<Asking, "headers">): Headers {
  return new Headers(headers.cookie === undefined ? {} : { cookie: headers.cookie })
}

/** Says in our own words what better-auth refuses. */
export function refused(failure: unknown): never {
  if (!(failure instanceof APIError)) throw failure
  if (/ALREADY_A_MEMBER|ALREADY_MEMBER/.test(String(failure.body?.code))) throw new AppError("member-exists")
  if (failure.statusCode === 403 || failure.statusCode === 401)
    throw new AppError("role-needed", failure.body?.message)
  throw new AppError("account-refused", failure.body?.message)
}
