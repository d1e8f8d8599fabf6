import { randomBytes } from "node:crypto"
import { and, desc, eq, isNotNull, or, sql, type SQL } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { canonical } from "../../../core/record/canonical.ts"
import { SALT_KEY_BYTES } from "../../../core/record/entry.ts"
import { EVENT_DATA, type EventType } from "../../../protocol/events.ts"
import type { Sessions } from "../store.ts"
import { events, leases, nodes, sessions } from "./schema.ts"

/** No more is read, so that what an event may hold today leaves what was stored before on the list. */
const Listed = EVENT_DATA["session.created"].pick({ title: true, candidate: true })

/** Counted per session, so that the index on (session, type) answers and no journal is read through. */
function isUnfinished(): SQL | undefined {
  const count = (type: EventType) =>
    sql`(select count(*) from ${events} where ${events.session} = ${sessions.id} and ${events.type} = ${type})`
  const running = sql`${count("session.started")} > 0 and ${count("session.ended")} = 0`
  const ungraded = sql`${count("question.submitted")} > ${count("question.graded")}`
  return or(running, ungraded)
}

export function openSessions(db: NodePgDatabase): Sessions {
  return {
    async create({ id, organization, practice, created, at }) {
      const data = canonical(created.data)
      const { actor, question, type } = created
      await db.transaction(async (tx) => {
        await tx.insert(sessions).values({
          id,
          createdAt: at,
          saltKey: randomBytes(SALT_KEY_BYTES),
          organizationId: organization,
          practiceQuestion: practice?.question ?? null,
          practiceBy: practice?.by ?? null,
        })
        await tx.insert(events).values({
          session: id,
          seq: 1,
          at,
          type,
          question,
          actorKind: actor.kind,
          actorId: actor.id,
          v: 1,
          data,
        })
      })
    },

    async list() {
      const rows = await db
        .select({ id: sessions.id, createdAt: sessions.createdAt, data: events.data })
        .from(sessions)
        .innerJoin(events, and(eq(events.session, sessions.id), eq(events.seq, 1)))
        .orderBy(desc(sessions.createdAt), sessions.id)
      return rows.map(({ id, createdAt, data }) => {
        const { title, candidate } = Listed.parse(JSON.parse(data))
        return { id, title, candidate: candidate.name, createdAt }
      })
    },

    async saltKey(id) {
      const [found] = await db.select({ saltKey: sessions.saltKey }).from(sessions).where(eq(sessions.id, id))
      if (!found) throw new Error(`There is no session ${id}`)
      return found.saltKey
    },

    async organizationOf(id) {
      const [found] = await db
        .select({ organization: sessions.organizationId })
        .from(sessions)
        .where(eq(sessions.id, id))
      return found?.organization ?? null
    },

    async practicing(organization, { question, by }) {
      const ended = sql`select from ${events} where ${events.session} = ${sessions.id} and ${events.type} = 'session.ended'`
      const own = and(
        eq(sessions.organizationId, organization),
        eq(sessions.practiceQuestion, question),
        eq(sessions.practiceBy, by),
      )
      const rows = await db
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(own, sql`not exists (${ended})`))
      return rows.map(({ id }) => id)
    },

    async unfinished() {
      const rows = await db.select({ id: sessions.id }).from(sessions).where(isUnfinished())
      return rows.map(({ id }) => id)
    },

    async abandoned() {
      const alive = sql`select from ${nodes} where ${nodes.id} = ${leases.node} and ${nodes.expiresAt} > now()`
      const rows = await db
        .select({ id: sessions.id })
        .from(sessions)
        .innerJoin(leases, eq(leases.session, sessions.id))
        .where(and(isNotNull(leases.node), sql`not exists (${alive})`, isUnfinished()))
      return rows.map(({ id }) => id)
    },

    async exists(id) {
      const rows = await db
        .select({ one: sql`1` })
        .from(sessions)
        .where(eq(sessions.id, id))
      return rows.length > 0
    },
  }
}
