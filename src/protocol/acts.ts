/**
 * What assessors do in an interview beside watching it: words, questions and places shown to the candidate, taking part
 * with the candidate's leave, and what only assessors ever see, notes and ratings.
 */
import { z } from "zod"
import { Language } from "./ctrf.ts"
import { LIMITS } from "./limits.ts"

/** Chosen by who acts: sent again under the same id, an act counts once. */
export const ActId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)

/** What an assessor may take part in. */
export const AccessKind = z.enum(["edit", "terminal"])
export type AccessKind = z.infer<typeof AccessKind>

/** Of four described in a question's rubric. */
export const RatingLevel = z.number().int().min(1).max(4)

const { acts } = LIMITS
const Name = z.string().min(1).max(256)
const Place = z.number().int().nonnegative()
const Lines = z.object({ from: z.number().int().positive(), to: z.number().int().positive() })
const Text = z.string().min(1).max(acts.textCharacters)
const Words = z.string().max(acts.wordsCharacters)
const NoteText = z.string().min(1).max(acts.noteCharacters)

/** Payloads of the events. `name` is who acted, as people call them: the candidate sees it whoever may be seen. */
export const ACT_DATA = {
  /** Words to the candidate. */
  "assessor.said": z.object({ id: ActId, name: Name, text: Text }),
  /** A question to the candidate, who answers when they like, or not. */
  "assessor.asked": z.object({ id: ActId, name: Name, text: Text }),
  /** By the candidate. */
  "assessor.answered": z.object({ id: ActId, text: z.string().min(1).max(acts.answerCharacters) }),
  /** Whole lines of a file, as positions in its document of `version` and as the numbers they had. */
  "assessor.pointed": z.object({
    id: ActId,
    name: Name,
    language: Language,
    path: z.string().min(1).max(1_024),
    version: Place,
    from: Place,
    to: Place,
    lines: Lines,
    text: Words,
  }),
  /** The mark is gone: the candidate has seen it, or an assessor took it away. */
  "assessor.unpointed": z.object({ id: ActId }),
  /** For assessors alone. The same `note` again replaces its text; null removes it. `moment` is what it is about. */
  "assessor.noted": z.object({
    note: ActId,
    name: Name,
    text: NoteText.nullable(),
    moment: z.object({ seq: z.number().int().positive(), at: z.number() }).nullable(),
  }),
  /**
   * For assessors alone: a level of a criterion, by its place in the rubric of the envelope's question. The latest by
   * an assessor stands; null takes it back.
   */
  "assessor.rated": z.object({ criterion: Place, name: Name, level: RatingLevel.nullable(), text: Words }),

  /** An assessor would like to take part. */
  "access.asked": z.object({ access: ActId, kind: AccessKind, name: Name }),
  /** By the candidate. */
  "access.answered": z.object({ access: ActId, allowed: z.boolean() }),
  /** By either; it ends with the question too. */
  "access.ended": z.object({ access: ActId }),
} as const

/** [assessor] */
export const AssessorAct = z.discriminatedUnion("type", [
  z.object({ type: z.literal("say"), id: ActId, text: Text }),
  z.object({ type: z.literal("ask"), id: ActId, text: Text }),
  /** Positions in the document of `version`; the whole lines they are in are marked. */
  z.object({
    type: z.literal("point"),
    id: ActId,
    path: z.string().min(1).max(4_096),
    language: Language,
    version: Place,
    from: Place,
    to: Place,
    text: Words,
  }),
  /** `moment` is the number of the event it is about. */
  z.object({
    type: z.literal("note"),
    note: ActId,
    text: NoteText.nullable(),
    moment: z.number().int().positive().nullable(),
  }),
  z.object({
    type: z.literal("rate"),
    question: z.string().max(128),
    criterion: z.number().int().nonnegative().max(100),
    level: RatingLevel.nullable(),
    text: Words,
  }),
  z.object({ type: z.literal("ask-access"), access: ActId, kind: AccessKind }),
])
export type AssessorAct = z.infer<typeof AssessorAct>

/** [candidate] */
export const CandidateAct = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("answer-question"),
    id: ActId,
    text: z.string().min(1).max(acts.answerCharacters),
  }),
  z.object({ type: z.literal("answer-access"), access: ActId, allow: z.boolean() }),
])
export type CandidateAct = z.infer<typeof CandidateAct>

/** [candidate, assessor] */
export const SharedAct = z.discriminatedUnion("type", [
  z.object({ type: z.literal("unpoint"), id: ActId }),
  z.object({ type: z.literal("end-access"), access: ActId }),
])
export type SharedAct = z.infer<typeof SharedAct>

export type Act = AssessorAct | CandidateAct | SharedAct

/** What marks lines in a document: positions in the version that the message around it names. */
export interface LineMark {
  id: string
  name: string
  text: string
  from: number
  to: number
}

/** How the questions of an interview are to be rated, in order; for assessors. */
export const RubricReply = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      criteria: z.array(z.object({ criterion: z.string(), weight: z.number(), levels: z.array(z.string()) })),
    }),
  ),
})
export type RubricReply = z.infer<typeof RubricReply>
