import { bigint, pgTable, text } from "drizzle-orm/pg-core"

/** What the people who run the installation have set, a topic a row. */
export const settings = pgTable("settings", {
  topic: text("topic").primaryKey(),
  /** JSON, sealed with the installation's secret: it may hold keys. */
  value: text("value").notNull(),
  updatedAt: bigint("updated_at", { mode: "number" }).notNull(),
})
