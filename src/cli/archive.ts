import { access } from "node:fs/promises"
import { join } from "node:path"
import { systemClock } from "../server/clock.ts"
import { readConfig } from "../server/config.ts"
import { KEY_FILE, loadOrCreateSigningKey } from "../server/record/key.ts"
import { createNotary, KEY_NAME } from "../server/record/notary.ts"
import { bundleSource } from "../server/record/source.ts"
import { openStoreBeside } from "../server/store/open.ts"
import type { Archive } from "./export.ts"
import { StartError } from "./start-error.ts"

/** The store of this installation, whether its server runs or not. */
export async function openArchive(data: string | undefined): Promise<Archive> {
  const { dataFolder, databaseUrl } = readConfig({ INTERVIEWLM_DATA: data })
  await access(join(dataFolder, KEY_FILE)).catch((cause: unknown) => {
    throw new StartError(
      `No InterviewLM has kept its data in ${dataFolder}. Name the server's own folder: --data DIR`,
      {
        cause,
      },
    )
  })
  const store = await openStoreBeside({
    dataDir: dataFolder,
    databaseUrl: databaseUrl ?? undefined,
    clock: systemClock,
    log: console.error,
  })
  const { key } = createNotary({ privateKey: await loadOrCreateSigningKey(dataFolder), keyName: KEY_NAME })
  return { source: (session) => bundleSource(store, key, session), close: () => store.close() }
}
