import { randomUUID } from "node:crypto"
import type { Clock } from "../clock.ts"
import { StoreError } from "./errors.ts"
import { startEmbedded } from "./postgres/embedded.ts"
import { openPostgresStore } from "./postgres/postgres.ts"
import type { Store } from "./store.ts"

type Log = (message: string) => void

/**
 * The store of a server: PostgreSQL at `databaseUrl`, else the embedded one in the data folder, which `close` stops.
 * Throws `StoreError` with what to do.
 */
export async function openStore(options: {
  dataDir: string
  databaseUrl?: string | undefined
  clock: Clock
  log: Log
}): Promise<Store> {
  const { dataDir, databaseUrl, clock, log } = options
  const node = randomUUID()
  if (databaseUrl) return openServer(databaseUrl, { node, clock, log })
  const embedded = await startEmbedded({ dataDir, log })
  try {
    const store = await openPostgresStore({
      connection: embedded.connection,
      node,
      soleOwner: true,
      clock,
      log,
    })
    return {
      ...store,
      async close() {
        await store.close()
        await embedded.stop()
      },
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function openServer(
  databaseUrl: string,
  options: { node: string; clock: Clock; log: Log },
): Promise<Store> {
  try {
    return await openPostgresStore({ connection: { connectionString: databaseUrl }, ...options })
  } catch (cause) {
    throw new StoreError(
      "database-unreachable",
      `The PostgreSQL server of DATABASE_URL cannot be used (${cause instanceof Error ? cause.message : String(cause)}). Check that it runs, and the name, password and rights in the URL; or unset DATABASE_URL to use the built-in one.`,
      { cause },
    )
  }
}
