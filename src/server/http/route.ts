/** A route as one value: what it takes, what it answers, and what the API's description says of it. */
import type { FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import { AppError } from "../../protocol/errors.ts"

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
  handler(request: FastifyRequest, reply: FastifyReply): Promise<unknown>
}

interface Input<Query, Body> {
  query: Query
  body: Body
  request: FastifyRequest
  reply: FastifyReply
}

/** Makes a route whose query and body are parsed before `handle` sees them; without a schema they are as they came. */
export function route<Query = unknown, Body = unknown>(
  one: Described & {
    query?: z.ZodType<Query>
    body?: z.ZodType<Body>
    handle(input: Input<Query, Body>): Promise<unknown>
  },
): Route {
  const { handle, ...described } = one
  return {
    ...described,
    handler: async (request, reply) =>
      handle({ query: parse(one.query, request.query), body: parse(one.body, request.body), request, reply }),
  }
}

function parse<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  const parsed = (schema ?? z.custom<Value>()).safeParse(schema ? (value ?? {}) : value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join(".")
  throw new AppError(
    "bad-request",
    `${where ? `${where}: ` : ""}${issue?.message ?? "The request does not parse."}`,
  )
}
