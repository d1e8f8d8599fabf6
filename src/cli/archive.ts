import { systemClock } from "../server/clock.ts"
import { readConfig } from "../server/config.ts"
import { loadOrCreateSigningKey } from "../server/record/key.ts"
import { createNotary, KEY_NAME } from "../server/record/notary.ts"
import { bundleSource } from "../server/record/source.ts"
import { openStore } from "../server/store/open.ts"
import type { Archive } from "./export.ts"

/** The store of this installation, for a server that is stopped or on a database of its own. */
export async function openArchive(): Promise<Archive> {
  const { dataFolder, databaseUrl } = readConfig()
  const store = await openStore({
    dataDir: dataFolder,
    databaseUrl: databaseUrl ?? undefined,
    clock: systemClock,
    log: console.error,
  })
  const { key } = createNotary({ privateKey: await loadOrCreateSigningKey(dataFolder), keyName: KEY_NAME })
  return { source: (session) => bundleSource(store, key, session), close: () => store.close() }
}
