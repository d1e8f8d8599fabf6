import { and, eq, inArray, sql, type SQL } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import {
  AssessmentSettings,
  InterviewStatus,
  InvitationStatus,
  type InvitationQuery,
} from "../../../protocol/assessments.ts"
import type { InvitationStore, KnownInvitation } from "../../assessments/store.ts"
import { assessments, interviews, invitations } from "./assessment-schema.ts"
import { digestOf } from "./links.ts"
import { containing, progressOf } from "./progress.ts"
import { links } from "./schema.ts"

const at = z.coerce.number()
const Row = z.object({
  id: z.string(),
  assessment_id: z.string(),
  organization_id: z.string(),
  team: z.string(),
  name: z.string(),
  email: z.string(),
  extra_kind: z.enum(["minutes", "percent"]).nullable(),
  extra_amount: z.number().nullable(),
  created_at: at,
  invited_by: z.string(),
  expires_at: at,
  scheduled_at: at.nullable(),
  generation: z.number(),
  revoked: z.boolean(),
  sent_at: at.nullable(),
  mail_problem: z.string().nullable(),
  opened_at: at.nullable(),
  session: z.string().nullable(),
  status: InvitationStatus,
  progress: InterviewStatus.nullable(),
  erased: z.boolean(),
})

const ORDERS: Record<InvitationQuery["sort"], SQL> = {
  name: sql`lower(name), id`,
  "-name": sql`lower(name) desc, id`,
  at: sql`created_at, id`,
  "-at": sql`created_at desc, id`,
  expiresAt: sql`expires_at, id`,
  "-expiresAt": sql`expires_at desc, id`,
}

export function openInvitations(db: NodePgDatabase): InvitationStore {
  /** An interview that has begun is told before what became of the link; before that the link's end counts. */
  const known = (where: SQL, now: number): SQL => sql`
    select i.*, a.organization_id, o.name as team, p.progress, i.session is not null and x.session is null as erased,
      case
        when i.session is not null and x.session is null then 'ended'
        when p.progress in ('submitted', 'ended') then p.progress
        when i.revoked then 'revoked'
        when p.progress in ('running', 'paused') then p.progress
        when i.expires_at <= ${now}::bigint then 'expired'
        when i.session is not null then p.progress
        when i.sent_at is not null then 'sent'
        else 'invited'
      end as status
    from invitations i
    join assessments a on a.id = i.assessment_id
    join organizations o on o.id = a.organization_id
    left join interviews x on x.session = i.session
    left join lateral (${progressOf(sql`i.session`, now)}) p on i.session is not null
    where ${where}`

  return {
    add: (assessment, wanted, now) =>
      db.transaction(async (tx) => {
        if (wanted.length === 0) return []
        await tx.select().from(assessments).where(eq(assessments.id, assessment)).for("no key update")
        const addresses = wanted.map(({ email }) => email)
        const same = sql`i.assessment_id = ${assessment} and i.email in ${addresses}`
        const { rows } = await tx.execute(sql`
          select email from (${known(same, now)}) found
          where status not in ('submitted', 'ended', 'expired', 'revoked')`)
        const taken = new Set(
          z
            .array(z.object({ email: z.string() }))
            .parse(rows)
            .map(({ email }) => email),
        )
        const added = wanted.filter(({ email }) => !taken.has(email))
        if (added.length === 0) return []
        await tx.insert(invitations).values(
          added.map(({ assessment: assessmentId, extra, ...rest }) => ({
            ...rest,
            assessmentId,
            extraKind: extra?.kind ?? null,
            extraAmount: extra?.amount ?? null,
          })),
        )
        return added
      }),

    async find(id, now) {
      const { rows } = await db.execute(known(sql`i.id = ${id}`, now))
      return rows[0] ? invitationOf(rows[0]) : null
    },

    async some(organization, ids, now) {
      if (ids.length === 0) return []
      const those = sql`a.organization_id = ${organization} and i.id in ${[...ids]}`
      const { rows } = await db.execute(known(those, now))
      return rows.map(invitationOf)
    },

    async page(assessment, { q, status, sort, from, limit }, now) {
      const words = q.split(/\s+/).filter(Boolean).map(containing)
      const asked = [
        sql`i.assessment_id = ${assessment}`,
        ...words.map((word) => sql`(i.name ilike ${word} or i.email ilike ${word})`),
      ]
      const { rows } = await db.execute(sql`
        select *, count(*) over () as total from (${known(sql.join(asked, sql` and `), now)}) found
        ${status ? sql`where status = ${status}` : sql``}
        order by ${ORDERS[sort]} limit ${limit} offset ${from}`)
      return { invitations: rows.map(invitationOf), total: totalOf(rows) }
    },

    async patch(id, patch) {
      await db.update(invitations).set(patch).where(eq(invitations.id, id))
    },

    withdraw: (id, instead) =>
      db.transaction(async (tx) => {
        const fresh = { revoked: false, sentAt: null, mailProblem: null }
        await tx
          .update(invitations)
          .set(
            instead === "none"
              ? { revoked: true }
              : { ...fresh, generation: sql`${invitations.generation} + 1` },
          )
          .where(eq(invitations.id, id))
        const begun = tx
          .select({ session: interviews.session })
          .from(interviews)
          .where(eq(interviews.invitationId, id))
        await tx
          .update(links)
          .set({ revoked: true })
          .where(and(eq(links.role, "candidate"), inArray(links.session, begun)))
      }),

    admit: ({ id, generation }, { token, ...entry }, expiresAt) =>
      db.transaction(async (tx) => {
        const [found] = await tx
          .select()
          .from(invitations)
          .where(and(eq(invitations.id, id), eq(invitations.generation, generation)))
          .for("update")
        if (!found || found.revoked) return false
        const good = { expiresAt, revoked: false }
        await tx
          .insert(links)
          .values({ ...entry, ...good, role: "candidate", digest: digestOf(token) })
          .onConflictDoUpdate({ target: links.digest, set: good })
        return true
      }),

    begin: (link, snapshot, now) =>
      db.transaction(async (tx) => {
        const [found] = await tx
          .select()
          .from(invitations)
          .where(and(eq(invitations.id, link.id), eq(invitations.generation, link.generation)))
          .for("update")
        if (!found || found.revoked) return null
        if (found.session !== null && found.session !== link.from) return found.session
        const { invitation, assessment, settings, ...rest } = snapshot
        await tx.insert(interviews).values({
          ...rest,
          invitationId: invitation,
          assessmentId: assessment,
          settings: JSON.stringify(settings),
        })
        await tx
          .update(invitations)
          .set({ session: snapshot.session, openedAt: found.openedAt ?? now })
          .where(eq(invitations.id, link.id))
        return snapshot.session
      }),

    async snapshot(session) {
      const [found] = await db.select().from(interviews).where(eq(interviews.session, session))
      if (!found) return null
      const { invitationId, assessmentId, settings, ...rest } = found
      return {
        ...rest,
        invitation: invitationId,
        assessment: assessmentId,
        settings: AssessmentSettings.parse(JSON.parse(settings)),
      }
    },
  }
}

/** Of rows that carry it; 0 for none. */
export function totalOf(rows: readonly Record<string, unknown>[]): number {
  return Number(rows[0]?.["total"] ?? 0)
}

function invitationOf(raw: unknown): KnownInvitation {
  const row = Row.parse(raw)
  const { extra_kind: kind, extra_amount: amount } = row
  return {
    id: row.id,
    assessment: row.assessment_id,
    organization: row.organization_id,
    team: row.team,
    name: row.name,
    email: row.email,
    extra: kind === null || amount === null ? null : { kind, amount },
    createdAt: row.created_at,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at,
    scheduledAt: row.scheduled_at,
    generation: row.generation,
    revoked: row.revoked,
    sentAt: row.sent_at,
    mailProblem: row.mail_problem,
    openedAt: row.opened_at,
    session: row.erased ? null : row.session,
    erased: row.erased,
    status: row.status,
    progress: row.progress,
  }
}
