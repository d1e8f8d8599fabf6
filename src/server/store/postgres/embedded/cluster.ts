import { spawn } from "node:child_process"
import { chmod, chown, readFile, readlink, realpath, rename, rm } from "node:fs/promises"
import { userInfo } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { StoreError } from "../../errors.ts"
import type { Owner } from "./owner.ts"
import { MAJOR } from "./programs.ts"

/** The one database user; only the owner of the socket folder can reach the socket, so it has no password. */
export const DATABASE_USER = "interviewlm"

/** The smallest environment PostgreSQL's programs run in: nothing of the server's own reaches them. */
export const ENVIRONMENT = { PATH: "/usr/bin:/bin", LANG: "C", TZ: "UTC" }

/** Makes the cluster if there is none. It appears whole or not at all, so a kill half way leaves nothing behind. */
export async function createCluster(programs: string, cluster: string, owner: Owner | null): Promise<void> {
  const version = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => null)
  if (version?.trim() === MAJOR) return
  if (version !== null) throw otherVersion(cluster, version.trim())
  if (owner === null) mustHaveName()
  const partial = `${cluster}.partial`
  await rm(partial, { recursive: true, force: true })
  const login = ["-U", DATABASE_USER, "--auth=trust"]
  const text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  await run(join(programs, "bin/initdb"), ["-D", partial, ...login, ...text], owner)
  await rename(partial, cluster)
}

function otherVersion(cluster: string, version: string): StoreError {
  return new StoreError(
    "data-folder-other-version",
    `${cluster} was written by PostgreSQL ${version}; this InterviewLM brings ${MAJOR}. Use the InterviewLM that wrote it to export, or set DATABASE_URL to a PostgreSQL ${version} server.`,
  )
}

/** PostgreSQL makes no database for a user without a name, as a container started with `--user 1234` has. */
function mustHaveName(): void {
  try {
    userInfo()
  } catch (cause) {
    const uid = process.getuid?.()
    throw new StoreError(
      "postgres-failed",
      `User id ${uid} has no name, and PostgreSQL needs one to make its database: add the line "interviewlm:x:${uid}:${process.getgid?.()}::/:" to /etc/passwd, start as another user, or set DATABASE_URL.`,
      { cause },
    )
  }
}

function run(program: string, args: string[], owner: Owner | null): Promise<void> {
  const child = spawn(program, args, {
    ...owner,
    cwd: "/",
    env: ENVIRONMENT,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000)
  }
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      if (code === 0) resolve()
      else reject(new StoreError("postgres-failed", `${program} failed (exit ${code}): ${output.trim()}`))
    })
  })
}

/** Ends a PostgreSQL that a killed server left behind on this cluster, and clears what a dead one left. */
export async function endLeftover(cluster: string, log: (message: string) => void): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid")
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  if (!(await worksIn(pid, cluster))) {
    // A reused process id would make PostgreSQL believe its predecessor still runs.
    if (alive(pid)) await rm(pidFile, { force: true })
    return
  }
  log(`Ending the PostgreSQL (process ${pid}) that an earlier server left running`)
  await endProcess(pid, () => worksIn(pid, cluster))
}

/** Fast shutdown; after 10 s an immediate one (PostgreSQL then recovers from its log at the next start). */
async function endProcess(pid: number, running: () => Promise<boolean>): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (alive(pid)) process.kill(pid, signal)
    for (let waited = 0; waited < 10_000; waited += 10) {
      if (!(await running())) return
      await delay(10)
    }
  }
}

async function worksIn(pid: number, cluster: string): Promise<boolean> {
  const [folder, at] = await Promise.all([
    realpath(cluster).catch(() => null),
    readlink(`/proc/${pid}/cwd`).catch(() => null),
  ])
  return folder !== null && folder === at
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Gives a folder to the owner, closed to everyone else. */
export async function giveTo(folder: string, owner: Owner | null): Promise<void> {
  if (owner) await chown(folder, owner.uid, owner.gid)
  await chmod(folder, 0o700)
}
