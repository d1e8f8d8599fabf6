/** What an assessor's page asks for over HTTP: what happened, and what was submitted. */
import { z } from "zod"
import { Language } from "./ctrf.ts"
import { ActorKind, EVENT_DATA } from "./events.ts"
import type { EventType } from "./events.ts"

function moment<T extends EventType, Data extends z.ZodType>(type: T, data: Data) {
  return z.object({
    seq: z.number().int(),
    /** Server's clock. */
    at: z.number(),
    actor: ActorKind,
    question: z.string().nullable(),
    type: z.literal(type),
    data,
  })
}

/** As much of what was said as a line shows. */
function beginning(text: string): string {
  const line = text.split("\n", 1)[0] ?? ""
  return line.length > 120 ? `${line.slice(0, 120).toWellFormed()}…` : line
}

const told = (of: (typeof EVENT_DATA)["assessor.said"]) =>
  of.pick({ name: true }).extend({ text: z.string().transform(beginning) })

/** One of the events an assessor's list tells of; texts, output and the results of single tests are left out. */
export const Moment = z.discriminatedUnion("type", [
  moment("session.consented", z.object({})),
  moment("session.started", EVENT_DATA["session.started"]),
  moment("session.paused", EVENT_DATA["session.paused"]),
  moment("session.resumed", EVENT_DATA["session.resumed"]),
  moment("session.extended", EVENT_DATA["session.extended"]),
  moment("session.ended", EVENT_DATA["session.ended"]),
  moment("question.opened", EVENT_DATA["question.opened"]),
  moment("question.submitted", EVENT_DATA["question.submitted"]),
  moment("question.graded", EVENT_DATA["question.graded"]),
  moment("language.changed", EVENT_DATA["language.changed"]),
  /** A file or folder the candidate brought in, text or not. */
  moment("file.created", EVENT_DATA["file.created"].pick({ path: true, kind: true, size: true })),
  moment("doc.renamed", EVENT_DATA["doc.renamed"].pick({ from: true, to: true })),
  moment("doc.deleted", EVENT_DATA["doc.deleted"].pick({ path: true })),
  moment("terminal.opened", EVENT_DATA["terminal.opened"].pick({ terminal: true })),
  moment("test.finished", EVENT_DATA["test.finished"].pick({ outcome: true, summary: true, reason: true })),
  /** The candidate's own coming and going only. */
  moment("presence.joined", EVENT_DATA["presence.joined"].pick({ role: true })),
  moment("presence.left", EVENT_DATA["presence.left"].pick({ takenOverBy: true })),
  moment("presence.focus", EVENT_DATA["presence.focus"].pick({ focused: true })),
  moment("agent.paused", EVENT_DATA["agent.paused"]),
  moment("agent.resumed", EVENT_DATA["agent.resumed"]),
  moment("agent.ended", EVENT_DATA["agent.ended"]),
  moment("chat.message", z.object({ text: z.string().transform(beginning) })),
  moment("chat.refused", EVENT_DATA["chat.refused"].pick({ tool: true, level: true })),
  moment("chat.ended", EVENT_DATA["chat.ended"].pick({ outcome: true })),
  moment("review.decided", EVENT_DATA["review.decided"].pick({ path: true, verdict: true })),
  moment("level.changed", EVENT_DATA["level.changed"]),
  moment("nudge.offered", EVENT_DATA["nudge.offered"].pick({ kind: true })),
  moment("nudge.accepted", z.object({})),
  moment("nudge.dismissed", z.object({})),
  moment("nudge.muted", EVENT_DATA["nudge.muted"]),
  moment("assessor.said", told(EVENT_DATA["assessor.said"])),
  moment("assessor.asked", told(EVENT_DATA["assessor.asked"])),
  moment("assessor.answered", z.object({ text: z.string().transform(beginning) })),
  moment("assessor.pointed", EVENT_DATA["assessor.pointed"].pick({ name: true, path: true, lines: true })),
  /** For assessors alone; null where the note was removed. */
  moment(
    "assessor.noted",
    z.object({ note: z.string(), name: z.string(), text: z.string().transform(beginning).nullable() }),
  ),
  moment("assessor.rated", EVENT_DATA["assessor.rated"].pick({ name: true, criterion: true, level: true })),
  moment("access.asked", EVENT_DATA["access.asked"]),
  moment("access.answered", EVENT_DATA["access.answered"]),
  moment("access.ended", EVENT_DATA["access.ended"]),
  moment("presence.paste", EVENT_DATA["presence.paste"].pick({ path: true, characters: true, inside: true })),
])
export type Moment = z.infer<typeof Moment>

/**
 * `last` is the event up to which the journal was read; what comes later is asked for after it. `more` tells that the
 * answer was full: ask on at once.
 */
export const MomentsReply = z.object({
  moments: z.array(Moment),
  last: z.number().int(),
  more: z.boolean(),
})
export type MomentsReply = z.infer<typeof MomentsReply>

/** Stretches of one text that are told apart: nobody who writes comes near it. */
export const MOST_STRETCHES = 4_096

/** Who wrote a stretch of what was submitted; `shell` is the shell and every program that writes files. */
export const SubmittedAuthor = z.enum(["starter", "candidate", "agent", "shell", "assessor"])
export type SubmittedAuthor = z.infer<typeof SubmittedAuthor>

/** A question's files as they were submitted, in the language of the submission. */
export const SubmissionReply = z.object({
  question: z.string(),
  language: Language,
  at: z.number(),
  files: z.array(
    z.object({
      path: z.string(),
      /** Null for a file that is no document, which the record has, and for one that is deleted. */
      text: z.string().nullable(),
      /** To what the question laid out; `generated` is no document, and a program left it. */
      change: z.enum(["none", "edited", "added", "deleted", "generated"]),
      /** Where the question laid it out, when it was renamed since. */
      from: z.string().nullable(),
      /** What the question laid out, where `text` differs from it. */
      starter: z.string().nullable(),
      /** Of `text` from its beginning to its end, in characters (UTF-16 code units); lines as the question laid them out are its starter's. */
      authors: z
        .array(z.object({ author: SubmittedAuthor, length: z.number().int().positive() }))
        .max(MOST_STRETCHES),
    }),
  ),
})
export type SubmissionReply = z.infer<typeof SubmissionReply>
