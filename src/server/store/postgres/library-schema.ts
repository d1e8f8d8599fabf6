/** The tables of the teams' own questions. Times are milliseconds; what is a list or a map is kept as JSON. */
import { bigint, boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { organizations } from "./account-schema.ts"

export const questions = pgTable(
  "questions",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    slug: text("slug").notNull(),
    origin: text("origin").notNull(),
    /** What the manifest says that lists show. */
    summary: text("summary").notNull(),
    /** The draft: paths with the digests of their blobs. */
    files: text("files").notNull(),
    /** Over paths and digests of the draft. */
    digest: text("digest").notNull(),
    archived: boolean("archived").notNull().default(false),
    /** Number of the latest version and the digest of the draft it was made of; null for none. */
    latest: integer("latest"),
    published: text("published"),
    /** The last check of the draft. */
    checked: text("checked"),
    updatedAt: bigint("updated_at", { mode: "number" }).notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [index("questions_organization").on(table.organizationId)],
)

export const questionVersions = pgTable(
  "question_versions",
  {
    question: text("question")
      .notNull()
      .references(() => questions.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    /** Of the sealed blob, as interviews name it. */
    digest: text("digest").notNull(),
    files: text("files").notNull(),
    /** The check that it passed. */
    checked: text("checked").notNull(),
    note: text("note").notNull(),
    publishedAt: bigint("published_at", { mode: "number" }).notNull(),
    publishedBy: text("published_by").notNull(),
  },
  (table) => [primaryKey({ name: "question_versions_pkey", columns: [table.question, table.number] })],
)
