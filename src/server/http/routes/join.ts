import { AppError } from "../../../protocol/errors.ts"
import { cookieName } from "../access.ts"
import type { Access } from "../access.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

const PAGES = { candidate: "interview", assessor: "watch", viewer: "watch" } as const
const COOKIE_SECONDS = 30 * 24 * 3_600

/** `/join/:token`: the link people are sent. It becomes a cookie, so that the token leaves the address bar. */
export function joinRoutes(access: Access, publicUrl: string | null): Route[] {
  return [
    route({
      method: "GET",
      path: "/join/:token",
      summary: "Opens an interview by its link",
      async handle({ request, reply }) {
        const { token } = request.params as { token: string }
        try {
          const { session, role } = await access.link(request.raw, token)
          const secure = (publicUrl?.startsWith("https:") ?? request.protocol === "https") ? "; Secure" : ""
          const cookie = `${cookieName(session, role)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}${secure}`
          return reply.header("set-cookie", cookie).redirect(`/${PAGES[role]}/${session}`)
        } catch (failure) {
          if (failure instanceof AppError) return reply.redirect(`/problem/${failure.code}`)
          throw failure
        }
      },
    }),
  ]
}
