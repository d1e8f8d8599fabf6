import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router"
import { part } from "./join/part.ts"
import { PartProblem } from "./join/PartProblem.tsx"
import { NotFoundPage, ProblemPage } from "./join/ProblemPage.tsx"

/*
 * Everything named here is loaded before a candidate sees anything: pages come as chunks of their own, and each reads
 * its part of the address by itself (`Search.parse(useSearch({ strict: false }))`).
 */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => part(import("./join/HomePage.tsx")), "HomePage"),
})
const invited = createRoute({
  getParentRoute: () => root,
  path: "/invited/$token",
  component: lazyRouteComponent(() => part(import("./join/InvitedPage.tsx")), "InvitedPage"),
})
const problem = createRoute({ getParentRoute: () => root, path: "/problem/$code", component: ProblemPage })
const interview = createRoute({
  getParentRoute: () => root,
  path: "/interview/$id",
  component: lazyRouteComponent(() => part(import("./candidate/CandidatePage.tsx")), "CandidatePage"),
})
const watch = createRoute({
  getParentRoute: () => root,
  path: "/watch/$id",
  component: lazyRouteComponent(() => part(import("./assessor/WatchPage.tsx")), "WatchPage"),
})

/** The way in. */
const gates = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    component: lazyRouteComponent(() => part(import("./account/SignInPage.tsx")), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/set-up/$token",
    component: lazyRouteComponent(() => part(import("./account/SetUpPage.tsx")), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/accept/$token",
    component: lazyRouteComponent(() => part(import("./account/AcceptPage.tsx")), "AcceptPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/enter/$token",
    component: lazyRouteComponent(() => part(import("./account/EnterPage.tsx")), "EnterPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset/$token",
    component: lazyRouteComponent(() => part(import("./account/ResetPage.tsx")), "ResetPage"),
  }),
]

/** The frame of the team's pages: who is not signed in is sent to do so. Each page is a chunk that no candidate loads. */
const team = createRoute({
  getParentRoute: () => root,
  id: "team",
  component: lazyRouteComponent(() => part(import("./console/ConsoleLayout.tsx")), "ConsoleLayout"),
})
/** A question's tabs are one page, so that what is typed in one stays while another is looked at. */
const question = createRoute({
  getParentRoute: () => team,
  path: "/questions/$question",
  component: lazyRouteComponent(() => part(import("./questions/QuestionPage.tsx")), "QuestionPage"),
})
/** Of a wrong address below one of the team's parts; any other wrong one may be a candidate's. */
const noPage = lazyRouteComponent(() => part(import("./console/NoPage.tsx")), "NoPage")
const teamPages = team.addChildren([
  createRoute({
    getParentRoute: () => team,
    path: "/live",
    component: lazyRouteComponent(() => part(import("./live-wall/LivePage.tsx")), "LivePage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/interviews",
    component: lazyRouteComponent(() => part(import("./interviews/InterviewsPage.tsx")), "InterviewsPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments",
    component: lazyRouteComponent(() => part(import("./assessments/AssessmentsPage.tsx")), "AssessmentsPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/new",
    component: lazyRouteComponent(() => part(import("./assessments/SetUpPage.tsx")), "NewAssessmentPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/$id",
    component: lazyRouteComponent(() => part(import("./assessments/CandidatesPage.tsx")), "CandidatesPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/assessments/$id/set-up",
    component: lazyRouteComponent(() => part(import("./assessments/SetUpPage.tsx")), "SetUpPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/questions",
    component: lazyRouteComponent(() => part(import("./questions/QuestionsPage.tsx")), "QuestionsPage"),
  }),
  question.addChildren([
    createRoute({ getParentRoute: () => question, path: "/" }),
    createRoute({ getParentRoute: () => question, path: "$tab" }),
  ]),
  createRoute({
    getParentRoute: () => team,
    path: "/team",
    component: lazyRouteComponent(() => part(import("./team/PeoplePage.tsx")), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/team/keys",
    component: lazyRouteComponent(() => part(import("./team/KeysPage.tsx")), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/team/audit",
    component: lazyRouteComponent(() => part(import("./team/AuditPage.tsx")), "AuditPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/account",
    component: lazyRouteComponent(() => part(import("./account/AccountPage.tsx")), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings",
    component: lazyRouteComponent(() => part(import("./installation/ModelPage.tsx")), "ModelPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/mail",
    component: lazyRouteComponent(() => part(import("./installation/MailPage.tsx")), "MailPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/sign-on",
    component: lazyRouteComponent(() => part(import("./installation/SignOnPage.tsx")), "SignOnPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/retention",
    component: lazyRouteComponent(() => part(import("./installation/RetentionPage.tsx")), "RetentionPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/webhooks",
    component: lazyRouteComponent(() => part(import("./installation/WebhooksPage.tsx")), "WebhooksPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/webhooks/$id",
    component: lazyRouteComponent(() => part(import("./installation/WebhookPage.tsx")), "WebhookPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/health",
    component: lazyRouteComponent(() => part(import("./installation/HealthPage.tsx")), "HealthPage"),
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/live/$other",
    component: noPage,
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/interviews/$other",
    component: noPage,
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/team/$other",
    component: noPage,
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/settings/$other",
    component: noPage,
  }),
  createRoute({
    getParentRoute: () => team,
    path: "/account/$other",
    component: noPage,
  }),
])

export const router = createRouter({
  routeTree: root.addChildren([home, invited, problem, interview, watch, ...gates, teamPages]),
  defaultErrorComponent: PartProblem,
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
