import { randomBytes } from "node:crypto"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client, type ClientConfig } from "pg"
import { afterAll, beforeAll } from "vitest"
import { startEmbedded } from "../../src/server/store/postgres/embedded.ts"

export interface TestPostgres {
  readonly dataDir: string
  readonly messages: string[]
  /** How to reach a new, empty database on it. */
  createDatabase(): Promise<ClientConfig>
  /** Ends the database server by SIGKILL; it is started again by its supervisor. Resolves at the kill. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** A real PostgreSQL in a temporary folder. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "ilm-pg-"))
  const messages: string[] = []
  const embedded = await startEmbedded({ dataDir, log: (message) => messages.push(message) })
  const { connection } = embedded
  return {
    dataDir,
    messages,
    async createDatabase() {
      const database = `test_${randomBytes(6).toString("hex")}`
      await query(connection, `create database ${database}`)
      return { ...connection, database }
    },
    async crash() {
      process.kill(await readPostmasterPid(dataDir), "SIGKILL")
    },
    async stop() {
      await embedded.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** One PostgreSQL for all tests of a file: `const postgres = withPostgres()`, then `postgres()` inside a test. */
export function withPostgres(): () => TestPostgres {
  let started: TestPostgres | null = null
  beforeAll(async () => {
    started = await startTestPostgres()
  }, 60_000)
  afterAll(async () => {
    await started?.stop()
  }, 60_000)
  return () => {
    if (!started) throw new Error("PostgreSQL runs only inside the tests of the file")
    return started
  }
}

export async function readPostmasterPid(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, "postgres/data/postmaster.pid"), "utf8")).split("\n")
  return Number(pid)
}

/** One statement on a connection of its own. */
export async function query<Row extends object>(
  connection: ClientConfig,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
