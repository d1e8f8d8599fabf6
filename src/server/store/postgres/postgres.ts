import { drizzle } from "drizzle-orm/node-postgres"
import { type ClientConfig, Pool } from "pg"
import type { Clock } from "../../clock.ts"
import type { Store } from "../store.ts"
import { openAccounts } from "./accounts.ts"
import { openAssessments } from "./assessments.ts"
import { openBlobs } from "./blobs.ts"
import { HeldLeases } from "./held.ts"
import { openJournal } from "./journal.ts"
import { LEASE_TIMES, type LeaseTimes, openLeases } from "./leases.ts"
import { openLibrary } from "./library.ts"
import { openLinks } from "./links.ts"
import { migrateSchema } from "./migrate.ts"
import { openRetention } from "./retention.ts"
import { openSettings } from "./settings.ts"
import { openWebhooks } from "./webhooks.ts"
import { openSessions } from "./sessions.ts"
import { openWallRecord } from "./wall.ts"

export interface PostgresStoreOptions {
  connection: ClientConfig
  /** This process, by a name no other process ever had. */
  node: string
  /** No other server uses this database, so what dead ones held is free at once. */
  soleOwner?: boolean
  times?: LeaseTimes
  clock: Clock
  log: (message: string) => void
}

const READERS = 8

/** The store on a PostgreSQL database, embedded or one's own; brings the schema up to date first. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { connection, node, clock, log, soleOwner = false, times = LEASE_TIMES } = options
  const pool = new Pool({ ...connection, max: READERS, connectionTimeoutMillis: 5_000, keepAlive: true })
  let closing = false
  pool.on("error", (error) => {
    if (!closing) log(`A database connection was lost: ${error.message}`)
  })
  try {
    await migrateSchema(pool)
    const held = new HeldLeases()
    const leases = await openLeases({ pool, node, held, soleOwner, times, clock, log })
    const journal = openJournal({ connection, pool, node, held, log })
    const db = drizzle(pool)
    return {
      journal,
      leases,
      sessions: openSessions(db),
      links: openLinks(db),
      blobs: openBlobs(db),
      accounts: openAccounts(db),
      wall: openWallRecord(pool),
      webhooks: openWebhooks(db),
      settings: openSettings(db),
      retention: openRetention(db),
      sql: (text, values) => pool.query(text, values),
      library: openLibrary(db),
      assessments: openAssessments(db),
      async close() {
        closing = true
        await journal.close()
        await leases
          .close()
          .catch((error: unknown) => log(`The leases were not given back: ${String(error)}`))
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}
