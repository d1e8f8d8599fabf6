/**
 * Durable appends: 200 sessions with one append each under way at all times, through the one writer of a node; beside it
 * the floor, the same bytes in plain multi-row inserts on two connections.
 */
import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client, type ClientConfig } from "pg"
import { canonical } from "../src/core/record/canonical.ts"
import type { JournalEvent } from "../src/protocol/events.ts"
import { systemClock } from "../src/server/clock.ts"
import { startEmbedded } from "../src/server/store/postgres/embedded.ts"
import { openPostgresStore } from "../src/server/store/postgres/postgres.ts"
import type { Store } from "../src/server/store/store.ts"
import type { Bench } from "./lib/row.ts"

const SESSIONS = 200
const MEASURED_MS = 4_000
const WARM_MS = 1_000
const FLOOR_CONNECTIONS = 2

interface Result {
  rowsPerSecond: number
  p50: number
  p95: number
  cpu: number
}

/** Calls `work` over and over in `lanes` lanes; each call reports the rows it stored. */
async function measure(
  lanes: number,
  work: (lane: number, round: number) => Promise<number>,
): Promise<Result> {
  const times: number[] = []
  let rows = 0
  const begin = performance.now() + WARM_MS
  const end = begin + MEASURED_MS
  let cpuBefore = process.cpuUsage()
  const warm = setTimeout(() => {
    cpuBefore = process.cpuUsage()
  }, WARM_MS)
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let round = 0; performance.now() < end; round++) {
        const sent = performance.now()
        const stored = await work(lane, round)
        if (sent < begin) continue
        times.push(performance.now() - sent)
        rows += stored
      }
    }),
  )
  clearTimeout(warm)
  const { user, system } = process.cpuUsage(cpuBefore)
  times.sort((a, b) => a - b)
  const quantile = (q: number) => times[Math.floor(q * (times.length - 1))] ?? Number.NaN
  const seconds = MEASURED_MS / 1_000
  return {
    rowsPerSecond: rows / seconds,
    p50: quantile(0.5),
    p95: quantile(0.95),
    cpu: (user + system) / 1e6 / seconds,
  }
}

/** One keystroke, as a room records it. */
function keystroke(session: string, seq: number): JournalEvent {
  const changes = [400 + (seq % 50), [0, "x"], 1_200] satisfies [number, [number, string], number]
  return {
    session,
    seq,
    at: 1_795_392_000_000 + seq,
    actor: { kind: "candidate", id: "candidate" },
    question: "two-sum",
    type: "doc.changed",
    v: 1,
    data: { language: "python", path: "src/main.py", version: seq, updates: [{ clientID: "c81f", changes }] },
  }
}

async function createSessions(store: Store): Promise<string[]> {
  const ids = Array.from({ length: SESSIONS }, () => randomUUID())
  for (const id of ids) {
    await store.sessions.create({
      organization: null,
      id,
      at: 0,
      created: {
        actor: { kind: "system", id: "bench" },
        question: null,
        type: "session.created",
        data: {
          title: "Bench",
          candidate: { name: "Bench" },
          durationMs: 1,
          questions: [{ id: "q", version: "0".repeat(64), title: "Q", languages: ["python"], minutes: 1 }],
          watchersVisible: true,
          consent: { text: "", digest: "0".repeat(64) },
        },
      },
    })
  }
  return ids
}

async function benchJournal(store: Store): Promise<Result> {
  const leases = await Promise.all((await createSessions(store)).map((id) => store.leases.acquire(id)))
  return measure(SESSIONS, async (lane, round) => {
    const lease = leases[lane]
    if (!lease) throw new Error("A lease is held elsewhere")
    await store.journal.append(lease, [keystroke(lease.session, round + 2)])
    return 1
  })
}

/** Half the sessions' rows in one statement, on each of two connections: no fence, no order, no rooms. */
async function benchFloor(connection: ClientConfig): Promise<Result> {
  const clients = Array.from({ length: FLOOR_CONNECTIONS }, () => new Client(connection))
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]?.query("create table floor (like events including all)")
  const sessions = Array.from({ length: SESSIONS / FLOOR_CONNECTIONS }, () => randomUUID())
  const tuples = sessions.map(
    (_, i) => `(${Array.from({ length: 9 }, (_, k) => `$${i * 9 + k + 1}`).join(",")})`,
  )
  const text = `insert into floor values ${tuples.join(",")}`
  const result = await measure(FLOOR_CONNECTIONS, async (lane, round) => {
    const values = sessions.flatMap((session) => {
      const { seq, at, type, question, actor, v, data } = keystroke(session, round + 2)
      return [`${lane}${session}`, seq, at, type, question, actor.kind, actor.id, v, canonical(data)]
    })
    await clients[lane]?.query({ name: "floor", text, values })
    return sessions.length
  })
  await Promise.all(clients.map((client) => client.end()))
  return result
}

export const journal: Bench = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "ilm-bench-"))
  const log = (message: string) => process.stderr.write(`${message}\n`)
  const embedded = await startEmbedded({ dataDir, log })
  const { connection } = embedded
  const store = await openPostgresStore({
    connection,
    node: randomUUID(),
    soleOwner: true,
    clock: systemClock,
    log,
  })
  try {
    const floor = await benchFloor(connection)
    const ours = await benchJournal(store)
    return [
      {
        work: "durable appends, 200 sessions at once",
        unit: "events/s",
        peer: { name: "bare inserts", value: floor.rowsPerSecond },
        ours: ours.rowsPerSecond,
        budget: ">= 10000 events/s",
        met: ours.rowsPerSecond >= 10_000,
        note: `p50 / p95: ours ${ours.p50.toFixed(1)} / ${ours.p95.toFixed(1)} ms, bare ${floor.p50.toFixed(1)} / ${floor.p95.toFixed(1)} ms; ${(ours.cpu * 100).toFixed(0)}% of a core`,
      },
    ]
  } finally {
    await store.close()
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
