/** The team's pages on a router of their own, with a server that is a table of answers. */
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router"
import type { JSX } from "react"
import { problem, type ErrorCode } from "../../src/protocol/errors.ts"
import type { Me, TeamRole } from "../../src/protocol/team.ts"
import { NoPage } from "../../src/web/console/NoPage.tsx"
import { ConsoleLayout } from "../../src/web/console/ConsoleLayout.tsx"

export interface TeamScreen {
  /** With its parameters and search, such as `/questions?sort=-at`. */
  address: string
  /** The route's path, where it has parameters: `/questions/$id`. */
  path?: string
  page: () => JSX.Element
  /** By method and path, such as `GET /api/questions`: what is answered, a code to refuse with, or nothing, ever. */
  answers?: Record<string, unknown>
  role?: TeamRole
  /** Outside the frame of the team's pages: the way in. */
  bare?: true
}

export const WAITS = Symbol("no answer comes")
export const refuses = (code: ErrorCode) => ({ refuses: code })

const isRefusal = (answer: unknown): answer is { refuses: ErrorCode } =>
  typeof answer === "object" && answer !== null && "refuses" in answer

export function me(role: TeamRole): Me {
  const team = { id: "t1", name: "Northwind Engineering", slug: "northwind", role }
  const other = { id: "t2", name: "Northwind Data", slug: "northwind-data", role: "viewer" as const }
  const user = { id: "u1", name: "Mira Lindqvist", email: "mira@northwind.example", twoFactor: false }
  return { user, team, teams: [team, other] }
}

/** Answers the pages' requests from a table; what is not in it is not found. */
function serve(answers: Record<string, unknown>): void {
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    const answer = answers[`${init?.method ?? "GET"} ${pathname}`]
    if (answer === WAITS) return new Promise<Response>(() => undefined)
    if (answer !== undefined && !isRefusal(answer)) return Response.json(answer)
    const refusal = problem(isRefusal(answer) ? answer.refuses : "not-found")
    return Response.json(refusal, { status: refusal.status })
  }
}

export function showTeamScreen({ address, path, page, answers, role = "owner", bare }: TeamScreen) {
  serve({ "GET /api/me": me(role), ...answers })
  const root = createRootRoute()
  const frame = createRoute({ getParentRoute: () => root, id: "team", component: ConsoleLayout })
  const shown = { path: path ?? address.split("?")[0]!, component: page }
  const outside = createRoute({ getParentRoute: () => root, ...shown })
  const route = createRoute({ getParentRoute: () => frame, ...shown })
  const elsewhere = createRoute({ getParentRoute: () => frame, path: "$", component: NoPage })
  const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: () => "Sign in" })
  const router = createRouter({
    routeTree: bare
      ? root.addChildren([outside])
      : root.addChildren([frame.addChildren([route, elsewhere]), signIn]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  router.subscribe("onResolved", ({ toLocation }) => {
    document.documentElement.dataset["address"] = toLocation.href
  })
  return <RouterProvider<typeof router> router={router} />
}
