/** How far interviews have come, told by counting events of a few types: no journal is read through. */
import { sql, type SQL } from "drizzle-orm"
import type { EventType } from "../../../protocol/events.ts"

const COUNTED = [
  "session.consented",
  "session.started",
  "session.paused",
  "session.resumed",
  "session.ended",
  "question.submitted",
] as const satisfies readonly EventType[]

/**
 * A query of one row about the interview whose id `session` is: `progress` (an `InterviewStatus`), `started_at`,
 * `ended_at`, `spent_ms` up to `now`, and `submitted` questions.
 */
export function progressOf(session: SQL, now: number): SQL {
  const types = sql.join(
    COUNTED.map((type) => sql`${type}`),
    sql`, `,
  )
  const going = sql`type in ('session.started', 'session.resumed')`
  return sql`
    select
      case
        when ended_at is not null then case when reason = 'submitted' then 'submitted' else 'ended' end
        when started_at is null then case when consented then 'consented' else 'opened' end
        when going > 0 then 'running'
        else 'paused'
      end as progress,
      started_at, ended_at, submitted,
      coalesce(stops - starts + case when going > 0 then coalesce(ended_at, ${now}::bigint) else 0 end, 0) as spent_ms
    from (
      select
        bool_or(type = 'session.consented') as consented,
        min(at) filter (where type = 'session.started') as started_at,
        min(at) filter (where type = 'session.ended') as ended_at,
        min(data::json ->> 'reason') filter (where type = 'session.ended') as reason,
        count(*) filter (where type = 'question.submitted') as submitted,
        count(*) filter (where ${going}) - count(*) filter (where type = 'session.paused') as going,
        sum(at) filter (where ${going}) as starts,
        coalesce(sum(at) filter (where type = 'session.paused'), 0) as stops
      from events where session = ${session} and type in (${types})
    ) counted`
}

/** `like` for any text that has this one in it. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
}
