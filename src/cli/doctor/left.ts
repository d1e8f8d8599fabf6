import { access } from "node:fs/promises"
import { join } from "node:path"
import { findInstallation } from "../../server/installation.ts"
import type { SandboxEngine } from "../../server/sandbox/engine.ts"
import { leftSandboxes } from "../../server/sandbox/left.ts"
import { createLocalEngine } from "../../server/sandbox/local/local.ts"
import { StoreError } from "../../server/store/errors.ts"
import { localTime } from "../local-time.ts"
import { type Finding, finding } from "./finding.ts"
import { holdDataFolder, isInUse } from "./storage.ts"

/** Sandboxes that a stopped server left for its restart; nothing when there are none, or they are not this user's. */
export async function checkLeft(dataFolder: string): Promise<Finding[]> {
  if (await isInUse(dataFolder)) return []
  const engine = await engineOf(dataFolder).catch(() => null)
  if (!engine) return []
  const { interviews, until } = await leftSandboxes(engine)
  if (interviews === 0) return []
  const text = `${interviews === 1 ? "1 interview's sandbox waits" : `${interviews} interviews' sandboxes wait`} for the server's restart, until ${localTime(until)} at the latest`
  return [
    finding(
      "sandboxes",
      "weak",
      text,
      `Start the server to go on, or end them: ./interviewlm doctor --end-sandboxes`,
    ),
  ]
}

/** Ends them all, and the shells in them. Answers the line to print and whether it was done. Throws where it has not the rights. */
export async function endLeft(dataFolder: string): Promise<{ done: boolean; text: string }> {
  const lock = await holdDataFolder(dataFolder).catch((error: unknown) => {
    if (error instanceof StoreError && error.code === "data-folder-in-use") return null
    throw error
  })
  if (!lock)
    return {
      done: false,
      text: `A server is using ${dataFolder}. Stop it first, or its interviews would lose their shells.`,
    }
  try {
    const engine = await engineOf(dataFolder)
    let ended = 0
    for await (const { id } of engine?.list() ?? []) {
      const sandbox = await engine?.attach(id)
      await sandbox?.destroy()
      if (sandbox) ended++
    }
    return {
      done: true,
      text: `Ended ${ended} ${ended === 1 ? "sandbox" : "sandboxes"} of ${dataFolder}. What was recorded is kept.`,
    }
  } finally {
    lock.release()
  }
}

async function engineOf(dataFolder: string): Promise<SandboxEngine | null> {
  const root = join(dataFolder, "sandboxes")
  const { sandbox } = await findInstallation()
  return access(root).then(
    () => createLocalEngine({ root, ...sandbox }),
    () => null,
  )
}
