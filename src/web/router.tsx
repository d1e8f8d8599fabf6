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

export const router = createRouter({ routeTree: root.addChildren([home, problem, interview, watch]) })

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
