/** Who is asking: a capability link, carried by a cookie of its session and role, or as a bearer token. */
import { createHash } from "node:crypto"
import type { FastifyRequest } from "fastify"
import { AppError } from "../../protocol/errors.ts"
import { Role } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import type { Caller } from "../room/commands.ts"
import type { Links } from "../store/store.ts"

export interface Guest extends Caller {
  readonly name: string
  readonly session: string
}

export interface Access {
  /** Throws `AppError`: not-signed-in, or what is wrong with the link. */
  of(headers: FastifyRequest["headers"], session: string, role: Role | null): Promise<Guest>
  /** What a link opens. Throws `AppError` link-unknown, link-expired, link-revoked. */
  link(token: string): Promise<Guest>
}

export const cookieName = (session: string, role: Role): string => `interviewlm-${role}-${session}`

export function createAccess(links: Links, clock: Clock): Access {
  async function link(token: string): Promise<Guest> {
    const found = await links.resolve(token, clock.now())
    if (found.outcome !== "ok") throw new AppError(`link-${found.outcome}`)
    const { session, role, name } = found.link
    const id =
      role === "candidate"
        ? "candidate"
        : `${role}-${createHash("sha256").update(token).digest("hex").slice(0, 12)}`
    return { session, role, name, actor: { kind: role, id } }
  }

  return {
    link,
    async of(headers, session, role) {
      const tokens = [bearer(headers.authorization), ...cookies(headers.cookie, session, role)]
      for (const token of tokens) {
        if (token === null) continue
        const guest = await link(token)
        if (guest.session === session && (role === null || guest.role === role)) return guest
      }
      throw new AppError("not-signed-in")
    },
  }
}

function bearer(authorization: string | undefined): string | null {
  return /^Bearer ([\w-]{20,128})$/.exec(authorization ?? "")?.[1] ?? null
}

function cookies(header: string | undefined, session: string, role: Role | null): string[] {
  const roles: readonly Role[] = role ? [role] : Role.options
  const jar = new Map(
    (header ?? "")
      .split(/;\s*/)
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  )
  return roles.flatMap((one) => jar.get(cookieName(session, one)) ?? [])
}
