import type { FastifyReply, FastifyRequest } from "fastify"
import { AppError } from "../../../protocol/errors.ts"
import { InvitationCard, Joined } from "../../../protocol/join.ts"
import type { Role } from "../../../protocol/messages.ts"
import { readLink } from "../../assessments/links.ts"
import type { Opening } from "../../assessments/opening.ts"
import { cookieName } from "../access.ts"
import type { Access } from "../access.ts"
import { addressOf } from "../address.ts"
import type { Guesses } from "../guesses.ts"
import { pathPart, route } from "../route.ts"
import type { Route } from "../route.ts"

interface JoinParts {
  access: Access
  opening: Opening
  guesses: Guesses
  publicUrl: string | null
}

/** Where a link leads; without a token the browser has one already. */
interface Entry {
  session: string
  role: Role
  token: string | null
}

const PAGES = { candidate: "interview", assessor: "watch", viewer: "watch" } as const
const COOKIE_SECONDS = 30 * 24 * 3_600

/**
 * `/join/:token`: the link people are sent. It becomes a cookie, so that the token leaves the address bar. An
 * invitation's first opening is asked for by its page, since programs that look through mails follow links.
 */
export function joinRoutes({ access, opening, guesses, publicUrl }: JoinParts): Route[] {
  /** Counts links that were never made against whoever tries them. */
  async function tried<Value>({ raw }: FastifyRequest, work: () => Promise<Value>): Promise<Value> {
    return work().catch((failure: unknown) => {
      if (failure instanceof AppError && failure.code === "link-unknown") guesses.wrong(addressOf(raw))
      throw failure
    })
  }

  async function opened(request: FastifyRequest, token: string): Promise<Entry> {
    const { session, token: entry } = await tried(request, () => opening.open(token))
    const known = await access.of(request.raw, session, ["candidate"]).catch(() => null)
    return { session, role: "candidate", token: known ? null : await entry() }
  }

  function admit(request: FastifyRequest, reply: FastifyReply, { session, role, token }: Entry): string {
    const secure = (publicUrl?.startsWith("https:") ?? request.protocol === "https") ? "; Secure" : ""
    const cookie = `${cookieName(session, role)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}${secure}`
    if (token !== null) void reply.header("set-cookie", cookie)
    return `/${PAGES[role]}/${session}`
  }

  async function follow(request: FastifyRequest, reply: FastifyReply, token: string): Promise<string> {
    if (!readLink(token)) {
      const { session, role } = await access.link(request.raw, token)
      return admit(request, reply, { session, role, token })
    }
    const { session } = await tried(request, () => opening.look(token))
    if (session === null) return `/invited/${token}`
    return admit(request, reply, await opened(request, token))
  }

  return [
    route({
      method: "GET",
      path: "/join/:token",
      summary: "Opens an interview by its link; an invitation's leads to its page first",
      async handle({ request, reply }) {
        try {
          return reply.redirect(await follow(request, reply, pathPart(request, "token")))
        } catch (failure) {
          if (failure instanceof AppError) return reply.redirect(`/problem/${failure.code}`)
          throw failure
        }
      },
    }),
    route({
      method: "GET",
      path: "/api/join/:token",
      summary: "What a candidate's link is for",
      reply: InvitationCard,
      async handle({ request }) {
        const { title, team, candidate } = await tried(request, () =>
          opening.look(pathPart(request, "token")),
        )
        return { title, team, candidate }
      },
    }),
    route({
      method: "POST",
      path: "/api/join/:token",
      summary: "Opens a candidate's interview by its link, with a cookie for it",
      reply: Joined,
      async handle({ request, reply }) {
        return { path: admit(request, reply, await opened(request, pathPart(request, "token"))) }
      },
    }),
  ]
}
