/**
 * Limits by control groups: v2 where it is delegated to this server, else v1 memory and pids. The v2 tree, even
 * without controllers, gives a kill that nothing escapes.
 */
import { access, constants, mkdir, readFile, rmdir, writeFile } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { z } from "zod"
import type { SandboxLimits } from "../engine.ts"

/** Folders of the server's own groups, below which it may make more. */
export type Limiter =
  | { kind: "v2"; group: string }
  | { kind: "v1"; memory: string; pids: string; unified: string | null }
  | { kind: "none" }

const PARENT = "interviewlm"
/** Where the server itself goes in a v2 tree. */
const LEAF = "interviewlm-server"
/** Tasks of bubblewrap and the guest, which are not the candidate's. */
const OWN_TASKS = 16

/** What this machine offers. Makes the parent groups. */
export async function findLimiter(): Promise<Limiter> {
  const own = parseOwnGroups(await readFile("/proc/self/cgroup", "utf8").catch(() => ""))
  const mounts = parseMounts(await readFile("/proc/self/mounts", "utf8").catch(() => ""))
  const at = (controller: string) => {
    const mount = mounts.find((entry) =>
      controller === "" ? entry.v2 : entry.controllers.includes(controller),
    )
    const path = own.get(controller)
    return mount && path !== undefined ? join(mount.folder, path) : null
  }
  const place = at("")
  // An engine made earlier in this process has moved it already.
  const unified = place !== null && basename(place) === LEAF ? dirname(place) : place
  if (unified !== null && (await enableControllers(unified)))
    return { kind: "v2", group: join(unified, PARENT) }
  const [memory, pids] = [at("memory"), at("pids")]
  if (memory !== null && pids !== null && (await makeGroup(memory)) && (await makeGroup(pids)))
    return {
      kind: "v1",
      memory: join(memory, PARENT),
      pids: join(pids, PARENT),
      unified: unified !== null && (await makeGroup(unified)) ? join(unified, PARENT) : null,
    }
  return { kind: "none" }
}

/** /proc/self/cgroup: the path by controller; "" is the v2 tree. */
export function parseOwnGroups(text: string): Map<string, string> {
  const groups = new Map<string, string>()
  for (const line of text.split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (controllers === undefined || path === undefined) continue
    for (const controller of controllers.split(",")) groups.set(controller, path)
  }
  return groups
}

export function parseMounts(text: string): { folder: string; v2: boolean; controllers: string[] }[] {
  return text
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup" || type === "cgroup2")
    .map(([, folder = "", type, options = ""]) => ({
      folder,
      v2: type === "cgroup2",
      controllers: options.split(","),
    }))
}

async function makeGroup(own: string): Promise<boolean> {
  const folder = join(own, PARENT)
  try {
    await mkdir(folder, { recursive: true })
    await access(join(folder, "cgroup.procs"), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * In a v2 tree a group that hands controllers down may hold no process, so the server first moves into a leaf of its
 * own. Only where the group was delegated to it does that work.
 */
async function enableControllers(own: string): Promise<boolean> {
  try {
    const offered = (await readFile(join(own, "cgroup.controllers"), "utf8")).trim().split(" ")
    if (!offered.includes("memory") || !offered.includes("pids")) return false
    const parent = join(own, PARENT)
    await mkdir(parent, { recursive: true })
    const handed = await readFile(join(own, "cgroup.subtree_control"), "utf8")
    if (!handed.includes("memory") || !handed.includes("pids")) {
      const leaf = join(own, LEAF)
      await mkdir(leaf, { recursive: true })
      await writeFile(join(leaf, "cgroup.procs"), String(process.pid))
      await writeFile(join(own, "cgroup.subtree_control"), "+memory +pids")
    }
    await writeFile(join(parent, "cgroup.subtree_control"), "+memory +pids")
    return true
  } catch {
    return false
  }
}

export interface Group {
  /** Files into which a process writes its pid to join. */
  join: string[]
  usage: () => Promise<{ memoryBytes: number; processes: number }>
  memory: () => Promise<{ kills: number; peakBytes: number }>
  /** Pids of every process in the group. */
  members(): Promise<number[]>
  /** Stops all but the `keepers` without a trace they could see; null where the kernel has no such call. */
  freezer: { freeze(keepers: ReadonlySet<number>): Promise<void>; thaw(): Promise<void> } | null
  /** Kills every process in the group; false where the kernel has no such call. */
  kill(): Promise<boolean>
  remove(): Promise<void>
}

/** Where a sandbox's groups are. Kept with it: a later server may have another place of its own. */
export const GroupFolders = z.object({
  kind: z.enum(["v1", "v2"]),
  memory: z.string(),
  pids: z.string(),
  unified: z.string().nullable(),
})
export type GroupFolders = z.infer<typeof GroupFolders>

/** Makes the groups of one sandbox with their limits; null where nothing limits. */
export async function makeGroups(
  limiter: Limiter,
  id: string,
  limits: SandboxLimits,
): Promise<GroupFolders | null> {
  if (limiter.kind === "none") return null
  const below = (parent: string) => join(parent, id)
  const folders: GroupFolders =
    limiter.kind === "v2"
      ? {
          kind: "v2",
          memory: below(limiter.group),
          pids: below(limiter.group),
          unified: below(limiter.group),
        }
      : {
          kind: "v1",
          memory: below(limiter.memory),
          pids: below(limiter.pids),
          unified: limiter.unified && below(limiter.unified),
        }
  for (const folder of distinct(folders)) await mkdir(folder, { recursive: true })
  await setLimits(folders, limits)
  return folders
}

function distinct({ memory, pids, unified }: GroupFolders): string[] {
  return [...new Set([memory, pids, unified].filter((folder) => folder !== null))]
}

export function openGroup(folders: GroupFolders): Group {
  const all = distinct(folders)
  const names =
    folders.kind === "v2"
      ? { usage: "memory.current", peak: "memory.peak", kills: "memory.events", file: "inactive_file" }
      : {
          usage: "memory.usage_in_bytes",
          peak: "memory.max_usage_in_bytes",
          kills: "memory.oom_control",
          file: "total_inactive_file",
        }
  const { unified } = folders
  const members = () => processesOf(folders.pids)
  const read = (name: string) => readFile(join(folders.memory, name), "utf8").catch(() => "")
  return {
    join: all.map((folder) => join(folder, "cgroup.procs")),
    async usage() {
      const [usage, stat, processes] = await Promise.all([read(names.usage), read("memory.stat"), members()])
      const memoryBytes = Math.max(0, Number(usage) - field(stat, names.file))
      return { memoryBytes, processes: processes.length }
    },
    async memory() {
      const [kills, peak] = await Promise.all([read(names.kills), read(names.peak)])
      return { kills: field(kills, "oom_kill"), peakBytes: Number(peak) || 0 }
    },
    members,
    freezer: unified === null ? null : createFreezer(unified),
    async kill() {
      if (unified === null) return false
      return writeFile(join(unified, "cgroup.kill"), "1").then(
        () => true,
        () => false,
      )
    },
    async remove() {
      if (unified !== null) await removeGroup(join(unified, FROZEN))
      for (const folder of all) await removeGroup(folder)
    },
  }
}

/** Group below a sandbox's own for what a freeze stops; once moved there, a process stays. */
const FROZEN = "frozen"

/** A SIGSTOP would be seen by a shell as a job it should report; this freeze is not. */
function createFreezer(unified: string): NonNullable<Group["freezer"]> {
  const frozen = join(unified, FROZEN)
  return {
    async freeze(keepers) {
      await mkdir(frozen, { recursive: true })
      await writeFile(join(frozen, "cgroup.freeze"), "1")
      for (let round = 0; round < 50; round++) {
        const running = (await directMembers(unified)).filter((pid) => !keepers.has(pid))
        if (running.length === 0) break
        // One that has just ended cannot be moved.
        for (const pid of running) await writeFile(join(frozen, "cgroup.procs"), String(pid)).catch(() => {})
      }
      for (let round = 0; round < 100; round++) {
        if (field(await readFile(join(frozen, "cgroup.events"), "utf8"), "frozen") === 1) return
        await delay(2)
      }
    },
    async thaw() {
      await writeFile(join(frozen, "cgroup.freeze"), "0").catch(() => {})
    },
  }
}

async function directMembers(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "")
  return text.split("\n").filter(Boolean).map(Number)
}

async function processesOf(folder: string): Promise<number[]> {
  return [...(await directMembers(folder)), ...(await directMembers(join(folder, FROZEN)))]
}

async function setLimits(folders: GroupFolders, limits: SandboxLimits): Promise<void> {
  const memory = String(limits.memoryBytes)
  const set = (folder: string, name: string, value: string) => writeFile(join(folder, name), value)
  if (folders.kind === "v2") {
    await set(folders.memory, "memory.max", memory)
    await set(folders.memory, "memory.swap.max", "0").catch(() => {})
  } else {
    await set(folders.memory, "memory.limit_in_bytes", memory)
    // Absent where the kernel does not count swap.
    await set(folders.memory, "memory.memsw.limit_in_bytes", memory).catch(() => {})
  }
  await set(folders.pids, "pids.max", String(limits.processes + OWN_TASKS))
}

/** A group can be removed once its last process is reaped, which takes the kernel a moment. */
async function removeGroup(folder: string): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const error = await rmdir(folder).then(
      () => null,
      (failure: unknown) => failure,
    )
    if (error === null || (error instanceof Error && "code" in error && error.code === "ENOENT")) return
    await delay(5)
  }
}

function field(text: string, name: string): number {
  const line = text.split("\n").find((entry) => entry.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0) || 0
}
