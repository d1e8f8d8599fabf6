/** The API's own description, OpenAPI 3.1, made from the routes themselves. */
import { z } from "zod"
import { Problem } from "../../protocol/errors.ts"
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
      },
    },
    security: [{ link: [] }],
  }
}

function operation(route: Route): object {
  const parts = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  return {
    summary: route.summary,
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
