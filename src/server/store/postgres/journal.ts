import type { ClientConfig, Pool } from "pg"
import type { JournalEvent } from "../../../protocol/events.ts"
import { type Journal, JournalUnavailable, type Lease, LeaseLost } from "../store.ts"
import { toRows } from "./batch.ts"
import type { HeldLeases } from "./held.ts"
import { openLane } from "./lane.ts"

/** Bytes that wait in the first lane before others go beside it: one large batch must not hold up everybody's keys. */
const CROWDED_BYTES = 128 * 1024

/** What one page may hold. */
const PAGE = { rows: 1_000, bytes: 4 * 1024 * 1024 }

/**
 * The one journal writer of a node, and the reader. What gathers while a batch is stored is the next batch, so one lane
 * makes the fewest commits; the second opens when the first is crowded. A session with something under way stays in its
 * lane, which keeps its order.
 */
export function openJournal(options: {
  connection: ClientConfig
  pool: Pool
  node: string
  held: HeldLeases
  log: (message: string) => void
}): Journal & { close(): Promise<void> } {
  const { pool, held } = options
  const lanes = [openLane(options), openLane(options)] as const
  const waiting = [0, 0]
  const under = new Map<string, Way>()
  const pending = { events: 0, bytes: 0 }

  async function append(lease: Lease, events: readonly JournalEvent[]): Promise<void> {
    if (events.length === 0) return
    const { rows, bytes } = toRows(events)
    take(held, lease, events)
    const way = under.get(lease.session) ?? { lane: waiting[0]! > CROWDED_BYTES ? 1 : 0, appends: 0 }
    under.set(lease.session, way)
    count(way, 1, rows.length, bytes)
    try {
      await new Promise<void>((resolve, reject) => {
        lanes[way.lane].push({ lease, rows, bytes, resolve, reject })
      })
    } finally {
      count(way, -1, -rows.length, -bytes)
      if (way.appends === 0) under.delete(lease.session)
    }
  }

  function count(way: Way, appends: number, events: number, bytes: number): void {
    way.appends += appends
    waiting[way.lane]! += bytes
    pending.events += events
    pending.bytes += bytes
  }

  return {
    append,
    read: (session, after = 0) => readEvents(pool, session, after),
    pending: () => ({ ...pending }),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()))
    },
  }
}

/** Counts the events on the lease, or throws because they do not continue the journal. */
function take(held: HeldLeases, lease: Lease, events: readonly JournalEvent[]): void {
  const holding = held.get(lease)
  if (!holding) throw new LeaseLost(`The lease of session ${lease.session} is not held`)
  if (holding.state === "doubtful") {
    throw new JournalUnavailable(`Session ${lease.session} must be read anew: an earlier append is in doubt`)
  }
  events.forEach((event, i) => {
    if (event.session === lease.session && event.seq === holding.next + i) return
    throw new LeaseLost(`Event ${event.seq} does not follow: the journal is at ${holding.next - 1 + i}`)
  })
  holding.next += events.length
}

/** The lane a session's appends take while any of them is under way. */
interface Way {
  readonly lane: 0 | 1
  appends: number
}

export interface EventRow {
  seq: number
  at: string
  type: string
  question: string | null
  actor_kind: string
  actor_id: string
  v: number
  data: string
}

const READ = `
select seq, at, type, question, actor_kind, actor_id, v, data from (
  select *, sum(octet_length(data)) over (order by seq) - octet_length(data) as before
  from (select * from events where session = $1 and seq > $2 order by seq limit $3) page
) measured where before < $4 order by seq`

async function* readEvents(pool: Pool, session: string, after: number): AsyncGenerator<JournalEvent> {
  for (let last = after; ;) {
    const values = [session, last, PAGE.rows, PAGE.bytes]
    const { rows } = await pool.query<EventRow>({ name: "journal-read", text: READ, values })
    for (const row of rows) yield toEvent(session, row)
    const end = rows.at(-1)
    if (!end) return
    last = end.seq
  }
}

/** The store trusts what it wrote itself: only `append` and `sessions.create` write rows. */
export function toEvent(session: string, row: EventRow): JournalEvent {
  const data: unknown = JSON.parse(row.data)
  return {
    session,
    seq: row.seq,
    at: Number(row.at),
    actor: { kind: row.actor_kind, id: row.actor_id },
    question: row.question,
    type: row.type,
    v: row.v,
    data,
  } as JournalEvent
}
