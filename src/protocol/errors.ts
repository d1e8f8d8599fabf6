import { z } from "zod"

/** Every refusal a person or a program can meet: HTTP status, what happened, what to do. One table, used everywhere. */
export const ERRORS = {
  "bad-request": [400, "The request is not of the expected form", "Compare it with /api/openapi.json."],
  "not-signed-in": [
    401,
    "This address needs an interview link",
    "Open the link you were sent, in this browser.",
  ],
  "link-unknown": [
    404,
    "This link is not known here",
    "Check that it was copied whole, or ask for a new one.",
  ],
  "link-expired": [410, "This link has expired", "Ask the person who invited you for a new one."],
  "link-revoked": [410, "This link was withdrawn", "Ask the person who invited you for a new one."],
  "link-used": [410, "This link was used, or is too old", "Ask for a new one, or sign in."],
  forbidden: [403, "Your link does not allow this", "Ask an assessor of this interview."],
  "sign-in-needed": [401, "You are not signed in", "Sign in, or send a key as a bearer token."],
  "role-needed": [403, "Your role in this team does not allow this", "Ask an admin or owner of the team."],
  "no-team": [403, "You are in no team", "Ask somebody for an invitation to theirs."],
  "set-up-done": [409, "This installation has its owner", "Sign in, or ask the owner for an invitation."],
  "member-exists": [409, "This person is in the team", "Change their role instead."],
  "last-owner": [409, "A team needs an owner", "Make somebody else an owner first."],
  "sign-in-failed": [401, "Signing in did not work", "Check what you typed, and try again."],
  "account-refused": [400, "This was not accepted", "Check what you typed, and try again."],
  "too-many": [409, "There are too many of these", "Remove one first."],
  "changed-since": [
    409,
    "Somebody changed this in the meantime",
    "Load it again, and make your change there.",
  ],
  archived: [409, "This is archived", "Bring it back first."],
  "interview-unready": [
    409,
    "This interview cannot begin yet",
    "Tell the person who invited you: its questions have to be looked at first.",
  ],
  "wrong-origin": [403, "The request came from another site", "Open the interview in its own page."],
  "not-found": [404, "There is nothing at this address", "Check the address."],
  "session-unknown": [404, "This interview does not exist", "Check the address, or ask for a new link."],
  "session-erased": [410, "This interview was erased", "Nothing of it is kept. You can close this page."],
  "session-under-way": [409, "The interview is under way", "End it first; then it can be erased."],
  "session-elsewhere": [503, "Another server is running this interview", "Try again in a few seconds."],
  "session-ended": [409, "The interview has ended", "Nothing more can be changed; your work is kept."],
  "session-not-ended": [409, "The interview is still under way", "Come back for this when it has ended."],
  "session-paused": [409, "The interview is paused", "Wait until it goes on; the clock stands still."],
  "session-not-running": [409, "The interview has not started", "Start it first."],
  "already-done": [409, "This was done already", "Reload the page to see where things stand."],
  "consent-needed": [409, "Consent comes first", "Read the consent text and agree to it."],
  "taken-over": [409, "The interview went on in another window", "Close this one, or take it back here."],
  "in-use": [
    409,
    "The interview is open in another window",
    "Continue here to close it there; nothing is lost.",
  ],
  "language-not-offered": [
    422,
    "This question is not offered in that language",
    "Choose one of the languages listed.",
  ],
  "path-invalid": [422, "That is not a usable file name", "Use letters, digits and / inside the workspace."],
  "path-escapes": [422, "The path leads out of the workspace", "Use a path below the workspace."],
  "file-absent": [
    404,
    "There is no such file",
    "Refresh the file tree; it may have been renamed or deleted.",
  ],
  "file-exists": [409, "Something of that name is there already", "Choose another name."],
  "file-not-text": [415, "This file is not text", "It is shown for information; change it from the shell."],
  "file-too-large": [
    413,
    "The file is too large for the editor",
    "It is shown read-only; change it from the shell.",
  ],
  "file-not-regular": [
    422,
    "This is not an ordinary file",
    "Devices, pipes and links out of the workspace are not opened.",
  ],
  "disk-full": [507, "The workspace is full", "Delete what is not needed; 1 GB is the limit."],
  "document-gone": [410, "The file was deleted or renamed", "Open it under its new name, or make it again."],
  "document-stale": [
    409,
    "The page is too far behind this file",
    "It is loaded again; your unsent edits are kept and merged.",
  ],
  "run-in-progress": [409, "Tests are running", "Wait for them or cancel them."],
  "no-run": [409, "No tests are running", "Start a run first."],
  "terminal-unknown": [404, "This terminal is closed", "Open a new one."],
  "no-more-processes": [
    429,
    "No more processes can be started in the sandbox",
    "Close a terminal or stop what runs.",
  ],
  "agent-absent": [
    409,
    "No agent takes part in this interview",
    "Work on by yourself; an assessor can begin one.",
  ],
  "agent-held": [
    409,
    "An assessor holds the agent just now",
    "Wait until it goes on, or work on by yourself.",
  ],
  "agent-ended": [
    409,
    "The agent's part in this interview is over",
    "Work on by yourself; all it did is kept.",
  ],
  "agent-busy": [429, "Too many messages wait for the agent", "Let it answer first, or stop it."],
  "no-turn": [409, "There is nothing of the agent's to stop or continue", "Send it a message."],
  "nudge-unknown": [409, "This offer stands no more", "Ask the agent if you want help."],
  "nudges-required": [409, "This assessment keeps offers of help on", "Dismiss an offer you don't want."],
  "act-unknown": [
    404,
    "That is no longer there",
    "Look at the page as it is now; it may have been taken back.",
  ],
  "acts-full": [409, "There are too many of these already", "Take one back, or wait for an answer."],
  "access-needed": [
    403,
    "The candidate has not allowed this",
    "Ask to take part; the candidate decides, and can end it at any time.",
  ],
  "level-fixed": [409, "The level is that already", "Choose another level."],
  "review-stale": [409, "The file has changed since", "Look at the change as it is now, and decide again."],
  "too-many-terminals": [429, "No more terminals can be opened", "Close one first."],
  "too-many-clients": [429, "Too many windows watch this interview", "Close one first."],
  "too-fast": [429, "Too many requests", "Wait a moment."],
  "too-large": [413, "The request is too large", "Send less at once."],
  "record-full": [
    507,
    "The record of this interview is full",
    "Nothing more can be written in it. Submit what you have, or ask an assessor.",
  ],
  "sandbox-unavailable": [
    503,
    "The workspace cannot be started",
    "Your work is kept. Try again, or tell an assessor.",
  ],
  "store-unavailable": [
    503,
    "The record cannot be written just now",
    "Your edits wait in this browser and are sent again.",
  ],
  "question-unknown": [404, "This question is not in the library", "Look for it in the list of questions."],
  "question-built-in": [409, "This question came with the installation", "Make a copy of it and edit that."],
  "question-faulty": [422, "The question is not whole yet", "Mend what is listed on its page."],
  "question-not-checked": [
    409,
    "The draft as it is now has not passed its check",
    "Check it, and publish it when every claim holds.",
  ],
  "question-published": [409, "A published question is kept", "Archive it: interviews may refer to it."],
  "draft-stale": [
    409,
    "Somebody else changed this file meanwhile",
    "Look at their version and yours, and save again.",
  ],
  "check-running": [409, "A check of this question is under way", "Wait for it or cancel it."],
  "no-check": [409, "No check of this question is under way", "Start one first."],
  "import-refused": [422, "This cannot be made into questions", "Send a zip of folders or a JSONL file."],
  offline: [
    503,
    "There is no connection to the server",
    "Your edits are kept here; try again when it is back.",
  ],
  internal: [500, "Something failed on the server", "Your work is kept. Try again, or tell an assessor."],
} as const satisfies Record<string, readonly [status: number, title: string, todo: string]>

export type ErrorCode = keyof typeof ERRORS
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

/** RFC 9457 problem details, as every failed request and refused message carries them. */
export const Problem = z.object({
  type: z.string(),
  status: z.number().int(),
  code: ErrorCode,
  title: z.string(),
  /** What to do. */
  detail: z.string(),
})
export type Problem = z.infer<typeof Problem>

/** The problem of a code; `detail` replaces the table's advice where the place knows better. */
export function problem(code: ErrorCode, detail?: string): Problem {
  const [status, title, todo] = ERRORS[code]
  return { type: `/problems/${code}`, status, code, title, detail: detail ?? todo }
}

/** A refusal thrown where a value cannot be returned; the edge turns it into a `Problem`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  constructor(code: ErrorCode, detail?: string) {
    super(`${ERRORS[code][1]}. ${detail ?? ERRORS[code][2]}`)
    this.code = code
    this.detail = detail
  }
  toProblem(): Problem {
    return problem(this.code, this.detail)
  }
}
