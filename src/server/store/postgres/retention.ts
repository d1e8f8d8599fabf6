import { sql, type SQL } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import type { RetentionStore } from "../../retention/store.ts"

const DAY_MS = 86_400_000
const Due = z.array(z.object({ session: z.string(), organization: z.string() }))
const Erased = z.array(z.object({ id: z.string(), email: z.string(), organization: z.string() }))

/** Bytes are put before anything names them: so long they stay whatever is erased. */
const NAMED_WITHIN = sql`interval '1 hour'`

export function openRetention(db: NodePgDatabase): RetentionStore {
  return {
    async due(now, days) {
      const { rows } = await db.execute(sql`
        select s.id as session, s.organization_id as organization
        from sessions s
        left join events ended on ended.session = s.id and ended.type = 'session.ended'
        left join interviews i on i.session = s.id
        where s.organization_id is not null
          and coalesce(ended.at, s.created_at) < ${before(now, days)}
          and (ended.at is not null or not exists (
            select from events started where started.session = s.id and started.type = 'session.started'))
        order by coalesce(ended.at, s.created_at)`)
      return Due.parse(rows)
    },

    async atRest(organization, session) {
      const { rows } = await db.execute(sql`
        select exists (select from events where session = s.id and type = 'session.ended')
          or not exists (select from events where session = s.id and type = 'session.started') as rests
        from sessions s where s.id = ${session} and s.organization_id = ${organization}`)
      return z.array(z.object({ rests: z.boolean() })).parse(rows)[0]?.rests ?? null
    },

    async erase(session) {
      await db.transaction(async (tx) => {
        await alone(tx)
        await tx.execute(sql`
          update blobs set released = true where digest in (
            select decode(data::json ->> 'digest', 'hex') from events
            where session = ${session} and type = 'file.created' and data::json ->> 'digest' is not null)`)
        const { rows } = await tx.execute(sql`
          delete from interviews where session = ${session} returning invitation_id as invitation`)
        await tx.execute(sql`delete from webhook_deliveries where session = ${session}`)
        await tx.execute(sql`delete from events where session = ${session}`)
        await tx.execute(sql`delete from sessions where id = ${session}`)
        const [invitation] = z.array(z.object({ invitation: z.string() })).parse(rows)
        if (invitation)
          await forget(
            tx,
            sql`v.id = ${invitation.invitation}
              and not exists (select from interviews other where other.invitation_id = v.id)`,
          )
        await deleteReleased(tx)
      })
    },

    async forgetUninvited(now, days) {
      await db.transaction((tx) =>
        forget(
          tx,
          sql`v.email <> '' and v.expires_at < ${before(now, days, sql`a`)} and not exists (
            select from interviews i join sessions s on s.id = i.session where i.invitation_id = v.id)`,
        ),
      )
    },

    deleteReleased: () =>
      db.transaction(async (tx) => {
        await alone(tx)
        await deleteReleased(tx)
      }),
  }
}

type Executor = Pick<NodePgDatabase, "execute">

/** Until the transaction ends nobody else erases. */
async function alone(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('retention'))`)
}

/** What is older has been kept long enough by the installation or by the `settings` of that row; null for never. */
function before(now: number, days: number | null, settings: SQL = sql`i`): SQL {
  return sql`${now}::bigint - ${DAY_MS}::bigint
    * least(${days}::bigint, (${settings}.settings::json ->> 'retentionDays')::bigint)`
}

/** Empties who was invited, in the audit log too, by a condition on invitations `v` of assessments `a`. */
async function forget(tx: Executor, where: SQL): Promise<void> {
  const { rows } = await tx.execute(sql`
    select v.id, v.email, a.organization_id as organization
    from invitations v join assessments a on a.id = v.assessment_id
    where ${where} for update of v`)
  for (const { id, email, organization } of Erased.parse(rows)) {
    await tx.execute(sql`update invitations set name = 'Erased', email = '' where id = ${id}`)
    await tx.execute(sql`
      update audit set target = 'Erased'
      where organization_id = ${organization} and action like 'invitation.%' and target = ${email}
        and not exists (
          select from invitations v join assessments a on a.id = v.assessment_id
          where a.organization_id = ${organization} and v.email = ${email})`)
  }
}

/** Deletes what erased interviews named and nothing names: no interview, no question and no version of one. */
async function deleteReleased(tx: Executor): Promise<void> {
  await tx.execute(sql`
    with released as (
      select encode(digest, 'hex') as digest from blobs where released and put_at < now() - ${NAMED_WITHIN}
    ), named as (
      select data::json ->> 'digest' as digest from sessions s
        join events e on e.session = s.id and e.type = 'file.created'
      union all
      select asked ->> 'version' from sessions s
        join events e on e.session = s.id and e.type = 'session.created',
        json_array_elements(e.data::json -> 'questions') asked
      union all
      select file.value ->> 'digest' from questions q, json_each(q.files::json) file
      union all
      select file.value ->> 'digest' from question_versions v, json_each(v.files::json) file
      union all
      select v.digest from question_versions v
    )
    delete from blobs
    where released and put_at < now() - ${NAMED_WITHIN} and digest in (
      select decode(digest, 'hex') from released
      where not exists (select from named where named.digest = released.digest))`)
  await tx.execute(sql`
    update blobs set released = false where released and put_at < now() - ${NAMED_WITHIN}`)
}
