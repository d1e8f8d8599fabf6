import { fileURLToPath } from "node:url"
import { drizzle } from "drizzle-orm/node-postgres"
import { migrate } from "drizzle-orm/node-postgres/migrator"
import type { Pool } from "pg"

const FOLDER = fileURLToPath(new URL("migrations", import.meta.url))

/** Any fixed number: whoever migrates this database holds it. */
const MIGRATION_LOCK = 4_817_220_613

/** Brings the schema up to date. Any number of nodes may call it at once; one does the work, the others wait. */
export async function migrateSchema(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK])
    await client.query("set client_min_messages = warning")
    await migrate(drizzle(client), {
      migrationsFolder: FOLDER,
      migrationsSchema: "public",
      migrationsTable: "schema_migrations",
    })
  } finally {
    // Closing the connection gives the lock back, whatever became of the migration.
    client.release(true)
  }
}
