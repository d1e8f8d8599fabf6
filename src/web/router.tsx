import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { HomePage } from "./join/HomePage.tsx"
import { NotFoundPage, ProblemPage } from "./join/ProblemPage.tsx"

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage })
const problem = createRoute({ getParentRoute: () => root, path: "/problem/$code", component: ProblemPage })
const interview = createRoute({
  getParentRoute: () => root,
  path: "/interview/$id",
  component: lazyRouteComponent(() => import("./candidate/CandidatePage.tsx"), "CandidatePage"),
})
const watch = createRoute({
  getParentRoute: () => root,
  path: "/watch/$id",
  component: lazyRouteComponent(() => import("./assessor/WatchPage.tsx"), "WatchPage"),
})

/** The frame of the team's pages: who is not signed in is sent to do so. Each page is a chunk that no candidate loads. */
const team = createRoute({
  getParentRoute: () => root,
  id: "team",
  component: lazyRouteComponent(() => import("./console/ConsoleLayout.tsx"), "ConsoleLayout"),
})
const PlacePage = lazyRouteComponent(() => import("./console/PlacePage.tsx"), "PlacePage")
const teamPages = team.addChildren([
  createRoute({ getParentRoute: () => team, path: "/live", component: PlacePage }),
  createRoute({ getParentRoute: () => team, path: "/interviews", component: PlacePage }),
  createRoute({ getParentRoute: () => team, path: "/assessments", component: PlacePage }),
  createRoute({ getParentRoute: () => team, path: "/questions", component: PlacePage }),
  createRoute({ getParentRoute: () => team, path: "/team", component: PlacePage }),
  createRoute({ getParentRoute: () => team, path: "/settings", component: PlacePage }),
])

export const router = createRouter({
  routeTree: root.addChildren([home, problem, interview, watch, teamPages]),
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
