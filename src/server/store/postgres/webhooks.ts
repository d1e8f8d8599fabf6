import { and, desc, eq, lt, lte, sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { z } from "zod"
import { Delivery, WebhookEvent } from "../../../protocol/webhooks.ts"
import type { StoredWebhook, WebhookStore } from "../../webhooks/store.ts"
import { deliveries, webhooks } from "./webhook-schema.ts"

type WebhookRow = typeof webhooks.$inferSelect
type DeliveryRow = typeof deliveries.$inferSelect

const Ids = z.array(z.object({ id: z.string() }))
/** As the partial index names them, so that it is used. */
const TOLD = sql.raw(WebhookEvent.options.map((type) => `'${type}'`).join(", "))

export function openWebhooks(db: NodePgDatabase): WebhookStore {
  const own = (organization: string, id: string) =>
    and(eq(webhooks.organizationId, organization), eq(webhooks.id, id))

  return {
    async list(organization) {
      const rows = await db
        .select()
        .from(webhooks)
        .where(eq(webhooks.organizationId, organization))
        .orderBy(desc(webhooks.createdAt))
      return rows.map((row) => {
        const { id, url, events, enabled, at } = webhookOf(row)
        return { id, url, events, enabled, at }
      })
    },

    async get(organization, id) {
      const [found] = await db.select().from(webhooks).where(own(organization, id))
      return found ? webhookOf(found) : null
    },

    async create({ id, organization, url, secret, events, enabled, at }) {
      const row = { id, organizationId: organization, url, secret, enabled, createdAt: at, tellsFrom: at }
      await db.insert(webhooks).values({ ...row, events: events.join(",") })
    },

    async update(organization, id, { url, events, enabled }, tellsFrom) {
      const changed = { url, events: events.join(","), enabled, ...(tellsFrom !== null && { tellsFrom }) }
      const { rowCount } = await db.update(webhooks).set(changed).where(own(organization, id))
      return rowCount === 1
    },

    async setSecret(organization, id, secret) {
      const { rowCount } = await db.update(webhooks).set({ secret }).where(own(organization, id))
      return rowCount === 1
    },

    async remove(organization, id) {
      const { rowCount } = await db.delete(webhooks).where(own(organization, id))
      return rowCount === 1
    },

    async any() {
      return (
        (await db.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.enabled, true)).limit(1))
          .length > 0
      )
    },

    async owe(since, now) {
      const { rows } = await db.execute(sql`
        insert into webhook_deliveries (id, webhook_id, session, seq, event, at, state, attempts, next_at)
        select 'msg_' || left(encode(sha256(convert_to(w.id || ' ' || e.session || ' ' || e.seq, 'UTF8')), 'hex'), 32),
          w.id, e.session, e.seq, e.type, e.at, 'waiting', 0, ${now}
        from events e
        join sessions s on s.id = e.session
        join webhooks w on w.organization_id = s.organization_id
        where e.type in (${TOLD}) and e.at > ${since} and e.at >= w.tells_from
          and w.enabled and e.type = any(string_to_array(w.events, ','))
        on conflict do nothing
        returning id`)
      return Ids.parse(rows).map(({ id }) => id)
    },

    async owe1(webhookId, id, now) {
      const row = { id, webhookId, session: null, seq: null, event: "test", at: now }
      await db.insert(deliveries).values({ ...row, state: "waiting", attempts: 0, nextAt: now })
    },

    async overdue(before) {
      const due = and(eq(deliveries.state, "waiting"), lt(deliveries.nextAt, before))
      return (await db.select({ id: deliveries.id }).from(deliveries).where(due)).map(({ id }) => id)
    },

    async claim(id, now, until) {
      const due = and(eq(deliveries.id, id), eq(deliveries.state, "waiting"), lte(deliveries.nextAt, now))
      const { rowCount } = await db.update(deliveries).set({ nextAt: until }).where(due)
      return rowCount === 1
    },

    async delivery(id) {
      const [found] = await db
        .select({ delivery: deliveries, webhook: webhooks })
        .from(deliveries)
        .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
        .where(eq(deliveries.id, id))
      if (!found) return null
      const { webhookId, seq } = found.delivery
      return {
        delivery: { ...deliveryOf(found.delivery), webhook: webhookId, seq },
        webhook: webhookOf(found.webhook),
      }
    },

    async tried(id, outcome) {
      await db.update(deliveries).set(outcome).where(eq(deliveries.id, id))
    },

    async deliveries(webhook, limit, before) {
      const of = eq(deliveries.webhookId, webhook)
      const rows = await db
        .select()
        .from(deliveries)
        .where(before === undefined ? of : and(of, lt(deliveries.at, before)))
        .orderBy(desc(deliveries.at), desc(deliveries.seq))
        .limit(limit)
      return rows.map(deliveryOf)
    },
  }
}

function webhookOf({
  id,
  organizationId,
  url,
  secret,
  events,
  enabled,
  createdAt,
}: WebhookRow): StoredWebhook {
  const named = events.split(",").flatMap((name) => WebhookEvent.safeParse(name).data ?? [])
  return { id, organization: organizationId, url, secret, events: named, enabled, at: createdAt }
}

function deliveryOf({ session, ...row }: DeliveryRow): Delivery {
  return Delivery.parse({ ...row, interview: session })
}
