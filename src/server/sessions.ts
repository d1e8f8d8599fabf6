/** Makes an interview: its questions sealed, its first event stored, and links to hand out. */
import { randomBytes } from "node:crypto"
import type { AssistancePolicy } from "../protocol/assistance.ts"
import type { Language } from "../protocol/ctrf.ts"
import type { Clock } from "./clock.ts"
import type { StoredQuestion } from "./questions/library.ts"
import type { QuestionSource } from "./questions/source.ts"
import type { Practice, Store } from "./store/store.ts"
import { sha256 } from "./sha256.ts"

export interface NewSession {
  /** Whose it is; left out, only its links open it. */
  organization?: string
  /** What is tried with it, by whom; left out, it is an interview in earnest, or an assessment's. */
  practice?: Practice
  /** Its name, as candidates are told it. */
  team?: string
  title: string
  candidate: string
  minutes: number
  questions: readonly StoredQuestion[]
  consentText: string
  watchersVisible: boolean
  /** What the agent may do; left out, no agent takes part. */
  assistance?: AssistancePolicy
  /** A question is offered in those of them that it has, which is at least one; left out, in all it has. */
  languages?: readonly Language[]
}

interface SessionParts {
  store: Pick<Store, "sessions" | "links">
  questions: Pick<QuestionSource, "keep">
  clock: Clock
}

export interface CreatedSession {
  id: string
  /** Paths with the token, to be put behind the server's address. */
  links: { candidate: string; assessor: string }
}

const LINK_DAYS = 30
const DAY_MS = 86_400_000

/** When a link into an interview that is made now ends. */
export const linkEnds = (now: number): number => now + LINK_DAYS * DAY_MS

export const newSessionId = (): string => randomBytes(9).toString("hex")

export async function createSession(parts: SessionParts, wanted: NewSession): Promise<CreatedSession> {
  const id = newSessionId()
  await recordSession(parts, id, wanted)
  const { links } = parts.store
  const expiresAt = linkEnds(parts.clock.now())
  const candidate = await links.create({ session: id, role: "candidate", name: wanted.candidate }, expiresAt)
  const assessor = await links.create({ session: id, role: "assessor", name: "Assessor" }, expiresAt)
  return { id, links: { candidate: `/join/${candidate.token}`, assessor: `/join/${assessor.token}` } }
}

/** An interview without any link to it. Throws `Error` when the id is taken. */
export async function recordSession(
  { store, questions, clock }: SessionParts,
  id: string,
  wanted: NewSession,
): Promise<void> {
  const allowed = (languages: readonly Language[]) =>
    languages.filter((language) => wanted.languages?.includes(language) ?? true)
  const sealed = await Promise.all(
    wanted.questions.map(async (stored) => {
      const { id, title, languages, minutes } = stored.question.manifest
      const offered = allowed(languages)
      return { id, title, languages: offered, minutes, version: await questions.keep(stored) }
    }),
  )
  const data = {
    title: wanted.title,
    candidate: { name: wanted.candidate },
    ...(wanted.team !== undefined && { team: wanted.team }),
    durationMs: wanted.minutes * 60_000,
    questions: sealed,
    watchersVisible: wanted.watchersVisible,
    ...(wanted.assistance && { assistance: wanted.assistance }),
    consent: { text: wanted.consentText, digest: sha256(wanted.consentText) },
  }
  const actor = { kind: "system", id: "server" } as const
  await store.sessions.create({
    id,
    organization: wanted.organization ?? null,
    ...(wanted.practice && { practice: wanted.practice }),
    created: { actor, question: null, type: "session.created", data },
    at: clock.now(),
  })
}
