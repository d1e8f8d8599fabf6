import { readFile, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { z } from "zod"
import { onOpenGround } from "./open-ground.ts"
import { toolchainMounts } from "./testing/adapters.ts"

/** What set-up installed and built, by absolute path. */
export interface Installation {
  /** Of the product. */
  version: string
  /** The pages, to be served as they are. */
  web: string
  /** The built-in questions. */
  questions: string
  /** For sandboxes, where the users they run as can read it. */
  sandbox: {
    guest: { node: string; script: string }
    toolchains: readonly { host: string; inside: string }[]
  }
}

const Package = z.object({ version: z.string() })

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Finds what is there: a language that set-up could not prepare has no toolchain. */
export async function findInstallation(): Promise<Installation> {
  const script = join(root, "build/guest/guest.js")
  const present = async (path: string) => (await stat(path).catch(() => null)) !== null
  const guest = (await present(script)) ? await onOpenGround(dirname(script)) : dirname(script)
  const toolchains: { host: string; inside: string }[] = []
  for (const { host, inside } of toolchainMounts(root))
    if (await present(host)) toolchains.push({ host: await onOpenGround(host), inside })
  const { version } = Package.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")))
  return {
    version,
    web: join(root, "build/web"),
    questions: join(root, "questions"),
    sandbox: {
      guest: { node: await onOpenGround(process.execPath), script: join(guest, "guest.js") },
      toolchains,
    },
  }
}
