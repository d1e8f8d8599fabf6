import { access } from "node:fs/promises"
import { join } from "node:path"
import type { Config } from "../../server/config.ts"
import { findInstallation } from "../../server/installation.ts"
import type { SandboxEngine } from "../../server/sandbox/engine.ts"
import { leftSandboxes } from "../../server/sandbox/left.ts"
import { createLocalEngine } from "../../server/sandbox/local/local.ts"
import { localTime } from "../local-time.ts"
import { type Finding, finding } from "./finding.ts"
import { isReady } from "./port.ts"
import { lockProblem } from "./storage.ts"

/** Sandboxes that a stopped server left for its restart; nothing when there are none, or they are not this user's. */
export async function checkLeft(config: Config): Promise<Finding[]> {
  const engine = await engineOf(config.dataFolder).catch(() => null)
  if (!engine || (await isInUse(config))) return []
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
export async function endLeft(config: Config): Promise<{ done: boolean; text: string }> {
  const engine = await engineOf(config.dataFolder)
  if (engine && (await isInUse(config)))
    return {
      done: false,
      text: `A server is using ${config.dataFolder}. Stop it first, or its interviews would lose their shells.`,
    }
  let ended = 0
  for await (const { id } of engine?.list() ?? []) {
    const sandbox = await engine?.attach(id)
    await sandbox?.destroy()
    if (sandbox) ended++
  }
  return {
    done: true,
    text: `Ended ${ended} ${ended === 1 ? "sandbox" : "sandboxes"} of ${config.dataFolder}. What was recorded is kept.`,
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

async function isInUse({ dataFolder, databaseUrl, host, port }: Config): Promise<boolean> {
  if (databaseUrl !== null) return isReady(host, port)
  return (await lockProblem(dataFolder))?.code === "data-folder-in-use"
}
