import { setTimeout as delay } from "node:timers/promises"
import { Client, type ClientConfig, DatabaseError } from "pg"
import { JournalUnavailable, LeaseLost } from "../store.ts"
import { type Entry, type Group, insertGroups, takeBatch } from "./batch.ts"
import type { HeldLeases } from "./held.ts"

export interface LaneOptions {
  connection: ClientConfig
  node: string
  held: HeldLeases
  log: (message: string) => void
}

const CONNECT_MS = 5_000
const ANSWER_MS = 10_000
const UNIQUE_VIOLATION = "23505"

/**
 * Commits what has gathered, one batch at a time, on a connection of its own, and settles each entry in order.
 * A lost connection leaves the sessions of the batch in doubt; the next batch connects anew.
 */
export function openLane({ connection, node, held, log }: LaneOptions) {
  const queue: Entry[] = []
  let client: Client | null = null
  let running: Promise<void> | null = null

  async function connected(): Promise<Client> {
    const deadline = performance.now() + CONNECT_MS
    for (let pause = 20; client === null; pause = Math.min(pause * 2, 500)) {
      try {
        client = await connect()
      } catch (error) {
        if (performance.now() + pause > deadline) throw error
        await delay(pause)
      }
    }
    return client
  }

  async function connect(): Promise<Client> {
    const fresh = new Client({ ...connection, connectionTimeoutMillis: CONNECT_MS, query_timeout: ANSWER_MS })
    fresh.on("error", () => forget(fresh))
    try {
      await fresh.connect()
      await fresh.query(
        "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
      )
      return fresh
    } catch (error) {
      fresh.end().catch(() => undefined)
      throw error
    }
  }

  function forget(broken: Client) {
    if (client === broken) client = null
    broken.end().catch(() => undefined)
  }

  /** Settles every group, whatever happens. */
  async function store(groups: Group[]): Promise<void> {
    let current: Client | null = null
    try {
      current = await connected()
      settle(groups, await insertGroups(current, node, groups))
    } catch (error) {
      if (current && refused(error) && groups.length > 1) {
        for (const group of groups) await store([group])
        return
      }
      if (current && !refused(error)) forget(current)
      log(`The journal could not store a batch of ${groups.length} sessions: ${String(error)}`)
      for (const group of groups) fail(group, error)
    }
  }

  function settle(groups: readonly Group[], stored: ReadonlySet<Group>) {
    for (const group of groups) {
      if (stored.has(group)) for (const entry of group.entries) entry.resolve()
      else lose(group, `Another server took over session ${group.lease.session}`)
    }
  }

  function lose(group: Group, message: string, cause?: unknown) {
    held.drop(group.lease)
    for (const entry of group.entries) entry.reject(new LeaseLost(message, { cause }))
  }

  function fail(group: Group, cause: unknown) {
    if (cause instanceof DatabaseError && cause.code === UNIQUE_VIOLATION) {
      lose(group, `Events of session ${group.lease.session} are in the journal already`, cause)
      return
    }
    const holding = held.get(group.lease)
    if (holding) holding.state = "doubtful"
    const error = new JournalUnavailable("The database did not confirm the events", { cause })
    for (const entry of group.entries) entry.reject(error)
  }

  /** Refuses what follows an entry that failed: storing it would leave a gap. */
  function standing(groups: Group[]): Group[] {
    return groups.filter((group) => {
      const holding = held.get(group.lease)
      if (holding?.state === "sound") return true
      if (holding) fail(group, new Error("An earlier append of the session failed"))
      else lose(group, `The lease of session ${group.lease.session} was lost`)
      return false
    })
  }

  async function drain(): Promise<void> {
    // What arrives in the same turn of the event loop goes into the same batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const groups = standing(takeBatch(queue))
      if (groups.length > 0) await store(groups)
    }
    running = null
  }

  return {
    push(entry: Entry) {
      queue.push(entry)
      running ??= drain()
    },
    /** Resolves when everything pushed so far is settled and the connection is closed. */
    async close() {
      await running
      await client?.end()
      client = null
    },
  }
}

/** Did the server refuse the rows themselves (and store nothing), rather than break down over them? */
function refused(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  const kind = error.code?.slice(0, 2)
  return kind === "22" || kind === "23"
}
