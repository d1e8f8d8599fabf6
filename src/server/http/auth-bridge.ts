/** Lets requests through to better-auth, those that the table of permissions names and no others. */
import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { ACCOUNT_BODIES } from "../../protocol/account.ts"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Accounts } from "../accounts/accounts.ts"
import { ADDRESS_HEADER, isLoopback } from "../accounts/better-auth.ts"
import { refusalOf } from "../accounts/refusals.ts"
import type { Trace } from "../accounts/trace.ts"
import { ROUTES } from "../permissions.ts"
import { addressOf } from "./address.ts"
import type { Guesses } from "./guesses.ts"
import { parse } from "./route.ts"
import type { Route } from "./route.ts"
import { TooFast } from "./too-fast.ts"

interface BridgeParts {
  accounts: Accounts
  guesses: Guesses
  trace: Trace
  /** Where people reach this server. */
  origin(): string
  onProblem(problem: unknown): void
}

const PREFIX = "/api/auth/"
const USED = `It was used, or is older than ${LIMITS.accounts.linkMinutes} minutes. Ask for a new one, or sign in.`

/** Described by better-auth, not by this API's own description. */
export function authRoutes({ accounts, guesses, trace, origin, onProblem }: BridgeParts): Route[] {
  return Object.keys(ROUTES).flatMap((name) => {
    const [method, path = ""] = name.split(" ")
    if (!path.startsWith(PREFIX)) return []
    const asked = path.slice(PREFIX.length)
    const shape = method === "POST" ? bodyOf(asked) : null

    async function ask(request: FastifyRequest, body: unknown): Promise<Response> {
      const headers = new Headers({ [ADDRESS_HEADER]: addressOf(request.raw) })
      for (const name of ["cookie", "user-agent"] as const) {
        const value = request.headers[name]
        if (value !== undefined) headers.set(name, value)
      }
      const here = reachedAt(request, origin())
      // Where it comes from was checked for every route alike; browsers say it of what changes something.
      if (request.headers.origin !== undefined) headers.set("origin", here)
      if (shape) headers.set("content-type", "application/json")
      const answer = await accounts.auth().handler(
        new Request(here + request.url, {
          method: request.method,
          headers,
          ...(shape && { body: JSON.stringify(body) }),
        }),
      )
      if (answer.status >= 400) throw await refusal(answer)
      if (asked === "magic-link/verify" && isFailure(answer, origin())) throw new AppError("link-used", USED)
      return answer
    }

    return [
      {
        method: method === "GET" ? "GET" : "POST",
        path,
        summary: "Signing in and one's own account",
        async handler(request, reply) {
          const address = addressOf(request.raw)
          const body = shape ? parse(shape, request.body ?? {}) : null
          if (asked === "magic-link/verify") byThisSite(request)
          const write = await trace(asked, request.headers.cookie ?? "")
          const { email = null } = asked === "sign-in/email" ? WithEmail.parse(body) : {}
          // Not waited for: how long a refusal takes would tell whose address is known here.
          const tell = (done: boolean, cookies: string): void =>
            void write?.({ done, cookies, email, address }).catch(onProblem)
          try {
            const answer = await ask(request, body)
            const cookies = answer.headers.getSetCookie()
            for (const cookie of cookies) void reply.header("set-cookie", cookie)
            tell(true, cookies.map((cookie) => cookie.split(";")[0]).join("; "))
            const location = answer.headers.get("location")
            if (location !== null) return reply.redirect(location)
            return reply.type("application/json").send(await answer.text())
          } catch (failure) {
            if (failure instanceof AppError && failure.code === "link-used") guesses.wrong(address)
            if (failure instanceof AppError && failure.code !== "too-fast") tell(false, "")
            throw failure
          }
        },
      } satisfies Route,
    ]
  })
}

function bodyOf(asked: string): z.ZodType {
  const shape = ACCOUNT_BODIES[asked]
  if (!shape) throw new Error(`${asked} states nowhere what it takes: add it to protocol/account.ts`)
  return shape
}

/** This server's address; on one's own machine by the name `localhost`, without which browsers keep no passkeys. */
function reachedAt({ headers }: FastifyRequest, origin: string): string {
  const { hostname, port } = new URL(origin)
  return isLoopback(hostname) && headers.host === `localhost:${port}` ? `http://localhost:${port}` : origin
}

const WithEmail = z.object({ email: z.string().optional() })

/** A link signs in whoever opens it: the page of this site does that for a person, no other site behind their back. */
function byThisSite({ headers }: FastifyRequest): void {
  if ((headers["sec-fetch-site"] ?? "same-origin") !== "same-origin") throw new AppError("wrong-origin")
}

/** Better-auth tells of some failures by where it sends the browser. */
function isFailure(answer: Response, origin: string): boolean {
  const location = answer.headers.get("location")
  return location !== null && new URL(location, origin).searchParams.has("error")
}

const Refused = z.object({ code: z.string().optional() }).catch({})
const RETRY_AFTER = "x-retry-after"

async function refusal(answer: Response): Promise<Error> {
  if (answer.status === 429) return new TooFast(Number(answer.headers.get(RETRY_AFTER) ?? 60) * 1_000)
  if (answer.status >= 500) return new Error(`Signing in failed: ${await answer.text()}`)
  const { code } = Refused.parse(await answer.json().catch(() => ({})))
  return refusalOf(answer.status, code)
}
