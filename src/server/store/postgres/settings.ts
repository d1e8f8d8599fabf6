import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import type { SettingsStore } from "../../settings/store.ts"
import { settings } from "./settings-schema.ts"

export function openSettings(db: NodePgDatabase): SettingsStore {
  return {
    async all() {
      const rows = await db.select().from(settings)
      return new Map(rows.map(({ topic, value }) => [topic, value]))
    },

    async set(topic, value, updatedAt) {
      const row = { topic, value, updatedAt }
      await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.topic, set: row })
    },
  }
}
