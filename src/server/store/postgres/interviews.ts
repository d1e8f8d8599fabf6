import { sql, type SQL } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import { InterviewStatus, type InterviewQuery, type ListedInterview } from "../../../protocol/assessments.ts"
import { EndReason } from "../../../protocol/events.ts"
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
  end_reason: EndReason.nullable(),
  graded: at,
  visible_passed: at,
  visible_total: at,
  hidden_passed: at,
  hidden_total: at,
})

const ORDERS: Record<InterviewQuery["sort"], SQL> = {
  candidate: sql`lower(candidate), created_at desc, session`,
  "-candidate": sql`lower(candidate) desc, created_at desc, session`,
  at: sql`created_at, session`,
  "-at": sql`created_at desc, session`,
}

const counted = (suite: "visible" | "hidden", what: "passed" | "total"): SQL =>
  sql`coalesce(sum((data -> ${sql.raw(`'${suite}'`)} ->> ${sql.raw(`'${what}'`)})::int), 0)`

/** Of each question its latest grade. */
const RESULT = sql`cross join lateral (
  select count(*) as graded,
    ${counted("visible", "passed")} as visible_passed, ${counted("visible", "total")} as visible_total,
    ${counted("hidden", "passed")} as hidden_passed, ${counted("hidden", "total")} as hidden_total
  from (
    select distinct on (question) data::json as data from events
    where events.session = s.id and type = 'question.graded'
    order by question, seq desc
  ) grades where data ->> 'outcome' = 'graded'
) result`

/**
 * The team's interviews, those made without an invitation among them. What the order and the filters do not ask about
 * is looked up for the page alone.
 */
export async function listInterviews(
  db: NodePgDatabase,
  organization: string,
  { q, status, assessment, practice, sort, from, limit }: InterviewQuery,
  now: number,
): Promise<{ interviews: ListedInterview[]; total: number }> {
  const words = q.split(/\s+/).filter(Boolean).map(containing)
  const byName = words.length > 0 || sort === "candidate" || sort === "-candidate"
  const asked = [
    sql`s.organization_id = ${organization}`,
    ...words.map(
      (word) =>
        sql`(created.candidate ilike ${word} or created.title ilike ${word} or coalesce(v.email, '') ilike ${word})`,
    ),
    ...(assessment ? [sql`i.assessment_id = ${assessment}`] : []),
    ...(practice
      ? [sql`(coalesce(i.practice, false) or s.practice_question is not null) = ${practice === "yes"}`]
      : []),
    ...(status ? [sql`p.progress = ${status}`] : []),
  ]
  const created = sql`cross join lateral (
    select data::json ->> 'title' as title, data::json -> 'candidate' ->> 'name' as candidate,
      json_array_length(data::json -> 'questions') as total_questions
    from events where events.session = s.id and seq = 1
  ) created`
  const { rows } = await db.execute(sql`
    with page as (select * from (
      select s.id as session, s.created_at, ${byName ? sql`created.candidate` : sql`null`} as candidate,
        count(*) over () as total
      from sessions s
      left join interviews i on i.session = s.id
      left join invitations v on v.id = i.invitation_id
      ${byName ? created : sql``}
      ${status ? sql`cross join lateral (${progressOf(sql`s.id`, now)}) p` : sql``}
      where ${sql.join(asked, sql` and `)}) found
      order by ${ORDERS[sort]} limit ${limit} offset ${from}
    )
    select * from (select s.id as session, s.created_at, page.total, created.*, p.*, v.email, v.invited_by,
      a.id as assessment_id, a.title as assessment_title, (coalesce(i.practice, false) or s.practice_question is not null) as practice,
      array(
        select distinct data::json ->> 'name' from events
        where events.session = s.id and type = 'presence.joined' and data::json ->> 'role' <> 'candidate'
        order by 1
      ) as watched_by,
      (select data::json ->> 'reason' from events where events.session = s.id and type = 'session.ended')
        as end_reason,
      result.*
    from page
    join sessions s on s.id = page.session
    ${created}
    cross join lateral (${progressOf(sql`s.id`, now)}) p
    ${RESULT}
    left join interviews i on i.session = s.id
    left join invitations v on v.id = i.invitation_id
    left join assessments a on a.id = i.assessment_id) told
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
    endReason: row.end_reason,
    result:
      row.graded === 0
        ? null
        : {
            visible: { passed: row.visible_passed, total: row.visible_total },
            hidden: { passed: row.hidden_passed, total: row.hidden_total },
          },
  }
}
