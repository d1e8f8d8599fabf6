import { bigint, boolean, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import { organizations } from "./account-schema.ts"

const ms = (name: string) => bigint(name, { mode: "number" })

/** Where a team's programs are told what happens. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    /** Sealed with the installation's secret. */
    secret: text("secret").notNull(),
    /** Names of events, with commas between. */
    events: text("events").notNull(),
    enabled: boolean("enabled").notNull(),
    createdAt: ms("created_at").notNull(),
    /** Of what was before that it is told nothing: it was off, or wanted something else. */
    tellsFrom: ms("tells_from").notNull(),
  },
  (table) => [index("webhooks_organization").on(table.organizationId)],
)

/** What one of them was told, or is to be: an event of the journal, or a test, which has none. */
export const deliveries = pgTable(
  "webhook_deliveries",
  {
    id: text("id").primaryKey(),
    webhookId: text("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    session: text("session"),
    seq: integer("seq"),
    event: text("event").notNull(),
    at: ms("at").notNull(),
    state: text("state", { enum: ["waiting", "delivered", "failed"] }).notNull(),
    attempts: integer("attempts").notNull(),
    status: integer("status"),
    problem: text("problem"),
    triedAt: ms("tried_at"),
    nextAt: ms("next_at"),
  },
  (table) => [
    uniqueIndex("webhook_deliveries_event").on(table.webhookId, table.session, table.seq),
    index("webhook_deliveries_at").on(table.webhookId, table.at),
  ],
)
