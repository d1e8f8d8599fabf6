/** Makes an interview: its questions sealed, its first event stored, and links to hand out. */
import { randomBytes } from "node:crypto"
import type { AssistancePolicy } from "../protocol/assistance.ts"
import type { Clock } from "./clock.ts"
import type { StoredQuestion } from "./questions/library.ts"
import type { QuestionSource } from "./questions/source.ts"
import type { Store } from "./store/store.ts"
import { sha256 } from "./sha256.ts"

export interface NewSession {
  /** Whose it is; left out, only its links open it. */
  organization?: string
  title: string
  candidate: string
  minutes: number
  questions: readonly StoredQuestion[]
  consentText: string
  watchersVisible: boolean
  /** What the agent may do; left out, no agent takes part. */
  assistance?: AssistancePolicy
}

export interface CreatedSession {
  id: string
  /** Paths with the token, to be put behind the server's address. */
  links: { candidate: string; assessor: string }
}

const LINK_DAYS = 30
const DAY_MS = 86_400_000

export async function createSession(
  { store, questions, clock }: { store: Store; questions: QuestionSource; clock: Clock },
  wanted: NewSession,
): Promise<CreatedSession> {
  const id = randomBytes(9).toString("hex")
  const now = clock.now()
  const sealed = await Promise.all(
    wanted.questions.map(async (stored) => {
      const { id, title, languages, minutes } = stored.question.manifest
      return { id, title, languages, minutes, version: await questions.keep(stored) }
    }),
  )
  const data = {
    title: wanted.title,
    candidate: { name: wanted.candidate },
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
    created: { actor, question: null, type: "session.created", data },
    at: now,
  })
  const expiresAt = now + LINK_DAYS * DAY_MS
  const candidate = await store.links.create(
    { session: id, role: "candidate", name: wanted.candidate },
    expiresAt,
  )
  const assessor = await store.links.create({ session: id, role: "assessor", name: "Assessor" }, expiresAt)
  return { id, links: { candidate: `/join/${candidate.token}`, assessor: `/join/${assessor.token}` } }
}
