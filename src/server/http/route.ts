/** A route as one value: what it takes, what it answers, and what the API's description says of it. */
import type { FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"
import { plainly } from "../../protocol/plain-words.ts"
import type { Team } from "../../protocol/team.ts"
import type { Principal } from "../accounts/accounts.ts"
import { addressOf } from "./address.ts"

interface Described {
  method: "GET" | "POST" | "PUT" | "DELETE"
  /** With `:name` parts. */
  path: string
  summary: string
  /** Of a JSON answer; `content` names another type of answer. */
  reply?: z.ZodType
  content?: string
  /** Of an answer that is no refusal; 200 when left out. */
  status?: 200 | 202
}

export interface Route extends Described {
  query?: z.ZodType
  body?: z.ZodType
  /** `principal` is who asks, where the table of permissions wants somebody with an account or key; else null. */
  handler(request: FastifyRequest, reply: FastifyReply, principal: Principal | null): Promise<unknown>
}

interface Input<Query, Body> {
  query: Query
  body: Body
  request: FastifyRequest
  reply: FastifyReply
}

interface Taking<Query, Body> {
  query?: z.ZodType<Query>
  body?: z.ZodType<Body>
}

/** Somebody who may ask what they ask, and the team they ask it of. */
export interface Asker {
  readonly who: Principal
  readonly team: Team
}

/** Makes a route whose query and body are parsed before `handle` sees them; without a schema they are as they came. */
export function route<Query = unknown, Body = unknown>(
  one: Described & Taking<Query, Body> & { handle(input: Input<Query, Body>): Promise<unknown> },
): Route {
  const { handle, ...described } = one
  return { ...described, handler: (request, reply) => handle(inputOf(one, request, reply)) }
}

/** The same for one that the table of permissions gives to people with an account. */
export function accountRoute<Query = unknown, Body = unknown>(
  one: Described &
    Taking<Query, Body> & {
      handle(input: Input<Query, Body> & { user: Principal & { kind: "user" } }): Promise<unknown>
    },
): Route {
  const { handle, ...described } = one
  return {
    ...described,
    handler: async (request, reply, principal) => {
      if (principal?.kind !== "user") throw new AppError("sign-in-needed")
      return handle({ ...inputOf(one, request, reply), user: principal })
    },
  }
}

/** The same for one that the table of permissions gives to a role in a team. */
export function teamRoute<Query = unknown, Body = unknown>(
  one: Described &
    Taking<Query, Body> & { handle(input: Input<Query, Body> & { asker: Asker }): Promise<unknown> },
): Route {
  const { handle, ...described } = one
  return {
    ...described,
    handler: async (request, reply, principal) => {
      if (!principal) throw new AppError("sign-in-needed")
      if (!principal.team) throw new AppError("no-team")
      return handle({ ...inputOf(one, request, reply), asker: { who: principal, team: principal.team } })
    },
  }
}

function inputOf<Query, Body>(
  { query, body }: Taking<Query, Body>,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<Query, Body> {
  return { query: parse(query, request.query), body: parse(body, request.body), request, reply }
}

export function parse<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  const parsed = (schema ?? z.custom<Value>()).safeParse(schema ? (value ?? {}) : value, {
    error: plainly,
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join(".")
  throw new AppError(
    "bad-request",
    `${where ? `${where}: ` : ""}${issue?.message ?? "The request does not parse."}`,
  )
}

/** Where an act was asked from, for the audit log. */
export const from = (request: FastifyRequest): { address: string } => ({ address: addressOf(request.raw) })

const Named = z.record(z.string(), z.string())

/** A `:name` part of the address that was asked. */
export function pathPart({ params }: FastifyRequest, name: string): string {
  return Named.parse(params)[name] ?? ""
}
