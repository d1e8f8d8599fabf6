import { sql, type SQL } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import { InterviewStatus, type InterviewQuery, type ListedInterview } from "../../../protocol/assessments.ts"
import { totalOf } from "./invitations.ts"
import { containing, progressOf } from "./progress.ts"

const at = z.coerce.number()
const Row = z.object({
  session: z.string(),
  title: z.string(),
  candidate: z.string(),
  email: z.string().nullable(),
  assessment_id: z.string().nullable(),
  assessment_title: z.string().nullable(),
  practice: z.boolean(),
  invited_by: z.string().nullable(),
  created_at: at,
  total_questions: z.number(),
  progress: InterviewStatus,
  started_at: at.nullable(),
  ended_at: at.nullable(),
  spent_ms: at,
  submitted: at,
  watched_by: z.array(z.string()),
})

const ORDERS: Record<InterviewQuery["sort"], SQL> = {
  candidate: sql`lower(candidate), created_at desc`,
  "-candidate": sql`lower(candidate) desc, created_at desc`,
  at: sql`created_at, session`,
  "-at": sql`created_at desc, session`,
}

/** The team's interviews, those made without an invitation among them. */
export async function listInterviews(
  db: NodePgDatabase,
  organization: string,
  { q, status, assessment, practice, sort, from, limit }: InterviewQuery,
  now: number,
): Promise<{ interviews: ListedInterview[]; total: number }> {
  const words = q.split(/\s+/).filter(Boolean).map(containing)
  const asked = [
    sql`true`,
    ...words.map(
      (word) => sql`(candidate ilike ${word} or coalesce(email, '') ilike ${word} or title ilike ${word})`,
    ),
    ...(assessment ? [sql`assessment_id = ${assessment}`] : []),
    ...(practice ? [sql`practice = ${practice === "yes"}`] : []),
  ]
  const progress = sql`cross join lateral (${progressOf(sql`mine.session`, now)}) p`
  const { rows } = await db.execute(sql`
    with mine as (
      select s.id as session, s.created_at, created.data ->> 'title' as title,
        created.data -> 'candidate' ->> 'name' as candidate,
        json_array_length(created.data -> 'questions') as total_questions,
        v.email, v.invited_by, a.id as assessment_id, a.title as assessment_title,
        coalesce(i.practice, false) as practice
      from sessions s
      cross join lateral (select data::json as data from events where session = s.id and seq = 1) created
      left join interviews i on i.session = s.id
      left join invitations v on v.id = i.invitation_id
      left join assessments a on a.id = i.assessment_id
      where s.organization_id = ${organization}
    ), found as (
      select mine.* from mine ${status ? progress : sql``}
      where ${sql.join(asked, sql` and `)} ${status ? sql`and p.progress = ${status}` : sql``}
    ), page as (
      select *, count(*) over () as total from found order by ${ORDERS[sort]} limit ${limit} offset ${from}
    )
    select page.*, p.*, array(
        select distinct data::json ->> 'name' from events
        where events.session = page.session and type = 'presence.joined' and data::json ->> 'role' <> 'candidate'
        order by 1
      ) as watched_by
    from page cross join lateral (${progressOf(sql`page.session`, now)}) p
    order by ${ORDERS[sort]}`)
  return { interviews: rows.map(interviewOf), total: totalOf(rows) }
}

function interviewOf(raw: unknown): ListedInterview {
  const row = Row.parse(raw)
  return {
    session: row.session,
    title: row.title,
    candidate: { name: row.candidate, email: row.email },
    assessment:
      row.assessment_id === null ? null : { id: row.assessment_id, title: row.assessment_title ?? "" },
    practice: row.practice,
    status: row.progress,
    at: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    spentMs: row.spent_ms,
    questions: { submitted: row.submitted, total: row.total_questions },
    invitedBy: row.invited_by,
    watchedBy: row.watched_by,
  }
}
