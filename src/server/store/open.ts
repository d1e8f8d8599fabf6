import { randomUUID } from "node:crypto"
import type { Clock } from "../clock.ts"
import { StoreError } from "./errors.ts"
import { connectionOfRunning, startEmbedded } from "./postgres/embedded.ts"
import { openPostgresStore } from "./postgres/postgres.ts"
import type { Store } from "./store.ts"

type Log = (message: string) => void

interface StoreOptions {
  dataDir: string
  databaseUrl?: string | undefined
  clock: Clock
  log: Log
}

/**
 * The store of a server: PostgreSQL at `databaseUrl`, else the embedded one in the data folder, which `close` stops.
 * Throws `StoreError` with what to do.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
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

/** The same for a reader: where a server has the data folder in use, that server's own database. Throws `StoreError`. */
export async function openStoreBeside(options: StoreOptions): Promise<Store> {
  try {
    return await openStore(options)
  } catch (error) {
    const inUse = error instanceof StoreError && error.code === "data-folder-in-use"
    const connection = inUse ? await connectionOfRunning(options.dataDir) : null
    if (!connection) throw error
    return openPostgresStore({ connection, node: randomUUID(), clock: options.clock, log: options.log })
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
