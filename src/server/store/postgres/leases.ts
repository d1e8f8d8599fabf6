import type { Pool } from "pg"
import type { Clock } from "../../clock.ts"
import type { Lease, Leases } from "../store.ts"
import type { HeldLeases, Holding } from "./held.ts"

export interface LeaseTimes {
  /** How long a node that stops answering keeps its sessions, milliseconds. */
  ttlMs: number
  /** How often a node says that it is alive. */
  beatMs: number
}

export const LEASE_TIMES: LeaseTimes = { ttlMs: 15_000, beatMs: 5_000 }

const BEAT = `
insert into nodes (id, expires_at) values ($1, now() + $2 * interval '1 millisecond')
on conflict (id) do update set expires_at = excluded.expires_at`

const ACQUIRE = `
with last as (select node from leases where session = $1)
insert into leases (session, node, fence) select id, $2, 1 from sessions where id = $1
on conflict (session) do update set node = excluded.node, fence = leases.fence + 1
where leases.node is null or leases.node = excluded.node
  or not exists (select from nodes where nodes.id = leases.node and nodes.expires_at > now())
returning fence, (select node from last) as last`

/** Waits for the batches of a writer that are under way: none of them may store an event after this. */
const AWAIT = "select journal_await($1)"

/**
 * Leases by heartbeat: one row a node says until when it is alive, by the database's clock, and all its leases
 * stand as long. A sole owner (the data folder is locked) takes over what a dead process left at once.
 */
export async function openLeases(options: {
  pool: Pool
  node: string
  held: HeldLeases
  soleOwner: boolean
  times: LeaseTimes
  clock: Clock
  log: (message: string) => void
}): Promise<Leases & { close(): Promise<void> }> {
  const { pool, node, held, times, clock } = options
  const callbacks: ((session: string) => void)[] = []
  let closed = false

  const tell = (holding: Holding) => {
    if (held.drop(holding)) for (const callback of callbacks) callback(holding.session)
  }
  const loseAll = () => {
    options.log("The database has not answered in time: this server gives up its sessions")
    held.all().forEach(tell)
  }
  let stopVouching = clock.after(times.ttlMs, loseAll)

  async function beat(): Promise<void> {
    const stop = clock.after(times.ttlMs, loseAll)
    await pool.query(BEAT, [node, times.ttlMs]).catch((error: unknown) => {
      stop()
      throw error
    })
    stopVouching()
    stopVouching = stop
  }

  /** A node that slept past its time may find its sessions with others. */
  async function findLost(): Promise<void> {
    const before = held.all().map((holding) => ({ holding, fence: holding.fence }))
    const { rows } = await pool.query<Lease>("select session, fence from leases where node = $1", [node])
    const mine = new Set(rows.map((row) => `${row.fence} ${row.session}`))
    for (const { holding, fence } of before) if (!mine.has(`${fence} ${holding.session}`)) tell(holding)
  }

  if (options.soleOwner) await pool.query("delete from nodes where id <> $1", [node])
  else await pool.query("delete from nodes where expires_at < now() - interval '1 day'")
  await beat()

  async function keepBeating(): Promise<void> {
    try {
      await beat()
      await findLost()
    } catch (error) {
      options.log(`The heartbeat failed: ${String(error)}`)
    }
    if (!closed) schedule()
  }
  let beating: Promise<void> = Promise.resolve()
  let stopTimer = (): void => undefined
  const schedule = () => {
    stopTimer = clock.after(times.beatMs, () => {
      beating = keepBeating()
    })
  }
  schedule()

  return {
    async acquire(session) {
      const { rows } = await pool.query<{ fence: number; last: string | null }>(ACQUIRE, [session, node])
      const [taken] = rows
      if (!taken) {
        await mustExist(pool, session)
        return null
      }
      if (taken.last !== null) await pool.query(AWAIT, [taken.last])
      const lease = { session, fence: taken.fence }
      held.hold(lease, await readHead(pool, session))
      return lease
    },
    async release(lease) {
      held.drop(lease)
      await pool.query(AWAIT, [node])
      await pool.query("update leases set node = null where session = $1 and fence = $2 and node = $3", [
        lease.session,
        lease.fence,
        node,
      ])
    },
    onLost(callback) {
      callbacks.push(callback)
    },
    async close() {
      closed = true
      stopTimer()
      await beating
      stopVouching()
      for (const holding of held.all()) held.drop(holding)
      await pool.query("delete from nodes where id = $1", [node])
    },
  }
}

/** A statement of its own, after the takeover: it must see all that the batches before it stored. */
async function readHead(pool: Pool, session: string): Promise<number> {
  const answer = await pool.query<{ head: number | null }>(
    "select max(seq) as head from events where session = $1",
    [session],
  )
  return answer.rows[0]?.head ?? 0
}

async function mustExist(pool: Pool, session: string): Promise<void> {
  const { rowCount } = await pool.query("select from sessions where id = $1", [session])
  if (rowCount === 0) throw new Error(`There is no session ${session}`)
}
