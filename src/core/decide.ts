/** The rules of what may happen next in an interview. Pure: the time comes in with the command. */
import type { Language } from "../protocol/ctrf.ts"
import type { ErrorCode } from "../protocol/errors.ts"
import type { Actor, Draft, EventData } from "../protocol/events.ts"
import { openQuestion, remaining } from "./session.ts"
import type { QuestionState, SessionState } from "./session.ts"

/** What can be asked of a session. Who may ask what is the edge's concern (`protocol/messages.ts`, `server/room`). */
export type SessionCommand =
  | { type: "consent"; digest: string }
  | { type: "start" }
  | { type: "pause"; reason: string; name?: string }
  | { type: "resume" }
  | { type: "extend"; byMs: number; reason: string }
  | { type: "submit"; question: string }
  | { type: "change-language"; language: Language }
  | { type: "end"; reason: "withdrawn" | "ended-by-assessor"; text?: string }
  | { type: "expire" }

export type Decision = { ok: true; events: readonly Draft[] } | { ok: false; code: ErrorCode }

const refuse = (code: ErrorCode): Decision => ({ ok: false, code })
const accept = (...events: Draft[]): Decision => ({ ok: true, events })

/** Answers the events that carry a command out, to be stored together, or why it is refused. */
export function decide(state: SessionState, command: SessionCommand, actor: Actor, now: number): Decision {
  const { phase } = state.phase
  if (phase === "ended") return refuse("session-ended")
  const open = openQuestion(state)
  switch (command.type) {
    case "consent":
      if (phase !== "invited") return refuse("already-done")
      if (command.digest !== state.consent.digest) return refuse("consent-needed")
      return accept({ actor, question: null, type: "session.consented", data: { digest: command.digest } })
    case "start":
      if (phase === "invited") return refuse("consent-needed")
      if (phase !== "consented") return refuse("already-done")
      return accept(
        { actor, question: null, type: "session.started", data: {} },
        opening(state.questions[0]!, null, actor),
      )
    case "pause": {
      if (phase !== "running") return refuse(phase === "paused" ? "already-done" : "session-not-running")
      const { reason, name } = command
      return accept({
        actor,
        question: open?.id ?? null,
        type: "session.paused",
        data: { reason, ...(name !== undefined && { name }) },
      })
    }
    case "resume":
      if (phase !== "paused") return refuse("already-done")
      return accept({ actor, question: open?.id ?? null, type: "session.resumed", data: {} })
    case "extend":
      return accept({
        actor,
        question: null,
        type: "session.extended",
        data: { byMs: command.byMs, reason: command.reason },
      })
    case "submit":
      if (phase !== "running" || !open)
        return refuse(phase === "paused" ? "session-paused" : "session-not-running")
      if (open.id !== command.question) return refuse("already-done")
      return accept(...submitting(state, open, actor, actor.kind === "assessor" ? "assessor" : "candidate"))
    case "change-language":
      if (phase !== "running" || !open)
        return refuse(phase === "paused" ? "session-paused" : "session-not-running")
      if (!open.languages.includes(command.language)) return refuse("language-not-offered")
      if (open.language === command.language) return refuse("already-done")
      return accept({
        actor,
        question: open.id,
        type: "language.changed",
        data: { from: open.language, to: command.language },
      })
    case "end":
      return accept(
        ...ending(
          open,
          actor,
          { reason: command.reason, ...(command.text && { text: command.text }) },
          actor.kind === "assessor" ? "assessor" : "candidate",
        ),
      )
    case "expire":
      if (phase !== "running" || remaining(state.clock, now) > 0) return refuse("session-not-running")
      return accept(...ending(open, actor, { reason: "expired" }, "clock"))
  }
}

/** A question opens in the language last used, where it offers that. */
function opening(question: QuestionState, last: Language | null, actor: Actor): Draft {
  const language = last && question.languages.includes(last) ? last : question.language
  return { actor, question: question.id, type: "question.opened", data: { language } }
}

type SubmittedBy = EventData<"question.submitted">["by"]

function submitted(question: QuestionState, actor: Actor, by: SubmittedBy): Draft {
  return {
    actor,
    question: question.id,
    type: "question.submitted",
    data: { language: question.language, by },
  }
}

function submitting(state: SessionState, open: QuestionState, actor: Actor, by: SubmittedBy): Draft[] {
  const next = state.questions.find((question) => question.status === "locked")
  const after: Draft = next
    ? opening(next, open.language, actor)
    : { actor, question: null, type: "session.ended", data: { reason: "submitted" } }
  return [submitted(open, actor, by), after]
}

function ending(
  open: QuestionState | null,
  actor: Actor,
  data: EventData<"session.ended">,
  by: SubmittedBy,
): Draft[] {
  const end: Draft = { actor, question: null, type: "session.ended", data }
  return open ? [submitted(open, actor, by), end] : [end]
}
