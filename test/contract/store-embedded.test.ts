/** The database in the data folder: whose it is, and what a killed server leaves behind. */
import { execFile, spawn } from "node:child_process"
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { afterEach, beforeEach, expect, test } from "vitest"
import { systemClock } from "../../src/server/clock.ts"
import { createScope, type Scope } from "../../src/server/scope.ts"
import { lockDataFolder } from "../../src/server/store/lock.ts"
import { openStore } from "../../src/server/store/open.ts"
import { startEmbedded } from "../../src/server/store/postgres/embedded.ts"
import { chooseOwner } from "../../src/server/store/postgres/embedded/owner.ts"
import { findPrograms, locatePackage } from "../../src/server/store/postgres/embedded/programs.ts"
import { query, readPostmasterPid, startTestPostgres } from "../support/postgres.ts"
import { createSession, eventsFrom, mustAcquire, readSeqs } from "./store-events.ts"

const log = () => undefined
const asRoot = process.getuid?.() === 0
let dataDir: string

let scope: Scope

beforeEach(async () => {
  scope = createScope()
  dataDir = await mkdtemp(join(tmpdir(), "ilm-embedded-"))
  scope.add(() => rm(dataDir, { recursive: true, force: true }))
})
afterEach(() => scope.close())

/** An embedded PostgreSQL that ends with the test at the latest. */
async function start(folder: string, listen: (message: string) => void = log) {
  const embedded = await startEmbedded({ dataDir: folder, log: listen })
  scope.add(() => embedded.stop())
  return embedded
}

/** A dead process that nobody has waited for (state Z) does not run. */
async function runs(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "State:\tZ")
  return !/^State:\tZ/m.test(status)
}

test("[STORE4] a data folder in use is refused by name; after a kill -9 of its server it opens with all in it", async () => {
  const child = spawn(process.execPath, [
    new URL("store-child.ts", import.meta.url).pathname,
    "write",
    dataDir,
  ])
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const session = String((await lines.next()).value)
  await expect(openStore({ dataDir, clock: systemClock, log })).rejects.toMatchObject({
    code: "data-folder-in-use",
    message: expect.stringContaining(dataDir),
  })
  let acknowledged = 1
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    acknowledged = Number(line.value)
    if (acknowledged === 50) child.kill("SIGKILL")
  }
  const orphan = await readPostmasterPid(dataDir)
  expect(await runs(orphan)).toBe(true)

  const store = await openStore({ dataDir, clock: systemClock, log })
  expect(await runs(orphan)).toBe(false)
  const lease = await mustAcquire(store, session)
  const seqs = await readSeqs(store, session)
  expect(seqs.length).toBeGreaterThanOrEqual(acknowledged)
  await store.journal.append(lease, eventsFrom(session, seqs.length + 1))
  const postmaster = await readPostmasterPid(dataDir)
  await store.close()
  expect(await runs(postmaster)).toBe(false)
})

test("[STORE5] a folder is locked for one holder, and free again when let go", async () => {
  const lock = await lockDataFolder(dataDir)
  await expect(lockDataFolder(join(dataDir, "."))).rejects.toMatchObject({ code: "data-folder-in-use" })
  lock.release()
  const next = await lockDataFolder(dataDir)
  next.release()
})

test("[STORE6] a data folder with a path too long for a socket works", async () => {
  const deep = join(dataDir, "d".repeat(90))
  const messages = new Array<string>()
  await chmod(dataDir, 0o755)
  const embedded = await start(deep, (message) => messages.push(message))
  expect(await query(embedded.connection, "select 1 as one")).toEqual([{ one: 1 }])
  expect(messages.join()).toContain(embedded.connection.host)
  await embedded.stop()
  await expect(lstat(embedded.connection.host)).rejects.toThrow("ENOENT")
})

test("[STORE7] the database listens on no network, syncs to disk, and is closed to other users", async () => {
  const embedded = await start(dataDir)
  const settings = "select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync"
  expect(await query(embedded.connection, settings)).toEqual([{ listen: "", fsync: "on" }])
  for (const folder of ["postgres", "postgres/run", "postgres/data"])
    expect((await lstat(join(dataDir, folder))).mode & 0o777).toBe(0o700)
  const pid = await readPostmasterPid(dataDir)
  const status = await readFile(`/proc/${pid}/status`, "utf8")
  expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).not.toBe("0")
  await embedded.stop()
})

test("[STORE8] a process id in the lock file that is another program's now does not keep the database from starting", async () => {
  await (await start(dataDir)).stop()
  await writeFile(join(dataDir, "postgres/data/postmaster.pid"), `${process.pid}\n${dataDir}\n`, {
    mode: 0o666,
  })
  const embedded = await start(dataDir)
  await embedded.stop()
})

test("[STORE9] a database of another PostgreSQL version is refused and left alone", async () => {
  const cluster = join(dataDir, "postgres/data")
  await mkdir(cluster, { recursive: true })
  await writeFile(join(cluster, "PG_VERSION"), "15\n")
  await expect(startEmbedded({ dataDir, log })).rejects.toMatchObject({ code: "data-folder-other-version" })
  expect(await readFile(join(cluster, "PG_VERSION"), "utf8")).toBe("15\n")
})

test("[STORE10] PostgreSQL runs where install scripts were blocked and its package cannot be read or written", async () => {
  const packaged = locatePackage()
  const home = join(dataDir, "home")
  const native = join(home, "native")
  await cp(packaged.native, native, {
    recursive: true,
    filter: async (file) => !(await lstat(file)).isSymbolicLink(),
  })
  await chmod(join(native, "lib"), 0o555)
  scope.add(() => chmod(join(native, "lib"), 0o755))
  await chmod(dataDir, 0o755)
  if (asRoot) await chmod(home, 0o700)
  const owner = await chooseOwner(join(dataDir, "none"))
  const copies = join(dataDir, "copies")
  const programs = await findPrograms({ packaged: { ...packaged, native }, copies, owner })
  expect(programs.startsWith(copies)).toBe(true)
  const version = await promisify(execFile)(join(programs, "bin/postgres"), ["--version"], {
    ...owner,
    cwd: "/",
    env: {},
  })
  expect(version.stdout).toContain("(PostgreSQL) 18")
  expect(await findPrograms({ packaged: { ...packaged, native }, copies, owner })).toBe(programs)
})

test.runIf(asRoot)("[STORE11] root is told which folder keeps PostgreSQL's user out", async () => {
  const closed = join(dataDir, "closed")
  await mkdir(closed, { mode: 0o700 })
  await expect(startEmbedded({ dataDir: join(closed, "data"), log })).rejects.toMatchObject({
    code: "data-folder-unreachable",
    message: expect.stringContaining("INTERVIEWLM_DATA"),
  })
})

test("[STORE13] with DATABASE_URL two servers share a database; one that does not answer is named without its password", async () => {
  const postgres = await startTestPostgres()
  const { host, user, database } = await postgres.createDatabase()
  const databaseUrl = `postgres://${user}@/${database}?host=${encodeURIComponent(String(host))}`
  const open = (url: string) => openStore({ dataDir, databaseUrl: url, clock: systemClock, log })
  const [one, other] = [await open(databaseUrl), await open(databaseUrl)]
  const session = await createSession(one)
  const lease = await mustAcquire(one, session)
  expect(await other.leases.acquire(session)).toBeNull()
  await one.journal.append(lease, eventsFrom(session, 2))
  expect(await readSeqs(other, session)).toEqual([1, 2])
  await one.close()
  await mustAcquire(other, session)
  await other.close()
  await postgres.stop()

  const refusal = await open("postgres://ilm:hunter2@127.0.0.1:1/ilm").catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: "database-unreachable" })
  expect(String(refusal)).not.toContain("hunter2")
})
