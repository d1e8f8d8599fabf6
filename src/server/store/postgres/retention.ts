import { sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import type { RetentionStore } from "../../retention/retention.ts"

const DAY_MS = 86_400_000
const Due = z.array(z.object({ session: z.string(), organization: z.string() }))

export function openRetention(db: NodePgDatabase): RetentionStore {
  return {
    async due(now, days) {
      const { rows } = await db.execute(sql`
        select s.id as session, s.organization_id as organization
        from sessions s
        join events e on e.session = s.id and e.type = 'session.ended'
        left join interviews i on i.session = s.id
        where s.organization_id is not null
          and e.at < ${now}::bigint - ${DAY_MS}::bigint
            * least(${days}::bigint, (i.settings::json ->> 'retentionDays')::bigint)
        order by e.at`)
      return Due.parse(rows)
    },

    async erase(session) {
      await db.transaction(async (tx) => {
        await tx.execute(sql`
          delete from blobs where digest in (
            select decode(e.data::json ->> 'digest', 'hex') from events e
            where e.session = ${session} and e.type = 'file.created' and e.data::json ->> 'digest' is not null
              and not exists (
                select 1 from sessions other
                join events o on o.session = other.id and o.type = 'file.created'
                where other.id <> ${session} and o.data::json ->> 'digest' = e.data::json ->> 'digest'))`)
        await tx.execute(sql`
          update invitations set name = 'Erased', email = ''
          where id = (select invitation_id from interviews where session = ${session})`)
        await tx.execute(sql`delete from webhook_deliveries where session = ${session}`)
        await tx.execute(sql`delete from interviews where session = ${session}`)
        await tx.execute(sql`delete from events where session = ${session}`)
        await tx.execute(sql`delete from sessions where id = ${session}`)
      })
    },
  }
}
