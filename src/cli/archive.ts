import { loadOrCreateSigningKey } from "../server/record/key.ts"
import { createNotary, KEY_NAME } from "../server/record/notary.ts"
import { bundleSource } from "../server/record/source.ts"
import type { Archive } from "./export.ts"
import { openStored } from "./stored.ts"

/** What is recorded in this installation. Throws as `openStored` does. */
export async function openArchive(data: string | undefined): Promise<Archive> {
  const { config, store } = await openStored({ INTERVIEWLM_DATA: data })
  const { key } = createNotary({
    privateKey: await loadOrCreateSigningKey(config.dataFolder),
    keyName: KEY_NAME,
  })
  return { source: (session) => bundleSource(store, key, session), close: () => store.close() }
}
