/**
 * The default sandbox engine: bubblewrap on this machine. Each sandbox has a folder below `root` with its workspace,
 * its home, the socket to its guest and what is needed to find it again.
 */
import { createConnection, type Socket } from "node:net"
import { once } from "node:events"
import { chmod, chown, mkdir, readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Sandbox, SandboxEngine, SandboxSpec } from "../engine.ts"
import { INSIDE, openGuestSandbox, type SandboxHost } from "../guest-sandbox.ts"
import { makeGroups, openGroup } from "./cgroups.ts"
import { watchDisk } from "./disk.ts"
import { codeOf, removeFolder, unlessGone } from "./folder.ts"
import { pickUid } from "./identity.ts"
import { launch } from "./launch.ts"
import { type LocalEngineOptions, prepareMachine } from "./machine.ts"
import { probeMachine } from "./probe.ts"
import { stage } from "./stage.ts"
import {
  bootId,
  readLiveState,
  readState,
  SANDBOX_ID,
  type SandboxState,
  startOf,
  writeState,
} from "./state.ts"

const HELLO_MS = 10_000
const SOCKET = "guest.sock"
/** `sun_path`, without its NUL. */
const SOCKET_PATH_BYTES = 107
/** A folder younger than this may belong to a sandbox that is just being started. */
const STARTING_MS = 60_000
/** Address space Node sets aside at its start, which counts as data though it is never used. */
const NODE_RESERVE = 1 << 30

export async function createLocalEngine(options: LocalEngineOptions): Promise<SandboxEngine> {
  const machine = await prepareMachine(options)
  const { onProblem = () => undefined } = options
  const folderOf = (id: string) => join(options.root, id)
  const starting = new Set<string>()

  const list = async function* (): AsyncGenerator<SandboxState> {
    for (const name of (await readdir(options.root).catch(unlessGone)) ?? []) {
      const state = SANDBOX_ID.test(name) ? await readLiveState(folderOf(name)) : null
      if (state) yield state
    }
  }

  const hostOf = (state: SandboxState): SandboxHost => {
    const group = state.groups && openGroup(state.groups)
    let destroyed: Promise<void> | null = null
    const freezer = group?.freezer ?? null
    const destroy = async () => {
      const now = await readLiveState(folderOf(state.id))
      // The name belongs to a later sandbox.
      if (now && (now.pid !== state.pid || now.started !== state.started)) return
      await group?.kill()
      await endSession(state)
      await group?.remove()
      await removeFolder(folderOf(state.id))
    }
    return {
      // What failed can be asked for again.
      destroy: () =>
        (destroyed ??= destroy().catch((failure: unknown) => {
          destroyed = null
          throw failure
        })),
      expired: () => Date.now() >= state.expiresAt,
      setNetwork: async (network) => refuseAllowList(network),
      ...(group && { usage: group.usage, memory: group.memory }),
      ...(freezer && {
        freezer: { freeze: () => freezer.freeze(new Set(state.keepers)), thaw: () => freezer.thaw() },
      }),
      opened: (inside) => {
        // A shared workspace is counted with its owner.
        if (state.workspace === join(folderOf(state.id), "workspace"))
          watchDisk(folderOf(state.id), { bytes: state.diskBytes, files: state.files }, inside, onProblem)
      },
    }
  }

  const reach = async (state: SandboxState): Promise<Socket> => {
    const socket = createConnection(join(folderOf(state.id), SOCKET))
    await once(socket, "connect")
    return socket
  }

  const greet = (state: SandboxState, socket: Socket): Promise<Sandbox> =>
    openGuestSandbox(state.id, socket, hostOf(state), HELLO_MS)

  const create = async (spec: SandboxSpec): Promise<Sandbox> => {
    const folder = folderOf(spec.id)
    if (await readLiveState(folder)) throw new Error(`There is a sandbox ${spec.id} already.`)
    const owner = spec.workspace.kind === "shared" ? await readLiveState(folderOf(spec.workspace.with)) : null
    if (spec.workspace.kind === "shared" && !owner)
      throw new Error(`There is no sandbox ${spec.workspace.with} to share a workspace with.`)
    await clear(folder)
    const uid = machine.root ? (owner?.uid ?? (await freshUid())) : null
    const folders = await makeFolders(folder, owner?.workspace ?? null, uid)
    const groups = await makeGroups(machine.limiter, spec.id, spec.limits)
    const group = groups && openGroup(groups)
    const bwrap = { ...machine.bwrap, ...folders, env: { ...machine.env, ...spec.env } }
    const expiresAt = Date.now() + spec.ttlMs
    const child = await launch({
      ...(uid === null ? { bwrap, binds: [] } : await stage(bwrap)),
      seccomp: machine.seccomp,
      socket: join(folder, SOCKET),
      ttlMs: spec.ttlMs,
      joinFiles: group?.join ?? [],
      uid,
      resourceLimits: resourceLimits(spec, group !== null),
      guest: { workspace: INSIDE.workspace, ...(!group && { watchMemoryBytes: spec.limits.memoryBytes }) },
    })
    let said = ""
    child.stderr?.on("data", (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-2000)))
    const pid = child.pid ?? 0
    const state: SandboxState = {
      id: spec.id,
      pid,
      keepers: [],
      groups,
      started: (await startOf(pid)) ?? 0,
      boot: await bootId(),
      uid,
      workspace: folders.workspace,
      expiresAt,
      diskBytes: spec.limits.diskBytes,
      files: spec.limits.files ?? LIMITS.sandbox.files,
    }
    try {
      await writeState(folder, state)
      const sandbox = await greet(state, await reach(state))
      state.keepers = (await group?.members()) ?? []
      await writeState(folder, state)
      child.stderr?.destroy()
      child.unref()
      return sandbox
    } catch (error) {
      await hostOf(state).destroy()
      throw new Error(`The sandbox did not start: ${said.trim() || String(error)}`, { cause: error })
    }
  }

  const given = new Set<number>()
  const freshUid = async () => {
    const taken = new Set(given)
    for await (const { uid } of list()) if (uid !== null) taken.add(uid)
    const uid = pickUid(taken, Math.random)
    given.add(uid)
    return uid
  }

  /** Removes what an ended sandbox of that name left. */
  const clear = async (folder: string) => {
    const groups = (await readState(folder))?.groups
    if (groups) await openGroup(groups).remove()
    await removeFolder(folder)
  }

  const clearOld = async (folder: string) => {
    const info = await stat(folder).catch(unlessGone)
    if (!info || Date.now() - info.mtimeMs < STARTING_MS) return
    if (!(await readLiveState(folder))) await clear(folder)
  }

  /** Sandboxes that ended while no server ran left folders and groups; those just being started are young. */
  const sweep = async () => {
    for (const name of await readdir(options.root)) {
      // What cannot be removed, or known to be over, waits for the next start; it keeps nobody from this one.
      if (SANDBOX_ID.test(name)) await clearOld(folderOf(name)).catch(onProblem)
    }
  }
  await sweep()

  return {
    caps: {
      isolation: "namespace",
      memory: machine.limiter.kind === "none" ? "rlimit" : "cgroup",
      diskQuota: false,
      egressAllowlist: false,
      snapshot: false,
    },
    probe: () => probeMachine(machine),
    async create(spec) {
      if (!SANDBOX_ID.test(spec.id))
        throw new RangeError(`${JSON.stringify(spec.id)} is no name for a sandbox`)
      refuseAllowList(spec.network)
      checkSpec(spec, join(folderOf(spec.id), SOCKET))
      if (starting.has(spec.id)) throw new Error(`There is a sandbox ${spec.id} already.`)
      starting.add(spec.id)
      try {
        return await create(spec)
      } finally {
        starting.delete(spec.id)
      }
    },
    async attach(id) {
      if (!SANDBOX_ID.test(id)) return null
      const state = await readLiveState(folderOf(id))
      if (!state) return null
      const socket = await reach(state).catch(unlessNobodyListens)
      const sandbox = socket && (await greet(state, socket).catch(() => null))
      if (sandbox) return sandbox
      // One that runs and does not answer would keep its name from the next for ever.
      if (!starting.has(id)) await hostOf(state).destroy()
      return null
    },
    async *list() {
      for await (const { id, expiresAt } of list()) yield { id, expiresAt }
    },
  }
}

function checkSpec(spec: SandboxSpec, socket: string): void {
  if (!SANDBOX_ID.test(spec.id)) throw new RangeError(`${JSON.stringify(spec.id)} is no name for a sandbox`)
  refuseAllowList(spec.network)
  if (Object.entries(spec.env ?? {}).some(([name, value]) => !/^\w+$/.test(name) || value.includes("\0")))
    throw new RangeError("A variable of the environment has a bad name or value.")
  const spare = SOCKET_PATH_BYTES - Buffer.byteLength(`${socket}.new`)
  if (spare < 0)
    throw new RangeError(`The data folder's path is ${-spare} bytes too long for a socket: ${socket}`)
}

/** The folders of a new sandbox; its user owns them, the workspace unless that is another's. */
async function makeFolders(
  folder: string,
  shared: string | null,
  uid: number | null,
): Promise<{ workspace: string; home: string; scratch: string }> {
  const home = join(folder, "home")
  const scratch = join(folder, "scratch")
  const workspace = shared ?? join(folder, "workspace")
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o711)
  for (const own of shared === null ? [home, scratch, workspace] : [home, scratch]) {
    await mkdir(own, { mode: 0o700 })
    if (uid !== null) await chown(own, uid, uid)
  }
  return { workspace, home, scratch }
}

function resourceLimits({ limits }: SandboxSpec, grouped: boolean): string[] {
  const always = [`--fsize=${limits.diskBytes}`, "--nofile=4096:4096", "--core=0"]
  return grouped
    ? always
    : [...always, `--data=${limits.memoryBytes + NODE_RESERVE}`, `--nproc=${limits.processes}`]
}

/** For `catch`: null where the guest is gone; the rest (no descriptor left, its queue full) may be over in a moment. */
function unlessNobodyListens(failure: unknown): null {
  const code = codeOf(failure)
  if (code === "ECONNREFUSED" || code === "ENOENT") return null
  throw failure
}

function refuseAllowList(network: SandboxSpec["network"]): void {
  if (network !== "none")
    throw new Error("The local engine gives no network: an allow list of hosts needs another sandbox engine.")
}

/** Kills the session of the sandbox's first process, and waits until it is gone. */
async function endSession(state: SandboxState): Promise<void> {
  for (let round = 0; round < 400 && (await startOf(state.pid)) === state.started; round++) {
    try {
      process.kill(-state.pid, "SIGKILL")
    } catch {
      return
    }
    await delay(round < 10 ? 1 : 10)
  }
}
