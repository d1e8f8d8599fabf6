/** What the local engine keeps on disk of each sandbox, to find it again after a restart of the server. */
import { readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { LIMITS } from "../../../protocol/limits.ts"
import { GroupFolders } from "./cgroups.ts"
import { codeOf, unlessGone } from "./folder.ts"

const SandboxState = z.object({
  id: z.string(),
  pid: z.number().int().positive(),
  /** Start of that process in clock ticks since boot: a pid alone may have been given to another. */
  started: z.number(),
  boot: z.string(),
  /** Processes that were there when the guest first answered: bubblewrap's and the guest. Empty where no group tells. */
  keepers: z.array(z.number().int()),
  groups: GroupFolders.nullable(),
  uid: z.number().int().nullable(),
  workspace: z.string(),
  expiresAt: z.number(),
  diskBytes: z.number(),
  files: z.number().default(LIMITS.sandbox.files),
})
export type SandboxState = z.infer<typeof SandboxState>

export const SANDBOX_ID = /^[a-z0-9-]{1,64}$/

export async function writeState(folder: string, state: SandboxState): Promise<void> {
  const path = join(folder, "state.json")
  await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** The state of a sandbox whose process still runs; null when there is none. Throws where that cannot be told now. */
export async function readLiveState(folder: string): Promise<SandboxState | null> {
  const state = await readState(folder)
  if (!state) return null
  const alive = state.boot === (await bootId()) && (await startOf(state.pid)) === state.started
  return alive ? state : null
}

/** What was kept of a sandbox, whether it still runs or not. Throws where that cannot be read now. */
export async function readState(folder: string): Promise<SandboxState | null> {
  const text = await readFile(join(folder, "state.json"), "utf8").catch(unlessGone)
  if (text === null) return null
  const state = SandboxState.safeParse(parseJson(text))
  return state.success ? state.data : null
}

/** When a process started, in clock ticks since boot; null when it has ended. Throws where that cannot be told now. */
export async function startOf(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, "latin1").catch(unlessEnded)
  if (text === null) return null
  const fields = text.slice(text.lastIndexOf(") ") + 2).split(" ")
  return fields[0] === "Z" || fields[0] === "X" ? null : Number(fields[19])
}

/** A process of another user, which may be hidden, is none of ours: its number was given anew. */
function unlessEnded(failure: unknown): null {
  if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(String(codeOf(failure)))) return null
  throw failure
}

export async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
