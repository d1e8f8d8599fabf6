/**
 * The default sandbox engine: bubblewrap on this machine. Each sandbox has a folder below `root` with its workspace,
 * its home, the socket to its guest and what is needed to find it again.
 */
import { createConnection } from "node:net"
import { once } from "node:events"
import { chmod, chown, mkdir, readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import type { Sandbox, SandboxEngine, SandboxSpec } from "../engine.ts"
import { INSIDE, openGuestSandbox, type SandboxHost } from "../guest-sandbox.ts"
import { type Group, openGroup } from "./cgroups.ts"
import { watchDisk } from "./disk.ts"
import { pickUid } from "./identity.ts"
import { launch } from "./launch.ts"
import { prepareMachine } from "./machine.ts"
import { probeMachine } from "./probe.ts"
import { stage } from "./stage.ts"
import { bootId, readLiveState, SANDBOX_ID, type SandboxState, startOf, writeState } from "./state.ts"

export interface LocalEngineOptions {
  /** Folder for the sandboxes, of this engine alone. */
  root: string
  /** Node for the guest and the candidate, and the bundled guest (`build/guest/guest.js`). */
  guest: { node: string; script: string }
  /** Read-only mounts; one with a `bin` folder is put on PATH. */
  toolchains: readonly { host: string; inside: string }[]
}

const HELLO_MS = 10_000
const SOCKET = "guest.sock"
/** Address space Node sets aside at its start, which counts as data though it is never used. */
const NODE_RESERVE = 1 << 30

export async function createLocalEngine(options: LocalEngineOptions): Promise<SandboxEngine> {
  const machine = await prepareMachine(options)
  const folderOf = (id: string) => join(options.root, id)
  const starting = new Set<string>()

  const list = async function* (): AsyncGenerator<SandboxState> {
    for (const name of await readdir(options.root).catch(() => [])) {
      const state = SANDBOX_ID.test(name) ? await readLiveState(folderOf(name)) : null
      if (state) yield state
    }
  }

  const hostOf = (state: SandboxState, group: Group | null): SandboxHost => {
    let destroyed: Promise<void> | null = null
    const freezer = group?.freezer ?? null
    const destroy = async () => {
      await group?.kill()
      await endSession(state)
      await group?.remove()
      await removeFolder(folderOf(state.id))
    }
    return {
      destroy: () => (destroyed ??= destroy()),
      expired: () => Date.now() >= state.expiresAt,
      setNetwork: async (network) => refuseAllowList(network),
      ...(group && { usage: group.usage, memory: group.memory }),
      ...(freezer && {
        freezer: { freeze: () => freezer.freeze(new Set(state.keepers)), thaw: () => freezer.thaw() },
      }),
      opened: (inside) => {
        // A shared workspace is counted with its owner.
        if (state.workspace === join(folderOf(state.id), "workspace"))
          watchDisk(folderOf(state.id), state.diskBytes, inside)
      },
    }
  }

  const connect = async (state: SandboxState, group: Group | null): Promise<Sandbox> => {
    const socket = createConnection(join(folderOf(state.id), SOCKET))
    await once(socket, "connect")
    return openGuestSandbox(state.id, socket, hostOf(state, group), HELLO_MS)
  }

  const create = async (spec: SandboxSpec): Promise<Sandbox> => {
    const folder = folderOf(spec.id)
    if (await readLiveState(folder)) throw new Error(`There is a sandbox ${spec.id} already.`)
    const owner = spec.workspace.kind === "shared" ? await readLiveState(folderOf(spec.workspace.with)) : null
    if (spec.workspace.kind === "shared" && !owner)
      throw new Error(`There is no sandbox ${spec.workspace.with} to share a workspace with.`)
    await removeFolder(folder)
    const uid = machine.root ? (owner?.uid ?? (await freshUid())) : null
    const workspace = owner?.workspace ?? join(folder, "workspace")
    const home = join(folder, "home")
    await mkdir(folder, { recursive: true, mode: 0o711 })
    await chmod(folder, 0o711)
    for (const own of owner ? [home] : [home, workspace]) {
      await mkdir(own, { mode: 0o700 })
      if (uid !== null) await chown(own, uid, uid)
    }
    const group = await openGroup(machine.limiter, spec.id, spec.limits)
    const socket = join(folder, SOCKET)
    const bwrap = { ...machine.bwrap, workspace, home, env: { ...machine.env, ...spec.env } }
    const child = await launch({
      ...(uid === null ? { bwrap, binds: [] } : await stage(bwrap)),
      seccomp: machine.seccomp,
      socket,
      ttlMs: spec.ttlMs,
      joinFiles: group?.join ?? [],
      uid,
      resourceLimits: [
        `--fsize=${spec.limits.diskBytes}`,
        "--nofile=4096:4096",
        "--core=0",
        ...(group
          ? []
          : [`--data=${spec.limits.memoryBytes + NODE_RESERVE}`, `--nproc=${spec.limits.processes}`]),
      ],
      guest: {
        workspace: INSIDE.workspace,
        ...(group ? {} : { watchMemoryBytes: spec.limits.memoryBytes }),
      },
    })
    let said = ""
    child.stderr?.on("data", (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-2000)))
    const pid = child.pid ?? 0
    const state: SandboxState = {
      id: spec.id,
      pid,
      keepers: [],
      started: (await startOf(pid)) ?? 0,
      boot: await bootId(),
      uid,
      workspace,
      expiresAt: Date.now() + spec.ttlMs,
      diskBytes: spec.limits.diskBytes,
    }
    await writeState(folder, state)
    try {
      const sandbox = await connect(state, group)
      state.keepers = (await group?.members()) ?? []
      await writeState(folder, state)
      child.stderr?.destroy()
      child.unref()
      return sandbox
    } catch (error) {
      await hostOf(state, group).destroy()
      throw new Error(`The sandbox did not start: ${said.trim() || String(error)}`, { cause: error })
    }
  }

  const freshUid = async () => {
    const taken = new Set<number>()
    for await (const { uid } of list()) if (uid !== null) taken.add(uid)
    return pickUid(taken, Math.random)
  }

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
      return connect(state, await openGroup(machine.limiter, id, null)).catch(() => null)
    },
    async *list() {
      for await (const { id } of list()) yield { id }
    },
  }
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

/** Removes a tree, folders that forbid it included. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(async () => {
    await openFolders(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  })
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => {})
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name))
}
