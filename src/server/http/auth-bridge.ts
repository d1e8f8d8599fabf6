/** Lets requests through to better-auth, those that the table of permissions names and no others. */
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"
import type { ErrorCode } from "../../protocol/errors.ts"
import type { Accounts } from "../accounts/accounts.ts"
import { ADDRESS_HEADER } from "../accounts/better-auth.ts"
import { ROUTES } from "../permissions.ts"
import { addressOf } from "./address.ts"
import type { Route } from "./route.ts"
import { TooFast } from "./pace.ts"

const PREFIX = "/api/auth/"

/** Described by better-auth, not by this API's own description. */
export function authRoutes(accounts: Accounts, origin: () => string): Route[] {
  return Object.keys(ROUTES).flatMap((name) => {
    const [method, path = ""] = name.split(" ")
    if (!path.startsWith(PREFIX)) return []
    return [
      {
        method: method === "GET" ? "GET" : "POST",
        path,
        summary: "Signing in and one's own account",
        async handler(request, reply) {
          const headers = new Headers({ [ADDRESS_HEADER]: addressOf(request.raw) })
          for (const name of ["cookie", "user-agent"] as const) {
            const value = request.headers[name]
            if (value !== undefined) headers.set(name, value)
          }
          // Where it comes from was checked for every route alike; browsers say it of what changes something.
          if (request.headers.origin !== undefined) headers.set("origin", origin())
          const withBody = request.method === "POST"
          if (withBody) headers.set("content-type", "application/json")
          const answer = await accounts.auth().handler(
            new Request(origin() + request.url, {
              method: request.method,
              headers,
              ...(withBody && { body: JSON.stringify(request.body ?? {}) }),
            }),
          )
          if (answer.status >= 400) throw await refusal(answer)
          for (const cookie of answer.headers.getSetCookie()) void reply.header("set-cookie", cookie)
          const location = answer.headers.get("location")
          if (location !== null) return reply.redirect(location)
          return reply.type("application/json").send(await answer.text())
        },
      } satisfies Route,
    ]
  })
}

const Refused = z.object({ message: z.string().optional() }).catch({})
const RETRY_AFTER = "x-retry-after"
const BY_STATUS: Record<number, ErrorCode> = { 401: "sign-in-failed", 404: "not-found" }

async function refusal(answer: Response): Promise<AppError> {
  if (answer.status === 429) return new TooFast(Number(answer.headers.get(RETRY_AFTER) ?? 60) * 1_000)
  if (answer.status >= 500) throw new Error(`Signing in failed: ${await answer.text()}`)
  const { message } = Refused.parse(await answer.json().catch(() => ({})))
  return new AppError(BY_STATUS[answer.status] ?? "account-refused", message)
}
