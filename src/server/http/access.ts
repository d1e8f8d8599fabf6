/**
 * Who is asking: a capability link, carried by a cookie of its session and role or as a bearer token, or somebody
 * signed in to the team whose interview it is.
 */
import { createHash } from "node:crypto"
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"
import { AppError } from "../../protocol/errors.ts"
import type { Role } from "../../protocol/messages.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { Accounts, Principal } from "../accounts/accounts.ts"
import { KEY_PREFIX } from "../accounts/better-auth.ts"
import type { Clock } from "../clock.ts"
import type { Caller } from "../room/commands.ts"
import type { Links, Sessions } from "../store/store.ts"
import { addressOf } from "./address.ts"
import type { Guesses } from "./guesses.ts"

export interface Guest extends Caller {
  readonly name: string
  readonly session: string
}

/** As much of a request as says who sends it. */
export type Sender = Pick<IncomingMessage, "headers" | "socket">

export interface Access {
  /**
   * Who it is in the interview, in one of these seats, the first one liked best. Throws `AppError`: not-signed-in,
   * forbidden for one in another seat, too-fast, or what is wrong with the link.
   */
  of(sender: Sender, session: string, seats: readonly Role[]): Promise<Guest>
  /** What a link opens. Throws `AppError` link-unknown, link-expired, link-revoked, too-fast. */
  link(sender: Sender, token: string): Promise<Guest>
  /** Somebody with an account, or a program with a key; null for nobody. */
  principal(sender: Sender): Promise<Principal | null>
}

interface AccessParts {
  links: Links
  sessions: Pick<Sessions, "organizationOf">
  accounts: Pick<Accounts, "of">
  guesses: Guesses
  clock: Clock
}

export const cookieName = (session: string, role: Role): string => `interviewlm-${role}-${session}`

export function createAccess({ links, sessions, accounts, guesses, clock }: AccessParts): Access {
  async function link(sender: Sender, token: string): Promise<Guest> {
    const found = await links.resolve(token, clock.now())
    // Who holds a good link is let in, whatever others at the same address try.
    if (found.outcome === "unknown") guesses.wrong(addressOf(sender))
    if (found.outcome !== "ok") throw new AppError(`link-${found.outcome}`)
    const { session, role, name } = found.link
    const id =
      role === "candidate"
        ? "candidate"
        : `${role}-${createHash("sha256").update(token).digest("hex").slice(0, 12)}`
    return { session, role, name, actor: { kind: role, id } }
  }

  async function ofTeam(sender: Sender, session: string): Promise<Guest | null> {
    const principal = await accounts.of(sender.headers)
    if (!principal) return null
    const organization = await sessions.organizationOf(session)
    const teams = principal.kind === "key" ? [principal.team] : principal.teams
    const team = teams.find(({ id }) => id === organization)
    if (!team) return null
    const role = isAtLeast(team.role, "assessor") ? "assessor" : "viewer"
    return {
      session,
      role,
      name: principal.name,
      actor: { kind: role, id: `${principal.kind}-${principal.id}` },
    }
  }

  return {
    link,
    principal: ({ headers }) => accounts.of(headers),
    async of(sender, session, seats) {
      const { headers } = sender
      let refused: AppError | null = null
      for (const token of [bearer(headers), ...cookies(headers.cookie, session, seats)]) {
        if (token === null) continue
        const guest = await link(sender, token).catch((failure: unknown) => {
          if (!(failure instanceof AppError)) throw failure
          refused ??= failure
          return null
        })
        if (guest?.session !== session) continue
        if (seats.includes(guest.role)) return guest
        refused ??= new AppError("forbidden")
      }
      const guest = seats.some((seat) => seat !== "candidate") ? await ofTeam(sender, session) : null
      if (guest && seats.includes(guest.role)) return guest
      throw refused ?? new AppError(guest ? "forbidden" : "not-signed-in")
    },
  }
}

function bearer({ authorization = "" }: IncomingHttpHeaders): string | null {
  const token = /^Bearer ([\w-]{20,128})$/.exec(authorization)?.[1] ?? null
  return token?.startsWith(KEY_PREFIX) ? null : token
}

function cookies(header: string | undefined, session: string, seats: readonly Role[]): string[] {
  const jar = new Map(
    (header ?? "")
      .split(/;\s*/)
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  )
  return seats.flatMap((one) => jar.get(cookieName(session, one)) ?? [])
}
