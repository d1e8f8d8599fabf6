/** Asking candidates to an assessment, and what can be done about it afterwards. */
import type {
  ActReport,
  Candidate,
  Invitation,
  InvitationAct,
  InvitationList,
  InvitationPage,
  InvitationQuery,
  ListReport,
  NewInvitation,
} from "../../protocol/assessments.ts"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Team } from "../../protocol/team.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { Clock } from "../clock.ts"
import type { Secrets } from "../secrets.ts"
import { newId, type Assessments } from "./assessments.ts"
import { HAS_LINK, readCandidates } from "./candidates.ts"
import { mustBeInvitable } from "./letters.ts"
import { linkPath } from "./links.ts"
import type { Post } from "./post.ts"
import type { AssessmentStore, KnownInvitation, StoredInvitation } from "./store.ts"

/** Who asks, of which team. */
export interface Asking {
  readonly team: Team
  readonly name: string
}

type Terms = Pick<NewInvitation, "days" | "scheduledAt" | "send">

/** Each throws `AppError` not-found for what the team does not have, and what is named beside it. */
export interface Invitations {
  page(asking: Asking, assessment: string, query: InvitationQuery): Promise<InvitationPage>
  /** archived; interview-unready; bad-request for somebody who has a link already, and for a time that is over. */
  invite(asking: Asking, assessment: string, wanted: NewInvitation): Promise<Invitation>
  /** The same of many; those that are refused are in the answer. `made` are the new invitations. */
  inviteAll(
    asking: Asking,
    assessment: string,
    list: InvitationList,
  ): Promise<ListReport & { made: readonly StoredInvitation[] }>
  /** What could be done is done; the rest is in the answer. bad-request: no mail is set up. */
  act(
    asking: Asking,
    ids: readonly string[],
    act: InvitationAct,
  ): Promise<ActReport & { changed: readonly StoredInvitation[] }>
}

interface InvitationParts {
  store: AssessmentStore
  assessments: Pick<Assessments, "get">
  post: Post
  secrets: Secrets
  origin(): string
  clock: Clock
}

const DAY_MS = 86_400_000

export function createInvitations(parts: InvitationParts): Invitations {
  const { store, assessments, post, secrets, origin, clock } = parts

  const linkOf = (invitation: StoredInvitation): string => origin() + linkPath(secrets, invitation)

  function tell({ team }: Asking, invitation: KnownInvitation): Invitation {
    const { id, name, email, status, invitedBy, createdAt, expiresAt, scheduledAt } = invitation
    const { sentAt, mailProblem, openedAt, session, extra } = invitation
    const trusted = isAtLeast(team.role, "assessor")
    return {
      id,
      name,
      email,
      status,
      invitedBy,
      at: createdAt,
      expiresAt,
      scheduledAt,
      sentAt,
      mailProblem,
      openedAt,
      session,
      extra: trusted ? extra : null,
      link: trusted ? linkOf(invitation) : null,
    }
  }

  /** Addresses that have a link which is still good for something. */
  async function invitedTo(assessment: string): Promise<ReadonlySet<string>> {
    const now = clock.now()
    const asked = { q: "", sort: "at", from: 0, limit: LIMITS.assessments.exported } as const
    const { invitations } = await store.invitations.page(assessment, asked, now)
    const over = new Set(["submitted", "ended", "expired", "revoked"])
    return new Set(invitations.flatMap(({ email, status }) => (over.has(status) ? [] : [email])))
  }

  function made(
    { name: invitedBy }: Asking,
    assessment: string,
    { name, email, extra }: Candidate,
    { days, scheduledAt }: Terms,
  ): StoredInvitation {
    const now = clock.now()
    return {
      id: newId(),
      assessment,
      name,
      email,
      extra,
      createdAt: now,
      invitedBy,
      expiresAt: now + days * DAY_MS,
      scheduledAt,
      generation: 1,
      revoked: false,
      sentAt: null,
      mailProblem: null,
      openedAt: null,
      session: null,
    }
  }

  function mustBeAhead({ days, scheduledAt }: Terms): void {
    if (scheduledAt === null) return
    if (scheduledAt <= clock.now()) throw new AppError("bad-request", "scheduledAt: That time is over.")
    if (scheduledAt >= clock.now() + days * DAY_MS)
      throw new AppError("bad-request", "days: The link ends before that time: give it more days.")
  }

  /** As they stand now, in the order of `ids`. */
  async function known({ team }: Asking, ids: readonly string[]): Promise<KnownInvitation[]> {
    const found = await store.invitations.some(team.id, ids, clock.now())
    const byId = new Map(found.map((one) => [one.id, one]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** Those that can be sent; the rest is told in `refused`. */
  async function sendable(
    { team }: Asking,
    invitations: readonly KnownInvitation[],
    refused: { id: string; why: string }[],
  ): Promise<KnownInvitation[]> {
    if (!post.ready)
      throw new AppError("bad-request", "No mail is set up here: copy the links, and send them yourself.")
    const problems = new Map<string, string | null>()
    for (const { assessment } of invitations)
      if (!problems.has(assessment))
        problems.set(
          assessment,
          await mustBeInvitable(assessments, team.id, assessment).then(
            () => null,
            (failure: unknown) => {
              if (failure instanceof AppError) return failure.toProblem().detail
              throw failure
            },
          ),
        )
    return invitations.filter(({ id, name, assessment }) => {
      const why = problems.get(assessment) ?? null
      if (why !== null) refused.push({ id, why: `${name}: ${why}` })
      return why === null
    })
  }

  function change({ id }: KnownInvitation, act: Exclude<InvitationAct, { act: "send" }>): Promise<void> {
    if (act.act === "extend")
      return store.invitations.patch(id, { expiresAt: clock.now() + act.days * DAY_MS })
    if (act.act === "restore") return store.invitations.patch(id, { revoked: false })
    return store.invitations.withdraw(id, act.act === "new-link" ? "new-link" : "none")
  }

  return {
    async page(asking, assessment, query) {
      await assessments.get(asking.team.id, assessment)
      const { invitations, total } = await store.invitations.page(assessment, query, clock.now())
      return { invitations: invitations.map((one) => tell(asking, one)), total }
    },

    async invite(asking, id, wanted) {
      await mustBeInvitable(assessments, asking.team.id, id)
      mustBeAhead(wanted)
      const invitation = made(asking, id, wanted, wanted)
      const [added] = await store.invitations.add(id, [invitation], clock.now())
      if (!added)
        throw new AppError("bad-request", "email: Has a link already: send that one again, or withdraw it.")
      if (wanted.send && post.ready) await post.sendNow(invitation.id)
      const [now] = await known(asking, [invitation.id])
      if (!now) throw new AppError("not-found")
      return tell(asking, now)
    },

    async inviteAll(asking, id, { csv, preview, ...terms }) {
      await mustBeInvitable(assessments, asking.team.id, id)
      mustBeAhead(terms)
      const { candidates, refused, warnings } = readCandidates(csv, await invitedTo(id))
      const most = LIMITS.assessments.invitationsAtOnce
      if (candidates.length > most)
        throw new AppError(
          "bad-request",
          `csv: ${candidates.length} candidates at once: send ${most} at most.`,
        )
      const told = { warnings: [...warnings], links: [], sending: 0, made: [] }
      const report = { ...told, candidates: [...candidates], refused: [...refused] }
      if (preview) return report
      const wanted = candidates.map((candidate) => made(asking, id, candidate, terms))
      const added = await store.invitations.add(id, wanted, clock.now())
      const sending = terms.send && post.ready ? added.map((one) => one.id) : []
      await post.send(sending)
      const invited = new Set(added.map(({ email }) => email))
      const late = candidates.filter(({ email }) => !invited.has(email))
      return {
        candidates: candidates.filter(({ email }) => invited.has(email)),
        refused: [...refused, ...late.map(({ line, email }) => ({ line, text: email, why: HAS_LINK }))],
        warnings: report.warnings,
        links: added.map((one) => ({ name: one.name, email: one.email, link: linkOf(one) })),
        sending: sending.length,
        made: added,
      }
    },

    async act(asking, ids, act) {
      const found = await known(asking, [...new Set(ids)])
      const refused = ids.flatMap((id) =>
        found.some((one) => one.id === id) ? [] : [{ id, why: "There is no such invitation." }],
      )
      const able: KnownInvitation[] = []
      for (const one of found) {
        const why = hindrance(one, act)
        if (why === null) able.push(one)
        else refused.push({ id: one.id, why: `${one.name}: ${why}` })
      }
      const changed = act.act === "send" ? await sendable(asking, able, refused) : able
      if (act.act === "send") await post.send(changed.map(({ id }) => id))
      else for (const one of changed) await change(one, act)
      return { done: changed.length, refused, changed }
    },
  }
}

/** Why this cannot be done with it as it stands; null when it can. */
function hindrance({ email, status, revoked }: KnownInvitation, { act }: InvitationAct): string | null {
  if (email === "") return "Who it was for is erased."
  if (act === "send" && (status === "submitted" || status === "ended")) return "The interview is over."
  if (act === "restore") return revoked ? null : "The link was not withdrawn."
  if (act === "new-link") return null
  if (revoked) return act === "revoke" ? "The link is withdrawn already." : "The link is withdrawn."
  if (act === "send" && status === "expired") return "The link has expired: extend it first."
  return null
}
