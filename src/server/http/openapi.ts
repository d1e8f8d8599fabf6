/** The API's own description, OpenAPI 3.1, made from the routes themselves. */
import { z } from "zod"
import { Problem } from "../../protocol/errors.ts"
import { isSeats, needOf } from "../permissions.ts"
import type { Need } from "../permissions.ts"
import type { Route } from "./route.ts"

export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}")
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "InterviewLM", version },
    paths,
    components: {
      securitySchemes: {
        link: { type: "http", scheme: "bearer", description: "The token of an interview link." },
        key: { type: "http", scheme: "bearer", description: "A key that an admin of the team has made." },
        cookie: {
          type: "apiKey",
          in: "cookie",
          name: "interviewlm.session_token",
          description: "Of somebody who is signed in; over HTTPS its name begins with __Secure-.",
        },
      },
    },
  }
}

function operation(route: Route): object {
  const parts = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const need = needOf(`${route.method} ${route.path}`)
  return {
    summary: route.summary,
    description: wordsOf(need),
    security: securityOf(need),
    parameters: [...parts, ...queryParameters(route.query)],
    ...(route.body && { requestBody: { required: true, content: json(route.body, "input") } }),
    responses: {
      [route.status ?? 200]: {
        description: route.status === 202 ? "Recorded; what comes of it follows" : "Done",
        content: route.reply ? json(route.reply, "output") : { [route.content ?? "application/json"]: {} },
      },
      default: {
        description: "What happened and what to do",
        content: { "application/problem+json": { schema: schemaOf(Problem, "output") } },
      },
    },
  }
}

/** Who may ask, in words. */
function wordsOf(need: Need): string {
  if (need === "anyone") return "For anyone."
  if (need === "account") return "For somebody who is signed in."
  if (isSeats(need)) return `For the interview's ${need.join(", ")}.`
  if (typeof need === "string") return `For the role ${need} in the team, or a higher one.`
  if ("installation" in need)
    return `For the role ${need.installation}, or a higher one, in the team that runs the installation.`
  return `For a person, not a key, with the role ${need.person} in the team, or a higher one.`
}

function securityOf(need: Need): object[] {
  if (need === "anyone") return []
  if (need === "account" || (typeof need === "object" && "person" in need)) return [{ cookie: [] }]
  if (!isSeats(need)) return [{ cookie: [] }, { key: [] }]
  return need.some((seat) => seat !== "candidate")
    ? [{ link: [] }, { cookie: [] }, { key: [] }]
    : [{ link: [] }]
}

function queryParameters(query: z.ZodType | undefined): object[] {
  if (!query) return []
  const schema = schemaOf(query, "input")
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema: of,
  }))
}

const json = (schema: z.ZodType, io: "input" | "output"): object => ({
  "application/json": { schema: schemaOf(schema, io) },
})

const schemaOf = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" })
