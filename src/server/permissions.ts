/** Who may do what: the one table. What is asked is looked up here before anything else happens. */
import type { ClientMessage, Command, Role } from "../protocol/messages.ts"
import type { TeamRole } from "../protocol/team.ts"

const EVERYBODY = ["candidate", "assessor", "viewer"] as const satisfies readonly Role[]

/** Commands to a room, over the socket or the API, by the seats that may ask them. */
export const COMMANDS: Record<Command["type"], readonly Role[]> = {
  consent: ["candidate"],
  start: ["candidate"],
  submit: ["candidate"],
  "change-language": ["candidate"],
  withdraw: ["candidate"],
  pause: ["assessor"],
  resume: ["assessor"],
  extend: ["assessor"],
  end: ["assessor"],
  "run-tests": ["candidate"],
  "cancel-tests": ["candidate"],
  "warm-tests": ["candidate"],
  "create-file": ["candidate"],
  "rename-file": ["candidate"],
  "delete-file": ["candidate"],
  save: ["candidate"],
  "list-files": EVERYBODY,
  "open-terminal": ["candidate"],
  "close-terminal": ["candidate"],
  "send-message": ["candidate"],
  "stop-agent": ["candidate"],
  "continue-agent": ["candidate"],
  "answer-nudge": ["candidate"],
  "mute-nudges": ["candidate"],
  "review-change": ["candidate"],
  "list-chat": EVERYBODY,
  "set-level": ["assessor"],
  "begin-agent": ["assessor"],
  "pause-agent": ["assessor"],
  "resume-agent": ["assessor"],
  "end-agent": ["assessor"],
  say: ["assessor"],
  ask: ["assessor"],
  point: ["assessor"],
  note: ["assessor"],
  rate: ["assessor"],
  "ask-access": ["assessor"],
  "answer-question": ["candidate"],
  "answer-access": ["candidate"],
  unpoint: ["candidate", "assessor"],
  "end-access": ["candidate", "assessor"],
}

/**
 * Messages of a window, by the seats that may send them. A `command` is looked up in `COMMANDS` as well; what an
 * assessor types needs the candidate's leave besides (`socket/window.ts`).
 */
export const MESSAGES: Record<ClientMessage["type"], readonly Role[]> = {
  hello: EVERYBODY,
  command: EVERYBODY,
  "open-document": EVERYBODY,
  "close-document": EVERYBODY,
  push: ["candidate", "assessor"],
  cursor: EVERYBODY,
  "attach-terminal": EVERYBODY,
  "detach-terminal": EVERYBODY,
  "terminal-input": ["candidate", "assessor"],
  "resize-terminal": ["candidate"],
  "ack-terminal": EVERYBODY,
  observe: ["candidate"],
  ping: EVERYBODY,
}

/**
 * Who may ask for a route: anyone; somebody signed in; somebody in a team with at least that role, or a program with
 * such a key; a person of at least that role and no program; the same as a role, of the one team that runs the
 * installation; or who has one of those seats in the interview that the address names.
 */
export type Need =
  | "anyone"
  | "account"
  | TeamRole
  | { readonly person: TeamRole }
  | { readonly installation: TeamRole }
  | readonly Role[]

const CANDIDATE: readonly Role[] = ["candidate"]
const ASSESSOR: readonly Role[] = ["assessor"]
const WATCHING: readonly Role[] = ["assessor", "viewer"]
/** Only people manage people and keys. */
const PERSON: Need = { person: "viewer" }
const ADMIN_PERSON: Need = { person: "admin" }
/** Several teams may share an installation, which one of them runs. */
const RUNNER: Need = { installation: "owner" }
const RUNNING_ADMIN: Need = { installation: "admin" }

/** Routes by method and path. The server does not start with one that is not here. */
export const ROUTES: Readonly<Record<string, Need>> = {
  "GET /healthz": "anyone",
  "GET /readyz": "anyone",
  "GET /api/openapi.json": "anyone",
  "GET /join/:token": "anyone",
  "GET /api/join/:token": "anyone",
  "POST /api/join/:token": "anyone",

  "POST /api/interview/:id/initialize": EVERYBODY,
  "GET /api/interview/:id/question": EVERYBODY,
  "POST /api/interview/:id/pause": ASSESSOR,
  "POST /api/interview/:id/resume": ASSESSOR,
  "GET /api/interview/:id/files": EVERYBODY,
  "PUT /api/interview/:id/files": CANDIDATE,
  "DELETE /api/interview/:id/files": CANDIDATE,
  "GET /api/interview/:id/archive": EVERYBODY,
  "GET /api/interview/:id/terminal": EVERYBODY,
  "POST /api/interview/:id/terminal/input": CANDIDATE,
  "POST /api/interview/:id/run-tests": CANDIDATE,
  "GET /api/interview/:id/test-report": EVERYBODY,
  "GET /api/interview/:id/bundle": EVERYBODY,
  "GET /api/interview/:id/events": EVERYBODY,
  "POST /api/interview/:id/events": CANDIDATE,
  "POST /api/interview/:id/events/batch": CANDIDATE,
  "GET /api/interview/:id/moments": WATCHING,
  "GET /api/interview/:id/rubric": ASSESSOR,
  "POST /api/interview/:id/acts": ["candidate", "assessor"],
  "GET /api/interview/:id/submission": WATCHING,
  "GET /api/interview/:id/chat": WATCHING,
  "POST /api/interview/:id/chat/agent": CANDIDATE,
  "GET /api/interview/:id/chat/agent": EVERYBODY,
  "POST /api/interview/:id/agent": ASSESSOR,
  "GET /api/interview/:id/ai-session": WATCHING,
  "GET /api/interview/:id/ai-interaction-quality": WATCHING,

  "GET /api/assessments": "viewer",
  "POST /api/assessments": "assessor",
  "GET /api/assessments/:assessment": "viewer",
  "PUT /api/assessments/:assessment": "assessor",
  "POST /api/assessments/:assessment/duplicate": "assessor",
  "POST /api/assessments/:assessment/archive": "assessor",
  "POST /api/assessments/:assessment/restore": "assessor",
  "GET /api/assessments/:assessment/invitations": "viewer",
  "POST /api/assessments/:assessment/invitations": "assessor",
  "POST /api/assessments/:assessment/invitations/list": "assessor",
  "GET /api/assessments/:assessment/invitations/table": "assessor",
  "POST /api/invitations": "assessor",
  "GET /api/interviews": "viewer",
  "DELETE /api/interviews/:interview": "admin",

  "GET /api/live": "viewer",

  "GET /api/me": "account",
  "GET /api/sign-in": "anyone",
  "POST /api/set-up": "anyone",
  "GET /api/accept/:token": "anyone",
  "POST /api/accept/:token": "anyone",
  "POST /api/accept/:token/join": "account",

  "GET /api/team/members": PERSON,
  "PUT /api/team/members/:member": ADMIN_PERSON,
  "DELETE /api/team/members/:member": ADMIN_PERSON,
  "POST /api/team/members/:member/link": ADMIN_PERSON,
  "POST /api/team/leave": PERSON,
  "GET /api/team/invitations": ADMIN_PERSON,
  "POST /api/team/invitations": ADMIN_PERSON,
  "DELETE /api/team/invitations/:invitation": ADMIN_PERSON,
  "GET /api/team/keys": ADMIN_PERSON,
  "POST /api/team/keys": ADMIN_PERSON,
  "DELETE /api/team/keys/:key": ADMIN_PERSON,
  "GET /api/team/audit": "admin",
  "GET /api/team/audit/export": "admin",

  "GET /api/questions": "viewer",
  "POST /api/questions": "assessor",
  "POST /api/questions/import": "assessor",
  "GET /api/questions/export": "assessor",
  "GET /api/questions/:question": "viewer",
  "DELETE /api/questions/:question": "assessor",
  "GET /api/questions/:question/preview": "viewer",
  "POST /api/questions/:question/try": "assessor",
  "GET /api/questions/:question/file": "viewer",
  "PUT /api/questions/:question/file": "assessor",
  "DELETE /api/questions/:question/file": "assessor",
  "POST /api/questions/:question/rename": "assessor",
  "GET /api/questions/:question/check": "viewer",
  "POST /api/questions/:question/check": "assessor",
  "DELETE /api/questions/:question/check": "assessor",
  "POST /api/questions/:question/publish": "assessor",
  "GET /api/questions/:question/versions/:number/file": "viewer",
  "POST /api/questions/:question/archive": "assessor",
  "POST /api/questions/:question/restore": "assessor",

  "GET /api/settings": RUNNING_ADMIN,
  "PUT /api/settings/model": RUNNER,
  "PUT /api/settings/mail": RUNNER,
  "PUT /api/settings/sso": RUNNER,
  "PUT /api/settings/retention": RUNNER,
  "POST /api/settings/model/try": RUNNER,
  "POST /api/settings/mail/try": RUNNER,
  "GET /api/health": RUNNING_ADMIN,

  "GET /api/webhooks": "admin",
  "POST /api/webhooks": "admin",
  "PUT /api/webhooks/:webhook": "admin",
  "DELETE /api/webhooks/:webhook": "admin",
  "GET /api/webhooks/:webhook/secret": "admin",
  "POST /api/webhooks/:webhook/secret": "admin",
  "POST /api/webhooks/:webhook/test": "admin",
  "GET /api/webhooks/:webhook/deliveries": "admin",
  "POST /api/webhooks/:webhook/deliveries/:delivery/again": "admin",

  "POST /api/auth/sign-in/email": "anyone",
  "POST /api/auth/sign-in/magic-link": "anyone",
  "POST /api/auth/sign-in/social": "anyone",
  "GET /api/auth/callback/:id": "anyone",
  "GET /api/auth/magic-link/verify": "anyone",
  "POST /api/auth/request-password-reset": "anyone",
  "POST /api/auth/reset-password": "anyone",
  "GET /api/auth/passkey/generate-authenticate-options": "anyone",
  "POST /api/auth/passkey/verify-authentication": "anyone",
  "POST /api/auth/two-factor/verify-totp": "anyone",
  "POST /api/auth/two-factor/verify-backup-code": "anyone",
  "POST /api/auth/sign-out": "anyone",
  "POST /api/auth/change-password": "account",
  "POST /api/auth/update-user": "account",
  "GET /api/auth/list-sessions": "account",
  "POST /api/auth/revoke-session": "account",
  "POST /api/auth/revoke-other-sessions": "account",
  "POST /api/auth/two-factor/enable": "account",
  "POST /api/auth/two-factor/disable": "account",
  "POST /api/auth/two-factor/get-totp-uri": "account",
  "POST /api/auth/two-factor/generate-backup-codes": "account",
  "GET /api/auth/passkey/generate-register-options": "account",
  "POST /api/auth/passkey/verify-registration": "account",
  "GET /api/auth/passkey/list-user-passkeys": "account",
  "POST /api/auth/passkey/update-passkey": "account",
  "POST /api/auth/passkey/delete-passkey": "account",
  "POST /api/auth/organization/set-active": "account",
}

/** Throws `Error` for a route that the table does not have. */
export function needOf(route: string): Need {
  const need = ROUTES[route]
  if (need === undefined)
    throw new Error(`${route} states nowhere who may ask for it: add it to permissions.ts`)
  return need
}

export function isSeats(need: Need): need is readonly Role[] {
  return Array.isArray(need)
}

/** The seats that may ask for a route of an interview. Throws `Error` for another route. */
export function seatsOf(route: string): readonly Role[] {
  const need = needOf(route)
  if (!isSeats(need)) throw new Error(`${route} is no route of an interview`)
  return need
}
