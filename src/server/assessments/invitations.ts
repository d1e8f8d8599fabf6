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
import { minutesWith } from "../../protocol/assessments.ts"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Team } from "../../protocol/team.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { Clock } from "../clock.ts"
import type { Secrets } from "../secrets.ts"
import type { Links } from "../store/store.ts"
import { newId, type Assessments } from "./assessments.ts"
import { readCandidates } from "./candidates.ts"
import { linkPath } from "./links.ts"
import { invitationMail } from "./mails.ts"
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
  links: Pick<Links, "revoke">
  post: Post
  secrets: Secrets
  origin(): string
  clock: Clock
}

const DAY_MS = 86_400_000

export function createInvitations(parts: InvitationParts): Invitations {
  const { store, assessments, links, post, secrets, origin, clock } = parts

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

  /** An assessment that candidates can be invited to, as long as it takes. */
  async function inviting({ team }: Asking, id: string): Promise<{ title: string; minutes: number }> {
    const { title, minutes, archivedAt, questions } = await assessments.get(team.id, id)
    if (archivedAt !== null) throw new AppError("archived", "Bring the assessment back to invite to it.")
    const problem = questions.find((question) => question.problem !== null)?.problem
    if (problem != null || minutes === null) throw new AppError("interview-unready", problem ?? undefined)
    return { title, minutes }
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

  function letter(
    { team }: Asking,
    assessment: { title: string; minutes: number },
    invitation: StoredInvitation,
  ) {
    const { id, generation, name, email, extra, expiresAt, scheduledAt } = invitation
    const mail = invitationMail({
      id,
      generation,
      candidate: { name, email },
      team: team.name,
      title: assessment.title,
      minutes: minutesWith(assessment.minutes, extra),
      link: linkOf(invitation),
      expiresAt,
      scheduledAt,
    })
    return { invitation: id, mail }
  }

  /** As they stand now, in the order of `ids`. */
  async function known({ team }: Asking, ids: readonly string[]): Promise<KnownInvitation[]> {
    const found = await store.invitations.some(team.id, ids, clock.now())
    const byId = new Map(found.map((one) => [one.id, one]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  async function send(asking: Asking, invitations: readonly KnownInvitation[]): Promise<void> {
    if (!post.ready)
      throw new AppError("bad-request", "No mail is set up here: copy the links, and send them yourself.")
    const wanted = [...new Set(invitations.map(({ assessment }) => assessment))]
    const of = new Map(await Promise.all(wanted.map(async (id) => [id, await inviting(asking, id)] as const)))
    const letters = invitations.flatMap((one) => {
      const assessment = of.get(one.assessment)
      return assessment ? [letter(asking, assessment, one)] : []
    })
    void post.send(letters)
  }

  async function change(invitation: KnownInvitation, act: Exclude<InvitationAct, { act: "send" }>) {
    const { id, session } = invitation
    if (act.act === "extend")
      return store.invitations.patch(id, { expiresAt: clock.now() + act.days * DAY_MS })
    if (act.act === "restore") return store.invitations.patch(id, { revoked: false })
    const fresh = { revoked: false, sentAt: null, mailProblem: null, generation: invitation.generation + 1 }
    await store.invitations.patch(id, act.act === "revoke" ? { revoked: true } : fresh)
    if (session !== null) await links.revoke(session, "candidate")
  }

  return {
    async page(asking, assessment, query) {
      await assessments.get(asking.team.id, assessment)
      const { invitations, total } = await store.invitations.page(assessment, query, clock.now())
      return { invitations: invitations.map((one) => tell(asking, one)), total }
    },

    async invite(asking, id, wanted) {
      const assessment = await inviting(asking, id)
      mustBeAhead(wanted)
      if ((await invitedTo(id)).has(wanted.email))
        throw new AppError("bad-request", "email: Has a link already: send that one again, or withdraw it.")
      const invitation = made(asking, id, wanted, wanted)
      await store.invitations.add([invitation])
      if (wanted.send && post.ready) await post.send([letter(asking, assessment, invitation)])
      const [now] = await known(asking, [invitation.id])
      if (!now) throw new AppError("not-found")
      return tell(asking, now)
    },

    async inviteAll(asking, id, { csv, preview, ...terms }) {
      const assessment = await inviting(asking, id)
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
      const invitations = candidates.map((candidate) => made(asking, id, candidate, terms))
      await store.invitations.add(invitations)
      const letters =
        terms.send && post.ready ? invitations.map((one) => letter(asking, assessment, one)) : []
      void post.send(letters)
      const links = invitations.map((one) => ({ name: one.name, email: one.email, link: linkOf(one) }))
      return { ...report, links, sending: letters.length, made: invitations }
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
      if (act.act === "send") await send(asking, able)
      else for (const one of able) await change(one, act)
      return { done: able.length, refused, changed: able }
    },
  }
}

/** Why this cannot be done with it as it stands; null when it can. */
function hindrance({ status, revoked }: KnownInvitation, { act }: InvitationAct): string | null {
  if (act === "send" && (status === "submitted" || status === "ended")) return "The interview is over."
  if (act === "restore") return revoked ? null : "The link was not withdrawn."
  if (act === "new-link") return null
  if (revoked) return act === "revoke" ? "The link is withdrawn already." : "The link is withdrawn."
  if (act === "send" && status === "expired") return "The link has expired: extend it first."
  return null
}
