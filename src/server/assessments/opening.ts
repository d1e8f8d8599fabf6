/** What happens when a candidate opens the link they were invited by: their interview is made, once. */
import { consentText, keptDays } from "../../core/consent.ts"
import { minutesWith } from "../../protocol/assessments.ts"
import { AppError } from "../../protocol/errors.ts"
import type { InvitationCard } from "../../protocol/join.ts"
import type { Clock } from "../clock.ts"
import type { QuestionLibrary } from "../library/library.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Secrets } from "../secrets.ts"
import { linkEnds, newSessionId, recordSession } from "../sessions.ts"
import type { Store } from "../store/store.ts"
import { readLink, whichLink } from "./links.ts"
import { lengthOf, lookUp } from "./questions.ts"
import type { KnownInvitation, Snapshot } from "./store.ts"

/** An interview that a candidate may go into. */
export interface Opened {
  readonly session: string
  /** Lets them in, as the token of a link of that interview alone: the same one each time. Throws `AppError` link-revoked. */
  token(): Promise<string>
}

/** What an invitation says. */
export interface Looked extends InvitationCard {
  /** The interview that was opened and can be gone back into; null while opening the link would make one. */
  readonly session: string | null
}

/** Each by the last part of a `/join/` link. Throws `AppError` link-unknown, link-revoked, link-expired. */
export interface Opening {
  /** Changes nothing. */
  look(token: string): Promise<Looked>
  /** interview-unready where its questions cannot be asked. */
  open(token: string): Promise<Opened>
}

interface OpeningParts {
  store: Pick<Store, "assessments" | "sessions" | "links">
  library: Pick<QuestionLibrary, "published">
  questions: Pick<QuestionSource, "keep">
  secrets: Secrets
  clock: Clock
  /** How long this installation keeps records; null for no end. */
  days(): number | null
}

const ENTRY = "candidate-entry"

export function createOpening({ store, library, questions, secrets, clock, days }: OpeningParts): Opening {
  const { invitations } = store.assessments

  async function invited(token: string): Promise<KnownInvitation> {
    const link = readLink(token)
    const found = link && (await invitations.find(link.id, clock.now()))
    if (!link || !found) throw new AppError("link-unknown")
    const which = whichLink(secrets, found, link.proof)
    if (which === "none") throw new AppError("link-unknown")
    if (which === "before" || found.revoked) throw new AppError("link-revoked")
    if (found.status === "expired" || found.erased) throw new AppError("link-expired")
    return found
  }

  /** The interview begun with it, unless that was practice and is over: then there may be another. */
  async function begunWith({ session, progress, expiresAt }: KnownInvitation): Promise<Snapshot | null> {
    const last = session === null ? null : await invitations.snapshot(session)
    const over = progress === "submitted" || progress === "ended"
    if (last && !(last.practice && over)) return last
    if (expiresAt <= clock.now()) throw new AppError("link-expired")
    return null
  }

  /** The interview it leads to, which is the next one where there is none. */
  async function interviewOf(invitation: KnownInvitation): Promise<Snapshot> {
    const { id, session, organization, assessment } = invitation
    const last = await begunWith(invitation)
    if (last) return last
    const now = await store.assessments.get(organization, assessment)
    if (!now) throw new AppError("link-unknown")
    const { title, settings, revision } = now
    if ((await lookUp(library, organization, settings)).some(({ stored }) => !stored))
      throw new AppError("interview-unready")
    const snapshot = {
      session: newSessionId(),
      invitation: id,
      assessment,
      title,
      settings,
      revision,
      practice: settings.practice,
    }
    const link = { id, generation: invitation.generation, from: session }
    const begun = await invitations.begin(link, snapshot, clock.now())
    const made = begun === null ? null : await invitations.snapshot(begun)
    if (!made) throw new AppError("link-revoked")
    return made
  }

  /** Makes it unless it is there; of two requests at once the second finds the first one's. */
  async function mustExist(
    { session, title, settings, practice }: Snapshot,
    { name, organization, team, extra }: KnownInvitation,
  ): Promise<void> {
    if (await store.sessions.exists(session)) return
    const found = await lookUp(library, organization, settings)
    const stored = found.flatMap((one) => one.stored ?? [])
    const minutes = lengthOf(
      settings,
      found.map(({ told }) => told),
    )
    if (stored.length < found.length || minutes === null) throw new AppError("interview-unready")
    const wanted = {
      organization,
      team,
      title: practice ? `${title} (practice)` : title,
      candidate: name,
      minutes: minutesWith(minutes, extra),
      questions: stored,
      languages: settings.languages,
      consentText: consentText(settings.consent, keptDays(settings.retentionDays, days())),
      watchersVisible: settings.watchersVisible,
      ...(settings.assistance && { assistance: settings.assistance }),
    }
    try {
      await recordSession({ store, questions, clock }, session, wanted)
    } catch (failure) {
      if (!(await store.sessions.exists(session))) throw failure
    }
  }

  return {
    async look(token) {
      const invitation = await invited(token)
      const { organization, assessment, team, name } = invitation
      const begun = await begunWith(invitation)
      const found = begun ?? (await store.assessments.get(organization, assessment))
      if (!found) throw new AppError("link-unknown")
      const there = begun !== null && (await store.sessions.exists(begun.session))
      return { title: found.title, team, candidate: name, session: there ? begun.session : null }
    },
    async open(token) {
      const invitation = await invited(token)
      const snapshot = await interviewOf(invitation)
      await mustExist(snapshot, invitation)
      const { session } = snapshot
      const { id, generation, name } = invitation
      return {
        session,
        async token() {
          const entry = secrets.token(ENTRY, `${session}.${generation}`)
          const admitted = { session, name, token: entry }
          if (!(await invitations.admit({ id, generation }, admitted, linkEnds(clock.now()))))
            throw new AppError("link-revoked")
          return entry
        },
      }
    },
  }
}
