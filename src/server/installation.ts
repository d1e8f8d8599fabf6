import { access } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { LocalEngineOptions } from "./sandbox/local/local.ts"
import { toolchainMounts } from "./testing/adapters.ts"

/** What set-up installed and built, by absolute path. */
export interface Installation {
  /** The pages, to be served as they are. */
  web: string
  /** The built-in questions. */
  questions: string
  sandbox: Pick<LocalEngineOptions, "guest" | "toolchains">
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Finds what is there: a language that set-up could not prepare has no toolchain. */
export async function findInstallation(): Promise<Installation> {
  const mounts = toolchainMounts(root)
  const present = await Promise.all(mounts.map(({ host }) => exists(host)))
  return {
    web: join(root, "build/web"),
    questions: join(root, "questions"),
    sandbox: {
      guest: { node: process.execPath, script: join(root, "build/guest/guest.js") },
      toolchains: mounts.filter((_, index) => present[index]),
    },
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
