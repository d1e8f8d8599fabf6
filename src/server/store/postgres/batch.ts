import type { ClientBase } from "pg"
import { canonical } from "../../../core/record/canonical.ts"
import type { JournalEvent } from "../../../protocol/events.ts"
import type { Lease } from "../store.ts"

/** One append on its way: stored whole or not at all. */
export interface Entry {
  readonly lease: Lease
  readonly rows: readonly Row[]
  readonly bytes: number
  resolve(): void
  reject(error: Error): void
}

export interface Row {
  readonly event: JournalEvent
  /** Canonical JSON of the event's data. */
  readonly data: string
}

/** All of one lease's entries in a batch, in order of call. */
export interface Group {
  readonly lease: Lease
  readonly entries: Entry[]
}

/** What a batch may hold at most; a single append larger than that goes alone. */
export const BATCH_LIMITS = { rows: 5_000, bytes: 8 * 1024 * 1024 }

/** Throws `TypeError` for data that has no canonical JSON (a lone surrogate, NaN, Infinity) or an envelope no column takes. */
export function toRows(events: readonly JournalEvent[]): { rows: Row[]; bytes: number } {
  let bytes = 0
  const rows = events.map((event) => {
    mustFit(event)
    const data = canonical(event.data)
    bytes += Buffer.byteLength(data)
    return { event, data }
  })
  return { rows, bytes }
}

function mustFit({ actor, question, at }: JournalEvent): void {
  if (!Number.isSafeInteger(at)) throw new TypeError("`at` is not a whole number of milliseconds")
  for (const text of [actor.id, question ?? ""]) {
    if (!text.isWellFormed() || text.includes("\0"))
      throw new TypeError("an id holds a NUL or half a character")
  }
}

/** Takes from the head of the queue as much as one batch may hold, grouped by lease. */
export function takeBatch(queue: Entry[], limits = BATCH_LIMITS): Group[] {
  const groups = new Map<string, Group>()
  let rows = 0
  let bytes = 0
  let taken = 0
  for (const entry of queue) {
    rows += entry.rows.length
    bytes += entry.bytes
    if (taken > 0 && (rows > limits.rows || bytes > limits.bytes)) break
    const key = `${entry.lease.fence} ${entry.lease.session}`
    const group = groups.get(key)
    if (group) group.entries.push(entry)
    else groups.set(key, { lease: entry.lease, entries: [entry] })
    taken++
  }
  queue.splice(0, taken)
  return [...groups.values()]
}

/**
 * `journal_fence` is what makes the fence hold: whoever takes a lease over raises its fence, then waits for the
 * batches of its last writer that are under way; a batch that begins later sees the new fence.
 */
const INSERT = `
with held as materialized (
  select n from journal_fence($1::text[], $2::int[], $3)
), stored as (
  insert into events (session, seq, at, type, question, actor_kind, actor_id, v, data)
  select ($1::text[])[row.n], row.seq, row.at, row.type, row.question, row.actor_kind, row.actor_id, row.v, row.data
  from unnest($4::int[], $5::int[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::smallint[], $12::text[])
    as row (n, seq, at, type, question, actor_kind, actor_id, v, data)
  join held on held.n = row.n
)
select n from held`

/** Stores the groups whose lease still stands, in one statement, and returns those. */
export async function insertGroups(
  client: ClientBase,
  node: string,
  groups: readonly Group[],
): Promise<Set<Group>> {
  const rows = groups.flatMap((group, n) =>
    group.entries.flatMap((entry) => entry.rows.map(({ event, data }) => ({ n: n + 1, event, data }))),
  )
  const values = [
    groups.map((group) => group.lease.session),
    groups.map((group) => group.lease.fence),
    node,
    rows.map((row) => row.n),
    rows.map((row) => row.event.seq),
    rows.map((row) => row.event.at),
    rows.map((row) => row.event.type),
    rows.map((row) => row.event.question),
    rows.map((row) => row.event.actor.kind),
    rows.map((row) => row.event.actor.id),
    rows.map((row) => row.event.v),
    rows.map((row) => row.data),
  ]
  const answer = await client.query<{ n: number }>({ name: "journal-insert", text: INSERT, values })
  return new Set(answer.rows.flatMap(({ n }) => groups[n - 1] ?? []))
}
