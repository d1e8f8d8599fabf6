/** Assessments, the candidates of one, and the interviews that came of them, on made-up ones. */
import {
  AssessmentSettings,
  type Assessment,
  type Invitation,
  type InvitationStatus,
  type ListedAssessment,
  type ListedInterview,
} from "../../src/protocol/assessments.ts"
import type { ListedQuestion } from "../../src/protocol/library.ts"
import { AssessmentsPage } from "../../src/web/assessments/AssessmentsPage.tsx"
import { CandidatesPage } from "../../src/web/assessments/CandidatesPage.tsx"
import { NewAssessmentPage, SetUpPage } from "../../src/web/assessments/SetUpPage.tsx"
import { InterviewsPage } from "../../src/web/interviews/InterviewsPage.tsx"
import { refuses, type TeamScreen, WAITS } from "./team.tsx"

const NOW = Date.now()
const HOUR = 3_600_000
const DAY = 24 * HOUR

const question = (id: string, title: string, minutes: number): ListedQuestion => ({
  id,
  slug: id,
  title,
  kind: "bug-hunt",
  level: "mid",
  minutes,
  languages: ["python", "javascript", "typescript", "go"],
  tags: ["debugging"],
  origin: "built-in",
  status: "published",
  version: 1,
  updated: null,
})
const QUESTIONS = [
  question("shared-tab", "The tab that doesn't add up", 35),
  question("lease-queue", "Jobs on a lease", 50),
  question("alert-storms", "Alert storms", 35),
]

const LISTED: ListedAssessment[] = (
  [
    ["backend", "Backend engineer", 3, 120, false, 24, 11, 9],
    ["platform", "Platform engineer, senior", 2, 95, false, 8, 2, 1],
    ["warm-up", "Warm-up", 1, 35, true, 40, 38, 36],
  ] as const
).map(([id, title, questions, minutes, practice, invited, started, ended], at) => ({
  id,
  title,
  questions,
  minutes,
  practice,
  invited,
  started,
  ended,
  changedAt: NOW - (at + 1) * 5 * HOUR,
  changedBy: "Mira Lindqvist",
  archivedAt: null,
}))

const BACKEND: Assessment = {
  id: "backend",
  title: "Backend engineer",
  settings: AssessmentSettings.parse({
    questions: QUESTIONS.map(({ id }) => ({ id })),
    network: ["pypi.org"],
    retentionDays: 180,
  }),
  revision: 4,
  createdAt: NOW - 30 * DAY,
  changedAt: NOW - 5 * HOUR,
  changedBy: "Mira Lindqvist",
  archivedAt: null,
  questions: QUESTIONS.map(({ id, title, minutes, languages }) => ({
    id,
    title,
    languages,
    minutes: minutes ?? 0,
    problem: null,
  })),
  minutes: 120,
  installationDays: 365,
  notes: [
    "The hosts are written down, and nothing more: the sandboxes of this installation reach nothing outside.",
  ],
}

const CANDIDATES: Invitation[] = (
  [
    ["Robin Okafor", "running"],
    ["Ana Lima", "paused"],
    ["Lee Wong", "submitted"],
    ["Mira Haddad", "consented"],
    ["Jonas Berg", "opened"],
    ["Ida Nyström", "sent"],
    ["Tomás Ruiz", "invited"],
    ["Priya Nair", "expired"],
    ["Kim Sandberg", "revoked"],
    ["Oskar Lind", "ended"],
  ] satisfies [string, InvitationStatus][]
).map(([name, status], at) => ({
  id: `i${at}`,
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@example.org`,
  status,
  invitedBy: "Mira Lindqvist",
  at: NOW - at * 7 * HOUR,
  expiresAt: status === "expired" ? NOW - DAY : NOW + (14 - at) * DAY,
  scheduledAt: at === 5 ? NOW + 2 * DAY : null,
  sentAt: status === "invited" ? null : NOW - at * 7 * HOUR,
  mailProblem: status === "invited" ? "550 no such mailbox" : null,
  openedAt: null,
  session: ["running", "paused", "submitted", "consented", "opened", "ended"].includes(status)
    ? `s${at}`
    : null,
  extra: at === 2 ? { kind: "percent", amount: 25 } : null,
  link: `https://interviews.example/join/i${at}`,
}))

const INTERVIEWS: ListedInterview[] = CANDIDATES.flatMap(({ session, name, email, status, at }, place) =>
  session === null ||
  status === "invited" ||
  status === "sent" ||
  status === "expired" ||
  status === "revoked"
    ? []
    : [
        {
          session,
          title: "Backend engineer",
          candidate: { name, email },
          assessment: { id: "backend", title: "Backend engineer" },
          practice: place === 9,
          status,
          at,
          startedAt: status === "opened" || status === "consented" ? null : at,
          endedAt: status === "submitted" || status === "ended" ? at + 2 * HOUR : null,
          spentMs: place * 11 * 60_000 + 9 * 60_000,
          questions: { submitted: status === "submitted" ? 3 : place % 2, total: 3 },
          endReason: status === "submitted" ? "submitted" : status === "ended" ? "withdrawn" : null,
          result:
            status === "submitted"
              ? { visible: { passed: 12, total: 12 }, hidden: { passed: 21 - place, total: 23 } }
              : null,
          invitedBy: "Mira Lindqvist",
          watchedBy: place < 2 ? ["Owen Clarke"] : [],
        },
      ],
)

const ANSWERS = {
  "GET /api/assessments": { assessments: LISTED },
  "GET /api/assessments/backend": BACKEND,
  "GET /api/assessments/backend/invitations": { invitations: CANDIDATES, total: CANDIDATES.length },
  "POST /api/assessments/backend/invitations": { ...CANDIDATES[6], sentAt: NOW, mailProblem: null },
  "POST /api/assessments/backend/invitations/list": {
    candidates: [{ line: 2, name: "Sam Low", email: "sam@example.org", extra: null }],
    warnings: [],
    links: [],
    refused: [{ line: 3, text: "Bad,bad@", why: "Write an address such as robin@example.com." }],
    sending: 0,
  },
  "GET /api/questions": { questions: QUESTIONS },
  "GET /api/interviews": { interviews: INTERVIEWS, total: INTERVIEWS.length },
  "GET /api/sign-in": { mail: true, sso: null, fresh: false },
}

const assessments = (more: Partial<TeamScreen> = {}): TeamScreen => ({
  address: "/assessments",
  page: AssessmentsPage,
  answers: ANSWERS,
  ...more,
})
const candidates = (answers: Record<string, unknown> = {}, more: Partial<TeamScreen> = {}): TeamScreen => ({
  address: "/assessments/backend",
  path: "/assessments/$id",
  page: CandidatesPage,
  answers: { ...ANSWERS, ...answers },
  ...more,
})
const setUp = (more: Partial<TeamScreen> = {}): TeamScreen => ({
  address: "/assessments/backend/set-up",
  path: "/assessments/$id/set-up",
  page: SetUpPage,
  answers: ANSWERS,
  ...more,
})
const interviews = (answers: Record<string, unknown> = {}): TeamScreen => ({
  address: "/interviews",
  page: InterviewsPage,
  answers: { ...ANSWERS, ...answers },
})

export const ASSESSMENTS: Record<string, TeamScreen> = {
  assessments: assessments(),
  "assessments-none": assessments({ answers: { "GET /api/assessments": { assessments: [] } } }),
  "assessments-failed": assessments({ answers: { "GET /api/assessments": refuses("internal") } }),
  candidates: candidates(),
  "candidates-none": candidates({
    "GET /api/assessments/backend/invitations": { invitations: [], total: 0 },
  }),
  "candidates-viewer": candidates({}, { role: "viewer" }),
  "candidates-waiting": candidates({ "GET /api/assessments/backend": WAITS }),
  "assessment-set-up": setUp(),
  "assessment-viewer": setUp({ role: "viewer" }),
  "assessment-new": { address: "/assessments/new", page: NewAssessmentPage, answers: ANSWERS },
  interviews: interviews(),
  "interviews-none": interviews({ "GET /api/interviews": { interviews: [], total: 0 } }),
}
