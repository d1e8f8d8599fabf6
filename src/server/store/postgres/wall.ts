import type { Pool } from "pg"
import { OUTLINE } from "../../../core/wall/last-act.ts"
import type { WallRecord } from "../../wall/record.ts"
import { toEvent, type EventRow } from "./journal.ts"

const RECENT = `
select s.id as session, latest.seq as last
from sessions s
cross join lateral (select seq, at from events where session = s.id order by seq desc limit 1) latest
where s.organization_id = $1 and s.created_at >= $3 and greatest(s.created_at, latest.at) >= $2
order by s.created_at, s.id`

const OUTLINES = `
select e.session, e.seq, e.at, e.type, e.question, e.actor_kind, e.actor_id, e.v, e.data
from unnest($1::text[], $2::int[]) as known (session, seq)
join events e on e.session = known.session and e.seq > known.seq and e.type = any($3)
order by e.session, e.seq`

export function openWallRecord(pool: Pool): WallRecord {
  return {
    async recent(organization, since, oldest) {
      const { rows } = await pool.query<{ session: string; last: number }>({
        name: "wall-recent",
        text: RECENT,
        values: [organization, since, oldest],
      })
      return rows
    },
    async outline(of) {
      if (of.length === 0) return []
      const { rows } = await pool.query<EventRow & { session: string }>({
        name: "wall-outline",
        text: OUTLINES,
        values: [of.map(({ session }) => session), of.map(({ after }) => after), OUTLINE],
      })
      return rows.map((row) => toEvent(row.session, row))
    },
  }
}
