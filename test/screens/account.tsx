/** The way in, one's own account, and the people, keys and audit log of the team. */
import type { ApiKey, AuditEntry, Member, TeamInvitation, TeamRole } from "../../src/protocol/team.ts"
import { AcceptPage } from "../../src/web/account/AcceptPage.tsx"
import { AccountPage } from "../../src/web/account/AccountPage.tsx"
import { EnterPage } from "../../src/web/account/EnterPage.tsx"
import { ResetPage } from "../../src/web/account/ResetPage.tsx"
import { SetUpPage } from "../../src/web/account/SetUpPage.tsx"
import { SignInPage } from "../../src/web/account/SignInPage.tsx"
import { HomePage } from "../../src/web/join/HomePage.tsx"
import { AuditPage } from "../../src/web/team/AuditPage.tsx"
import { KeysPage } from "../../src/web/team/KeysPage.tsx"
import { PeoplePage } from "../../src/web/team/PeoplePage.tsx"
import { me, refuses, WAITS, type TeamScreen } from "./team.tsx"

const NOW = Date.now()
const [MINUTE, DAY] = [60_000, 86_400_000]
const NAMES = ["Mira Lindqvist", "Robin Okafor", "Adaeze Wren", "Tomas Hruby", "Ines de la Cruz", "Jo Park"]
const ROLES: readonly TeamRole[] = ["owner", "admin", "assessor", "assessor", "viewer", "assessor"]
const emailOf = (name: string): string => `${name.split(" ")[0]!.toLowerCase()}@northwind.example`

const members: Member[] = NAMES.map((name, index) => ({
  id: `m${index}`,
  user: { id: `u${index + 1}`, name, email: emailOf(name), twoFactor: index % 3 === 0 },
  role: ROLES[index] ?? "viewer",
  since: NOW - index * 40 * DAY,
}))
const invitations: TeamInvitation[] = ["sam@northwind.example", "lee@northwind.example"].map(
  (email, index) => ({
    id: `i${index}`,
    email,
    role: index ? "viewer" : "assessor",
    invitedBy: NAMES[0]!,
    at: NOW - index * DAY,
    expiresAt: NOW + (13 - index * 14) * DAY,
    link: `https://interviews.northwind.example/accept/${index}`,
  }),
)
const keys: ApiKey[] = ["Applicant tracking", "Nightly export"].map((name, index) => ({
  id: `k${index}`,
  name,
  start: index ? "ilm_Qz" : "ilm_h8",
  role: index ? "viewer" : "assessor",
  at: NOW - 30 * DAY,
  expiresAt: index ? null : NOW + 60 * DAY,
  usedAt: index ? null : NOW - 5 * MINUTE,
}))
const ACTS: readonly (readonly [action: string, target: string, detail?: AuditEntry["detail"]])[] = [
  ["account.signed-in", NAMES[0]!, { by: "passkey" }],
  ["member.invited", "sam@northwind.example", { role: "assessor" }],
  ["account.sign-in-failed", NAMES[0]!, { by: "password" }],
  ["key.made", "Nightly export", { role: "viewer", days: null }],
  ["member.role-changed", "robin@northwind.example", { role: "admin" }],
  ["account.second-factor-on", NAMES[0]!],
]
const entries: AuditEntry[] = ACTS.map(([action, target, detail = {}], index) => ({
  id: `a${index}`,
  at: NOW - index * 47 * MINUTE,
  actor: { kind: "user", id: "u1", name: NAMES[index % 2]! },
  action,
  target,
  detail,
  address: "203.0.113.7",
}))

const signIn = (id: string, userAgent: string, ago: number) => ({
  id,
  token: id,
  createdAt: new Date(NOW - ago),
  updatedAt: new Date(NOW - ago),
  ipAddress: "203.0.113.7",
  userAgent,
})
const LINUX = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36"
const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"
const OWN = {
  "POST /api/auth/two-factor/enable": {
    totpURI:
      "otpauth://totp/InterviewLM:mira%40northwind.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSQ&issuer=InterviewLM&digits=6&period=30",
    backupCodes: Array.from({ length: 10 }, (_, index) => `h4K${index}p-Zq${index}w7`),
  },
  "POST /api/auth/two-factor/verify-totp": {},
  "GET /api/auth/list-sessions": [signIn("s1", LINUX, 2 * DAY), signIn("s2", PHONE, 9 * DAY)],
  "GET /api/auth/passkey/list-user-passkeys": [
    { id: "p1", name: "Chrome on Linux", createdAt: new Date(NOW - DAY), backedUp: true },
  ],
}

const STRANGER = { "GET /api/me": refuses("sign-in-needed") }
const options = (changed: object) => ({
  ...STRANGER,
  "GET /api/sign-in": { mail: false, sso: null, fresh: false, ...changed },
})
const invitation = {
  team: "Northwind Engineering",
  email: "sam@northwind.example",
  role: "assessor",
  invitedBy: NAMES[0]!,
  known: false,
}
const PEOPLE = {
  "GET /api/team/members": { members },
  "GET /api/team/invitations": { invitations },
  "POST /api/team/invitations": { ...invitations[0]!, sent: false },
}
const gate = (page: TeamScreen["page"], address: string, path: string, answers: object): TeamScreen => ({
  page,
  address,
  path,
  bare: true,
  answers: { ...answers },
})

export const ACCOUNT: Record<string, TeamScreen> = {
  home: gate(HomePage, "/", "/", STRANGER),
  "sign-in": gate(SignInPage, "/sign-in", "/sign-in", options({})),
  "sign-in-ways": gate(
    SignInPage,
    "/sign-in?error=signup_disabled",
    "/sign-in",
    options({ mail: true, sso: "Northwind ID" }),
  ),
  "sign-in-fresh": gate(SignInPage, "/sign-in", "/sign-in", options({ fresh: true })),
  "set-up": gate(SetUpPage, "/set-up/x", "/set-up/$token", options({ fresh: true })),
  "set-up-done": gate(SetUpPage, "/set-up/x", "/set-up/$token", options({})),
  accept: gate(AcceptPage, "/accept/x", "/accept/$token", { ...STRANGER, "GET /api/accept/x": invitation }),
  "accept-known": gate(AcceptPage, "/accept/x", "/accept/$token", {
    "GET /api/me": me("owner"),
    "GET /api/accept/x": { ...invitation, known: true },
  }),
  "accept-used": gate(AcceptPage, "/accept/x", "/accept/$token", {
    ...STRANGER,
    "GET /api/accept/x": refuses("link-used"),
  }),
  enter: gate(EnterPage, "/enter/x", "/enter/$token", STRANGER),
  reset: gate(ResetPage, "/reset/x", "/reset/$token", STRANGER),
  account: { address: "/account", page: AccountPage, answers: OWN },
  "account-waiting": {
    address: "/account",
    page: AccountPage,
    answers: {
      "GET /api/auth/list-sessions": WAITS,
      "GET /api/auth/passkey/list-user-passkeys": refuses("internal"),
    },
  },
  team: { address: "/team", page: PeoplePage, answers: PEOPLE },
  "team-viewer": { address: "/team", page: PeoplePage, answers: PEOPLE, role: "viewer" },
  "team-alone": {
    address: "/team",
    page: PeoplePage,
    answers: {
      "GET /api/team/members": { members: members.slice(0, 1) },
      "GET /api/team/invitations": { invitations: [] },
    },
  },
  "team-failed": {
    address: "/team",
    page: PeoplePage,
    answers: { "GET /api/team/members": refuses("internal") },
  },
  keys: {
    address: "/team/keys",
    page: KeysPage,
    answers: {
      "GET /api/team/keys": { keys },
      "POST /api/team/keys": { ...keys[1]!, key: "ilm_QzT7d0s9Kx2mV4bN8cR1fG6hJ3kL5pW" },
    },
  },
  "keys-none": { address: "/team/keys", page: KeysPage, answers: { "GET /api/team/keys": { keys: [] } } },
  audit: {
    address: "/team/audit",
    page: AuditPage,
    answers: { "GET /api/team/audit": { entries, more: true } },
  },
  "sign-in-refused": gate(SignInPage, "/sign-in", "/sign-in", {
    ...options({}),
    "POST /api/auth/sign-in/email": refuses("sign-in-failed"),
  }),
}
