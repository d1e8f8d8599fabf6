/** What is asked of the server itself: whether it lives and can work, and what its API is. */
import type { Clock } from "../../clock.ts"
import { askNowAndThen } from "../readiness.ts"
import { route } from "../route.ts"
import type { Route } from "../route.ts"

interface StateParts {
  clock: Clock
  /** Are the store and the sandbox engine able to work? Throws or answers what is wrong. */
  ready(): Promise<string[]>
}

/** `description` is the API's own, which leaves these out. */
export function stateRoutes(parts: StateParts, description: object): Route[] {
  const ready = askNowAndThen(parts.clock, () => parts.ready())
  return [
    route({
      method: "GET",
      path: "/healthz",
      summary: "Whether the server lives",
      handle: async () => ({ status: "ok" }),
    }),
    route({
      method: "GET",
      path: "/readyz",
      summary: "Whether it can work",
      async handle({ reply }) {
        const problems = await ready()
        const whole = problems.length === 0
        return reply.status(whole ? 200 : 503).send({ status: whole ? "ready" : "not ready", problems })
      },
    }),
    route({
      method: "GET",
      path: "/api/openapi.json",
      summary: "This API",
      handle: async () => description,
    }),
  ]
}
