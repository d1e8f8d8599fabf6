import type { FastifyRequest } from "fastify"
import { AppError } from "../../../protocol/errors.ts"
import type { Role } from "../../../protocol/messages.ts"
import { readLink } from "../../assessments/links.ts"
import type { Open } from "../../assessments/opening.ts"
import { cookieName } from "../access.ts"
import type { Access } from "../access.ts"
import { addressOf } from "../address.ts"
import type { Guesses } from "../guesses.ts"
import { pathPart, route } from "../route.ts"
import type { Route } from "../route.ts"

interface JoinParts {
  access: Access
  /** Opens an invitation's link. */
  open: Open
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

/** `/join/:token`: the link people are sent. It becomes a cookie, so that the token leaves the address bar. */
export function joinRoutes({ access, open, guesses, publicUrl }: JoinParts): Route[] {
  async function invited({ raw }: FastifyRequest, token: string): Promise<Entry> {
    const address = addressOf(raw)
    const opened = await open(token).catch((failure: unknown) => {
      if (failure instanceof AppError && failure.code === "link-unknown") guesses.wrong(address)
      throw failure
    })
    const { session } = opened
    const known = await access.of(raw, session, ["candidate"]).catch(() => null)
    return { session, role: "candidate", token: known ? null : await opened.token() }
  }

  async function enter(request: FastifyRequest, token: string): Promise<Entry> {
    if (readLink(token)) return invited(request, token)
    const { session, role } = await access.link(request.raw, token)
    return { session, role, token }
  }

  return [
    route({
      method: "GET",
      path: "/join/:token",
      summary: "Opens an interview by its link",
      async handle({ request, reply }) {
        try {
          const { session, role, token } = await enter(request, pathPart(request, "token"))
          const secure = (publicUrl?.startsWith("https:") ?? request.protocol === "https") ? "; Secure" : ""
          const cookie = `${cookieName(session, role)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}${secure}`
          if (token !== null) void reply.header("set-cookie", cookie)
          return reply.redirect(`/${PAGES[role]}/${session}`)
        } catch (failure) {
          if (failure instanceof AppError) return reply.redirect(`/problem/${failure.code}`)
          throw failure
        }
      },
    }),
  ]
}
