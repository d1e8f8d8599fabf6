/** The tables, as `migrations/` makes them; a test compares the two. Times are milliseconds unless the type says more. */
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core"
import { eq, inArray, isNotNull } from "drizzle-orm"
import { WebhookEvent } from "../../../protocol/webhooks.ts"
import { organizations } from "./account-schema.ts"

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" })

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
    /** Secret: the salts of the record's commitments are derived from it. */
    saltKey: bytea("salt_key").notNull(),
    /** Whose interview it is; null for one that only its links open. */
    organizationId: text("organization_id").references(() => organizations.id),
    /** The question that an author tries with it, and which account or key does; null for any other interview. */
    practiceQuestion: text("practice_question"),
    practiceBy: text("practice_by"),
  },
  (table) => [
    index("sessions_organization").on(table.organizationId, table.createdAt),
    index("sessions_practice")
      .on(table.organizationId, table.practiceQuestion, table.practiceBy)
      .where(isNotNull(table.practiceQuestion)),
  ],
)

export const events = pgTable(
  "events",
  {
    session: text("session").notNull(),
    seq: integer("seq").notNull(),
    at: bigint("at", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    question: text("question"),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    v: smallint("v").notNull(),
    /** RFC 8785 canonical JSON: the very text that is hashed. */
    data: text("data").notNull(),
  },
  (table) => [
    primaryKey({ name: "events_pkey", columns: [table.session, table.seq] }),
    index("events_session_type").on(table.session, table.type),
    /** What programs may be told of; typing costs it nothing. */
    index("events_told").on(table.at).where(inArray(table.type, WebhookEvent.options)),
  ],
)

/** Servers that are alive: each pushes `expires_at` on, by the database's clock. */
export const nodes = pgTable("nodes", {
  id: text("id").primaryKey(),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
})

/** Who may write a session. It holds while its node is alive; `node` null is a lease given back. */
export const leases = pgTable(
  "leases",
  {
    session: text("session")
      .primaryKey()
      .references(() => sessions.id, { onDelete: "cascade" }),
    node: text("node"),
    fence: integer("fence").notNull(),
  },
  (table) => [index("leases_node").on(table.node)],
)

export const links = pgTable(
  "links",
  {
    /** SHA-256 of the token. */
    digest: bytea("digest").primaryKey(),
    session: text("session")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["candidate", "assessor", "viewer"] }).notNull(),
    name: text("name").notNull(),
    expiresAt: bigint("expires_at", { mode: "number" }).notNull(),
    revoked: boolean("revoked").notNull().default(false),
  },
  (table) => [index("links_session").on(table.session)],
)

export const blobs = pgTable(
  "blobs",
  {
    /** SHA-256 of the bytes. */
    digest: bytea("digest").primaryKey(),
    bytes: bytea("bytes").notNull(),
    /** Last: whoever puts bytes names them a moment later. */
    putAt: timestamp("put_at", { withTimezone: true }).notNull().defaultNow(),
    /** An interview that named it was erased. */
    released: boolean("released").notNull().default(false),
  },
  (table) => [index("blobs_released").on(table.digest).where(eq(table.released, true))],
)
