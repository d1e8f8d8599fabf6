/** The default database: PostgreSQL's own programs, run on a folder of the data folder, reached by a Unix socket. */
import { access, chmod, chown, mkdir, mkdtemp, realpath, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { StoreError } from "../errors.ts"
import { lockDataFolder } from "../lock.ts"
import { createCluster, DATABASE_USER, endLeftover, giveTo } from "./embedded/cluster.ts"
import { chooseOwner, firstClosedFolder, type Owner } from "./embedded/owner.ts"
import { findPrograms } from "./embedded/programs.ts"
import { superviseServer } from "./embedded/server.ts"

export interface EmbeddedPostgres {
  /** For `pg`: the socket's folder as host. */
  readonly connection: { host: string; port: number; user: string; database: string }
  /** Shuts PostgreSQL down cleanly and lets the folder go. */
  stop(): Promise<void>
}

/** The longest path Linux takes for a Unix socket, in bytes. */
const SOCKET_PATH_BYTES = 107
const PORT = 5432

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, making the database at the first start and ending one that a killed
 * server left running. Started by root it runs as an unprivileged user. Throws `StoreError`.
 */
export async function startEmbedded(options: {
  dataDir: string
  log: (message: string) => void
}): Promise<EmbeddedPostgres> {
  const { dataDir, home } = await makeFolders(options.dataDir)
  const lock = await lockDataFolder(home)
  try {
    return await startLocked(dataDir, home, options.log, () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

/** How to reach the database that another process runs on this data folder; null when its socket is not in there. */
export async function connectionOfRunning(dataDir: string): Promise<EmbeddedPostgres["connection"] | null> {
  const host = join(await realpath(dataDir), "postgres", "run")
  return access(join(host, `.s.PGSQL.${PORT}`)).then(
    () => ({ host, port: PORT, user: DATABASE_USER, database: "postgres" }),
    () => null,
  )
}

async function makeFolders(folder: string): Promise<{ dataDir: string; home: string }> {
  try {
    await mkdir(folder, { recursive: true })
    const dataDir = await realpath(folder)
    const home = join(dataDir, "postgres")
    await mkdir(home, { recursive: true })
    return { dataDir, home }
  } catch (cause) {
    throw new StoreError(
      "data-folder-unreachable",
      `The data folder ${folder} cannot be made (${String(cause)}). Set INTERVIEWLM_DATA to a folder this user may write in.`,
      { cause },
    )
  }
}

async function startLocked(
  dataDir: string,
  home: string,
  log: (message: string) => void,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const cluster = join(home, "data")
  const owner = await chooseOwner(cluster)
  await giveTo(home, owner)
  if (owner) await letIn(dataDir, home, owner)
  await endLeftover(cluster, log)
  const programs = await findPrograms({ copies: join(dataDir, "postgres-programs"), owner })
  await createCluster(programs, cluster, owner)
  const sockets = await socketFolder(home, owner, log)
  const logFile = join(home, "server.log")
  await rm(logFile, { force: true })
  const server = await superviseServer({ programs, cluster, sockets, logFile, owner, log })
  return {
    connection: { host: sockets, port: PORT, user: DATABASE_USER, database: "postgres" },
    async stop() {
      await server.stop()
      if (!sockets.startsWith(home)) await rm(sockets, { recursive: true, force: true })
      release()
    },
  }
}

/** Opens the data folder itself to be passed through by the owner, never its parents. */
async function letIn(dataDir: string, home: string, owner: Owner): Promise<void> {
  const { mode } = await stat(dataDir)
  await chmod(dataDir, (mode & 0o7777) | 0o001)
  const closed = await firstClosedFolder(home, owner)
  if (closed === null) return
  throw new StoreError(
    "data-folder-unreachable",
    `PostgreSQL may not run as root, and user ${owner.uid} may not enter ${closed}. Set INTERVIEWLM_DATA to a folder outside it (such as /var/lib/interviewlm), or run: chmod o+x ${closed}`,
  )
}

async function socketFolder(
  home: string,
  owner: Owner | null,
  log: (message: string) => void,
): Promise<string> {
  const own = join(home, "run")
  if (Buffer.byteLength(join(own, `.s.PGSQL.${PORT}.lock`)) <= SOCKET_PATH_BYTES) {
    await mkdir(own, { recursive: true })
    await giveTo(own, owner)
    return own
  }
  const short = await mkdtemp(join(tmpdir(), "interviewlm-"))
  if (owner) await chown(short, owner.uid, owner.gid)
  log(`The data folder's path is too long for a Unix socket; PostgreSQL's is in ${short}`)
  return short
}
