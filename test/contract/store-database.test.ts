/** What holds for the store because it is PostgreSQL: crashes, the shape of the writer, the schema. */
import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { promisify } from "node:util"
import { getTableConfig } from "drizzle-orm/pg-core"
import { Client, type ClientConfig } from "pg"
import { beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"
import { systemClock } from "../../src/server/clock.ts"
import { openPostgresStore } from "../../src/server/store/postgres/postgres.ts"
import * as accountSchema from "../../src/server/store/postgres/account-schema.ts"
import * as assessmentSchema from "../../src/server/store/postgres/assessment-schema.ts"
import * as librarySchema from "../../src/server/store/postgres/library-schema.ts"
import * as roomSchema from "../../src/server/store/postgres/schema.ts"
import * as settingsSchema from "../../src/server/store/postgres/settings-schema.ts"
import * as webhookSchema from "../../src/server/store/postgres/webhook-schema.ts"
import { JournalUnavailable, type Lease, LeaseLost, type Store } from "../../src/server/store/store.ts"
import { query, withPostgres } from "../support/postgres.ts"
import { createHeld, createSession, eventsFrom, mustAcquire, readSeqs } from "./store-events.ts"

const postgres = withPostgres()
let connection: ClientConfig
const open = () =>
  openPostgresStore({
    connection,
    node: randomUUID(),
    soleOwner: true,
    clock: systemClock,
    log: () => undefined,
  })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Keeps every batch waiting until released. */
async function lockEvents(): Promise<() => Promise<void>> {
  const blocker = new Client(connection)
  blocker.on("error", () => undefined)
  await blocker.connect()
  await blocker.query("begin; lock table events in exclusive mode")
  return () => blocker.end()
}

async function countWaiting(): Promise<number | undefined> {
  const text =
    "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = $1"
  const [row] = await query<{ n: number }>(connection, text, [connection.database])
  return row?.n
}

beforeEach(async () => {
  connection = await postgres().createDatabase()
})

/** The lease again, once the database is back; the room then reads the journal. */
const reacquire = (store: Store, session: string) =>
  vi.waitFor(() => mustAcquire(store, session), { timeout: 15_000, interval: 20 })

test("[JOURNAL7] what was acknowledged survives a kill -9 of the database, and the writer goes on by itself", async () => {
  const store = await open()
  const leases = await Promise.all(range(1, 6).map(() => createHeld(store)))
  let acknowledgements = 0
  const type = async (lease: Lease) => {
    let seq = 1
    try {
      for (; acknowledgements < 400; seq++) {
        await store.journal.append(lease, eventsFrom(lease.session, seq + 1))
        if (++acknowledgements === 100) await postgres().crash()
      }
    } catch (error) {
      expect(error).toBeInstanceOf(JournalUnavailable)
    }
    return { session: lease.session, acknowledged: seq }
  }
  for (const { session, acknowledged } of await Promise.all(leases.map(type))) {
    const lease = await reacquire(store, session)
    const seqs = await readSeqs(store, session)
    expect(seqs).toEqual(range(1, seqs.length))
    expect(seqs.length).toBeGreaterThanOrEqual(acknowledged)
    await store.journal.append(lease, eventsFrom(session, seqs.length + 1))
  }
  await store.close()
})

test("[JOURNAL8] events in flight when the database dies are in doubt, and nothing of the session follows them", async () => {
  const store = await open()
  const lease = await createHeld(store)
  const release = await lockEvents()
  const inFlight = store.journal.append(lease, eventsFrom(lease.session, 2))
  await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 10_000 })
  const queued = store.journal.append(lease, eventsFrom(lease.session, 3))
  const refusals = [inFlight, queued].map((append) => expect(append).rejects.toThrow(JournalUnavailable))
  await postgres().crash()
  await Promise.all(refusals)
  await release()
  await expect(store.journal.append(lease, eventsFrom(lease.session, 4))).rejects.toThrow(JournalUnavailable)
  const again = await reacquire(store, lease.session)
  expect(await readSeqs(store, lease.session)).toEqual([1])
  await store.journal.append(again, eventsFrom(lease.session, 2))
  await store.close()
})

test("[JOURNAL9] all rooms share one batch in flight, and a second beside a crowded one", async () => {
  const store = await open()
  const [crowding, beside, ...leases] = await Promise.all(range(1, 13).map(() => createHeld(store)))
  if (!crowding || !beside) throw new Error("no lease")
  const release = await lockEvents()
  const append = (seq: number) =>
    leases.map((lease) => store.journal.append(lease, eventsFrom(lease.session, seq)))
  const few = range(2, 3).flatMap(append)
  await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 10_000 })
  const many = store.journal.append(crowding, eventsFrom(crowding.session, 2, 400, "x".repeat(400)))
  const second = store.journal.append(beside, eventsFrom(beside.session, 2))
  await vi.waitFor(async () => expect(await countWaiting()).toBe(2), { timeout: 10_000 })
  const more = range(4, 6).flatMap(append)
  expect(store.journal.pending().events).toBe(leases.length * 5 + 400 + 1)
  expect(await countWaiting()).toBe(2)
  await release()
  await Promise.all([...few, many, second, ...more])
  for (const { session } of leases) expect(await readSeqs(store, session)).toEqual(range(1, 6))
  await store.close()
})

test("[JOURNAL10] a number that is taken in one session does not fail the others of the batch", async () => {
  const store = await open()
  const leases = await Promise.all(range(1, 8).map(() => createHeld(store)))
  const [clashing, ...others] = leases
  if (!clashing) throw new Error("no lease")
  await query(
    connection,
    "insert into events select session, 3, at, type, question, actor_kind, actor_id, v, data from events where session = $1",
    [clashing.session],
  )
  const outcomes = await Promise.allSettled(
    leases.map((lease) => store.journal.append(lease, eventsFrom(lease.session, 2, 2))),
  )
  expect(outcomes[0]).toMatchObject({ status: "rejected", reason: expect.any(LeaseLost) })
  expect(outcomes.slice(1).map(({ status }) => status)).toEqual(others.map(() => "fulfilled"))
  expect(await readSeqs(store, clashing.session)).toEqual([1, 3])
  for (const { session } of others) expect(await readSeqs(store, session)).toEqual([1, 2, 3])
  await store.close()
})

test("[LINK2] of a link's token only the SHA-256 is in the database", async () => {
  const store = await open()
  const session = await createSession(store)
  const { token } = await store.links.create({ session, role: "candidate", name: "Ada" }, 5_000)
  const rows = await query<{ row: string }>(connection, "select links::text as row from links")
  expect(rows).toHaveLength(1)
  const hex = [token, Buffer.from(token).toString("hex"), Buffer.from(token, "base64url").toString("hex")]
  for (const form of hex) expect(rows[0]?.row).not.toContain(form)
  await store.close()
})

test("[STORE2] two processes may bring one empty database up to date at once, and again later", async () => {
  const child = new URL("store-child.ts", import.meta.url).pathname
  const migrate = () => promisify(execFile)(process.execPath, [child, "migrate", JSON.stringify(connection)])
  await Promise.all([migrate(), migrate()])
  await migrate()
  const applied = await query(connection, "select hash from schema_migrations")
  const journal = new URL("../../src/server/store/postgres/migrations/meta/_journal.json", import.meta.url)
  const { entries } = z
    .object({ entries: z.array(z.unknown()) })
    .parse(JSON.parse(await readFile(journal, "utf8")))
  expect(applied).toHaveLength(entries.length)
})

interface LiveColumn {
  table_name: string
  column_name: string
  data_type: string
  is_nullable: "YES" | "NO"
  has_default: boolean
}

test("[STORE3] the schema the migrations make is the one the code believes in", async () => {
  await (await open()).close()
  const live = await query<LiveColumn>(
    connection,
    `select table_name, column_name, data_type, is_nullable, column_default is not null as has_default
     from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migrations'`,
  )
  const indexes = await query<{ indexdef: string }>(
    connection,
    "select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migrations'",
  )
  const tables = Object.values({
    ...accountSchema,
    ...assessmentSchema,
    ...librarySchema,
    ...roomSchema,
    ...settingsSchema,
    ...webhookSchema,
  }).map((table) => getTableConfig(table))
  const believed = tables.flatMap((table) =>
    table.columns.map((column) => ({
      table_name: table.name,
      column_name: column.name,
      data_type: column.getSQLType(),
      is_nullable: column.notNull ? "NO" : "YES",
      has_default: column.hasDefault,
    })),
  )
  const order = (a: { table_name: string; column_name: string }, b: typeof a) =>
    `${a.table_name}.${a.column_name}`.localeCompare(`${b.table_name}.${b.column_name}`)
  expect(live.toSorted(order)).toEqual(believed.toSorted(order))

  const named = indexes.map(({ indexdef }) =>
    /INDEX (\S+) ON public\.(\S+)/.exec(indexdef)?.slice(1).join(" "),
  )
  const expected = tables.flatMap((table) => [
    `${table.name}_pkey ${table.name}`,
    ...table.indexes.map((index) => `${index.config.name} ${table.name}`),
  ])
  expect(new Set(named)).toEqual(new Set(expected))
})
