/** What assessors did in an interview, and what the candidate answered, as the fold of its journal. Pure. */
import type { AccessKind } from "../../protocol/acts.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { Actor, EventOf, JournalEvent } from "../../protocol/events.ts"
import { isWithin, moved } from "../path.ts"

interface Act {
  id: string
  /** The event that began it. */
  seq: number
  at: number
  by: Actor
  name: string
  question: string | null
}

export interface Said extends Act {
  text: string
}

export interface Asked extends Said {
  answer: { at: number; text: string } | null
}

/** Where the lines are now only the document tells (`pointers.ts`); `lines` are the numbers they had. */
export interface Pointed extends Said {
  language: Language
  path: string
  lines: { from: number; to: number }
}

export interface Access extends Act {
  kind: AccessKind
  status: "asked" | "granted" | "declined" | "ended"
}

export interface Note extends Said {
  changedAt: number
  moment: { seq: number; at: number } | null
}

export interface Rating extends Omit<Act, "id"> {
  question: string
  criterion: number
  level: number
  text: string
}

export interface ActsState {
  said: readonly Said[]
  asked: readonly Asked[]
  pointed: readonly Pointed[]
  /** The latest of each assessor and kind, in the open question. */
  access: readonly Access[]
  /** For assessors alone (`visibility.ts`). */
  notes: readonly Note[]
  ratings: readonly Rating[]
}

export const NO_ACTS: ActsState = { said: [], asked: [], pointed: [], access: [], notes: [], ratings: [] }

/** The next state; the same one for events that are no acts. */
export function evolveActs(acts: ActsState, event: JournalEvent): ActsState {
  switch (event.type) {
    case "assessor.said":
      return { ...acts, said: [...acts.said, said(event)] }
    case "assessor.asked":
      return { ...acts, asked: [...acts.asked, { ...said(event), answer: null }] }
    case "assessor.answered": {
      const { id, text } = event.data
      const answer = { at: event.at, text }
      return { ...acts, asked: acts.asked.map((one) => (one.id === id ? { ...one, answer } : one)) }
    }
    case "assessor.pointed": {
      const { language, path, lines } = event.data
      return { ...acts, pointed: [...acts.pointed, { ...said(event), language, path, lines }] }
    }
    case "assessor.unpointed":
      return { ...acts, pointed: acts.pointed.filter(({ id }) => id !== event.data.id) }
    case "assessor.noted":
      return { ...acts, notes: withNote(acts.notes, event) }
    case "assessor.rated":
      return { ...acts, ratings: withRating(acts.ratings, event) }
    case "access.asked": {
      const { access: id, kind, name } = event.data
      const others = acts.access.filter((one) => one.by.id !== event.actor.id || one.kind !== kind)
      return { ...acts, access: [...others, { ...begun(event, id, name), kind, status: "asked" }] }
    }
    case "access.answered":
      return withAccess(acts, event.data.access, event.data.allowed ? "granted" : "declined")
    case "access.ended":
      return withAccess(acts, event.data.access, "ended")
    case "question.opened":
    case "question.submitted":
    case "session.ended":
      return { ...acts, pointed: [], access: [] }
    case "language.changed":
    case "doc.renamed":
    case "doc.deleted":
      return acts.pointed.length === 0 ? acts : { ...acts, pointed: followed(acts.pointed, event) }
    default:
      return acts
  }
}

/** May this assessor do it now, by the candidate's word? Whether the interview runs is another matter. */
export function hasAccess({ access }: ActsState, actor: Actor, kind: AccessKind): boolean {
  return access.some((one) => one.kind === kind && one.by.id === actor.id && one.status === "granted")
}

/** The acts as who is no assessor may see them. */
export function withoutPrivate(acts: ActsState): ActsState {
  return { ...acts, notes: [], ratings: [] }
}

function begun({ seq, at, actor, question }: JournalEvent, id: string, name: string): Act {
  return { id, seq, at, by: actor, name, question }
}

function said(
  event: EventOf<"assessor.said"> | EventOf<"assessor.asked"> | EventOf<"assessor.pointed">,
): Said {
  const { id, name, text } = event.data
  return { ...begun(event, id, name), text }
}

function withNote(notes: readonly Note[], event: EventOf<"assessor.noted">): readonly Note[] {
  const { note: id, name, text, moment } = event.data
  const known = notes.find((one) => one.id === id)
  if (text === null) return notes.filter((one) => one !== known)
  if (!known) return [...notes, { ...begun(event, id, name), text, changedAt: event.at, moment }]
  const changed = { ...known, text, changedAt: event.at, moment: moment ?? known.moment }
  return notes.map((one) => (one === known ? changed : one))
}

function withRating(ratings: readonly Rating[], event: EventOf<"assessor.rated">): readonly Rating[] {
  const { seq, at, actor, question, data } = event
  const { criterion, name, level, text } = data
  const others = ratings.filter(
    (one) => one.question !== question || one.criterion !== criterion || one.by.id !== actor.id,
  )
  if (question === null || level === null) return others
  return [...others, { seq, at, by: actor, name, question, criterion, level, text }]
}

function withAccess(acts: ActsState, id: string, status: Access["status"]): ActsState {
  return { ...acts, access: acts.access.map((one) => (one.id === id ? { ...one, status } : one)) }
}

type FileEvent = EventOf<"language.changed"> | EventOf<"doc.renamed"> | EventOf<"doc.deleted">

function followed(pointed: readonly Pointed[], event: FileEvent): readonly Pointed[] {
  if (event.type === "language.changed") return []
  return pointed.flatMap((one) => {
    if (one.language !== event.data.language) return one
    if (event.type === "doc.deleted") return isWithin(one.path, event.data.path) ? [] : one
    const { from, to } = event.data
    return isWithin(one.path, from) ? { ...one, path: moved(one.path, from, to) } : one
  })
}
