import { randomUUID } from "node:crypto"
import type { Clock } from "../clock.ts"
import { startEmbedded } from "./postgres/embedded.ts"
import { openPostgresStore } from "./postgres/postgres.ts"
import type { Store } from "./store.ts"

/**
 * The store of a server: PostgreSQL at `databaseUrl`, else the embedded one in the data folder, which `close` stops.
 * Throws `StoreError` with what to do, and the database's own error when the URL cannot be used.
 */
export async function openStore(options: {
  dataDir: string
  databaseUrl?: string | undefined
  clock: Clock
  log: (message: string) => void
}): Promise<Store> {
  const { dataDir, databaseUrl, clock, log } = options
  const node = randomUUID()
  if (databaseUrl)
    return openPostgresStore({ connection: { connectionString: databaseUrl }, node, clock, log })
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
