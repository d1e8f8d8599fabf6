import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { NotFoundPage, ProblemPage } from "./join/ProblemPage.tsx"

/*
 * Everything named here is loaded before a candidate sees anything: pages come as chunks of their own, and each reads
 * its part of the address by itself (`Search.parse(useSearch({ strict: false }))`).
 */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./join/HomePage.tsx"), "HomePage"),
})
const invited = createRoute({
  getParentRoute: () => root,
  path: "/invited/$token",
  component: lazyRouteComponent(() => import("./join/InvitedPage.tsx"), "InvitedPage"),
})
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

/** The way in. */
const gates = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    component: lazyRouteComponent(() => import("./account/SignInPage.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up/$token",
    component: lazyRouteComponent(() => import("./account/SetUpPage.tsx"), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/accept/$token",
    component: lazyRouteComponent(() => import("./account/AcceptPage.tsx"), "AcceptPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/enter/$token",
    component: lazyRouteComponent(() => import("./account/EnterPage.tsx"), "EnterPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset/$token",
    component: lazyRouteComponent(() => import("./account/ResetPage.tsx"), "ResetPage"),
  }),
]

/** The frame of the team's pages: who is not signed in is sent to do so. Each page is a chunk that no candidate loads. */
const team = createRoute({
  getParentRoute: () => root,
  id: "team",
  component: lazyRouteComponent(() => import("./console/ConsoleLayout.tsx"), "ConsoleLayout"),
})
/** A question's tabs are one page, so that what is typed in one stays while another is looked at. */
const question = createRoute({
  getParentRoute: () => team,
  path: "/questions/$question",
  component: lazyRouteComponent(() => import("./questions/QuestionPage.tsx"), "QuestionPage"),
})
const teamPages = team.addChildren([
  createRoute({
    getParentRoute: () => team,
    path: "/live",
    component: lazyRouteComponent(() => import("./live-wall/LivePage.tsx"), "LivePage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/interviews",
    component: lazyRouteComponent(() => import("./interviews/InterviewsPage.tsx"), "InterviewsPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments",
    component: lazyRouteComponent(() => import("./assessments/AssessmentsPage.tsx"), "AssessmentsPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/new",
    component: lazyRouteComponent(() => import("./assessments/SetUpPage.tsx"), "NewAssessmentPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/$id",
    component: lazyRouteComponent(() => import("./assessments/CandidatesPage.tsx"), "CandidatesPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/$id/set-up",
    component: lazyRouteComponent(() => import("./assessments/SetUpPage.tsx"), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/questions",
    component: lazyRouteComponent(() => import("./questions/QuestionsPage.tsx"), "QuestionsPage"),
  }),
  question.addChildren([
    createRoute({ getParentRoute: () => question, path: "/" }),
    createRoute({ getParentRoute: () => question, path: "$tab" }),
  ]),
  createRoute({
    getParentRoute: () => team,
    path: "/team",
    component: lazyRouteComponent(() => import("./team/PeoplePage.tsx"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/team/keys",
    component: lazyRouteComponent(() => import("./team/KeysPage.tsx"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/team/audit",
    component: lazyRouteComponent(() => import("./team/AuditPage.tsx"), "AuditPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/account",
    component: lazyRouteComponent(() => import("./account/AccountPage.tsx"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings",
    component: lazyRouteComponent(() => import("./installation/ModelPage.tsx"), "ModelPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/mail",
    component: lazyRouteComponent(() => import("./installation/MailPage.tsx"), "MailPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/sign-on",
    component: lazyRouteComponent(() => import("./installation/SignOnPage.tsx"), "SignOnPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/retention",
    component: lazyRouteComponent(() => import("./installation/RetentionPage.tsx"), "RetentionPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/webhooks",
    component: lazyRouteComponent(() => import("./installation/WebhooksPage.tsx"), "WebhooksPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/webhooks/$id",
    component: lazyRouteComponent(() => import("./installation/WebhookPage.tsx"), "WebhookPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/health",
    component: lazyRouteComponent(() => import("./installation/HealthPage.tsx"), "HealthPage"),
  }),
])

export const router = createRouter({
  routeTree: root.addChildren([home, invited, problem, interview, watch, ...gates, teamPages]),
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
