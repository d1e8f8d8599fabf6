import { access } from "node:fs/promises"
import { join } from "node:path"
import { systemClock } from "../server/clock.ts"
import { readConfig } from "../server/config.ts"
import type { Config, Settings } from "../server/config.ts"
import { KEY_FILE } from "../server/record/key.ts"
import { openStoreBeside } from "../server/store/open.ts"
import type { Store } from "../server/store/store.ts"
import { StartError } from "./start-error.ts"

/** The store of this installation, whether its server runs or not. Throws `StartError` where none has kept its data. */
export async function openStored(given: Settings): Promise<{ config: Config; store: Store }> {
  const config = readConfig(given)
  const { dataFolder, databaseUrl } = config
  await access(join(dataFolder, KEY_FILE)).catch((cause: unknown) => {
    throw new StartError(
      `No InterviewLM has kept its data in ${dataFolder}. Name the server's own folder: --data DIR`,
      { cause },
    )
  })
  const store = await openStoreBeside({
    dataDir: dataFolder,
    databaseUrl: databaseUrl ?? undefined,
    clock: systemClock,
    log: console.error,
  })
  return { config, store }
}
