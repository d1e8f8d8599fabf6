import { spawn, type ChildProcess } from "node:child_process"
import { open, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { StoreError } from "../../errors.ts"
import { ENVIRONMENT } from "./cluster.ts"
import type { Owner } from "./owner.ts"

export interface ServerSpec {
  programs: string
  cluster: string
  sockets: string
  /** PostgreSQL's own messages; begun anew at each start of the product. */
  logFile: string
  owner: Owner | null
  log: (message: string) => void
}

const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  shared_buffers: "64MB",
  max_connections: "100",
  io_method: "sync",
  jit: "off",
  log_checkpoints: "off",
  log_min_messages: "warning",
  // Details quote rows, and rows are the candidates' own words.
  log_error_verbosity: "terse",
  log_timezone: "UTC",
  timezone: "UTC",
}

const READY_MS = 60_000
const STOP_MS = 10_000

/**
 * Keeps one PostgreSQL running on the cluster: resolves when it takes connections, starts it again when it dies
 * (a crash, the out-of-memory killer), and `stop` shuts it down cleanly. Throws `StoreError` `postgres-failed`.
 */
export async function superviseServer(spec: ServerSpec): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  let child = await startServer(spec)
  let restart: Promise<void> = Promise.resolve()

  const watch = () =>
    child.once("exit", (code, signal) => {
      if (stopping.signal.aborted) return
      spec.log(`PostgreSQL ended (${signal ?? `exit ${code}`}); starting it again`)
      restart = revive()
    })
  const revive = async () => {
    for (let pause = 50; !stopping.signal.aborted; pause = Math.min(pause * 2, 5_000)) {
      try {
        child = await startServer(spec)
        watch()
        return
      } catch (error) {
        spec.log(`PostgreSQL did not start again: ${error instanceof Error ? error.message : String(error)}`)
        await delay(pause)
      }
    }
  }
  watch()

  return {
    async stop() {
      stopping.abort()
      await restart
      await endChild(child)
    },
  }
}

async function startServer(spec: ServerSpec): Promise<ChildProcess> {
  const log = await open(spec.logFile, "a", 0o600)
  const settings = { ...SETTINGS, unix_socket_directories: spec.sockets }
  try {
    const child = spawn(
      join(spec.programs, "bin/postgres"),
      [
        "-D",
        spec.cluster,
        ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ],
      // A group of its own: Ctrl-C must reach the server, which stops PostgreSQL last.
      {
        ...spec.owner,
        cwd: "/",
        env: ENVIRONMENT,
        stdio: ["ignore", log.fd, log.fd],
        detached: true,
      },
    )
    await untilReady(child, spec)
    return child
  } finally {
    await log.close()
  }
}

async function untilReady(child: ChildProcess, spec: ServerSpec): Promise<void> {
  let failure: Error | null = null
  child.once("error", (error) => {
    failure = error
  })
  for (let waited = 0; waited < READY_MS; waited += 5) {
    if (failure) throw failure
    if (child.exitCode !== null || child.signalCode !== null) throw await failed(spec, "ended while starting")
    if (await saysReady(child.pid, spec.cluster)) return
    await delay(5)
  }
  await endChild(child)
  throw await failed(spec, `was not ready after ${READY_MS / 1_000} s`)
}

/** Line 1 of the lock file is the process, line 8 its state. */
async function saysReady(pid: number | undefined, cluster: string): Promise<boolean> {
  const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n")
  return lines[0] === String(pid) && lines[7]?.trim() === "ready"
}

async function failed(spec: ServerSpec, what: string): Promise<StoreError> {
  const tail = (await readFile(spec.logFile, "utf8").catch(() => "")).trim().split("\n").slice(-8).join("\n")
  return new StoreError(
    "postgres-failed",
    `PostgreSQL ${what}. Its last messages (${spec.logFile}):\n${tail}`,
  )
}

async function endChild(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once("exit", () => resolve())
  })
  child.kill("SIGINT")
  const impatient = setTimeout(() => child.kill("SIGQUIT"), STOP_MS)
  await ended
  clearTimeout(impatient)
}
