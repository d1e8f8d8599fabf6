/** The rooms of this node: one a session, opened when somebody comes or the clock runs, closed when nobody needs it. */
import { AppError } from "../../protocol/errors.ts"
import type { Problem } from "../../protocol/errors.ts"
import { createQueues } from "../workspace/queues.ts"
import { openRoom } from "./room.ts"
import type { Room, RoomParts } from "./room.ts"

export interface Registry {
  /** Throws `AppError` session-unknown or session-elsewhere. */
  room(session: string): Promise<Room>
  /**
   * Lets everybody go who is in it, told why, and does `work` before it can be opened again: nothing is written in the
   * session meanwhile. Throws `AppError` session-elsewhere; rejects with what `work` rejects with.
   */
  clear(session: string, why: Problem, work: () => Promise<void>): Promise<void>
  /** Opens what was under way when a server stopped, and from then on what another server leaves when it dies. */
  resume(): Promise<void>
  /** Tells of each room as it opens, those open already at once, and as it closes, until it is let go. */
  watch(watcher: RoomWatcher): () => void
  close(): Promise<void>
}

export interface RoomWatcher {
  /** Before anybody is in it. */
  opened(room: Room): void
  closed(room: Room): void
}

/** A room that nobody is in is kept this long. */
const IDLE_MS = 60_000
/** A room that could not go on is opened anew after this long, also when nobody asks: its clock runs on. */
const REOPEN_MS = 1_000

/** How often a server looks for interviews whose server died: their clocks run on with nobody there. */
const ABANDONED_MS = 5_000

interface Held {
  room: Promise<Room>
}

export function createRegistry(parts: RoomParts): Registry {
  const { store, clock, onProblem } = parts
  const rooms = new Map<string, Held>()
  const opened = new Map<string, Room>()
  const watchers = new Set<RoomWatcher>()
  const queues = createQueues()
  let closed = false
  let stopLooking = (): void => undefined
  let looking: Promise<void> = Promise.resolve()

  async function open(session: string, isHeld: () => boolean): Promise<Room> {
    if (!(await store.sessions.exists(session))) throw new AppError("session-unknown")
    const lease = await store.leases.acquire(session)
    if (!lease) throw new AppError("session-elsewhere")
    const room = await openRoom(lease, parts)
    if (isHeld()) {
      opened.set(session, room)
      for (const watcher of watchers) watcher.opened(room)
    }
    async function replace(cause: Error): Promise<void> {
      onProblem(cause)
      if (!isHeld()) return
      reopen(session)
      await drop(session)
    }
    room.broken.then(replace).catch(onProblem)
    const look = (): void => {
      clock.after(IDLE_MS, () => {
        if (!isHeld()) return
        if (room.audience.size === 0 && !room.busy) {
          void drop(session, () => store.leases.release(lease)).catch(onProblem)
        } else look()
      })
    }
    look()
    return room
  }

  async function drop(session: string, after?: () => Promise<void>, why?: Problem): Promise<void> {
    const held = rooms.get(session)
    rooms.delete(session)
    const gone = opened.get(session)
    opened.delete(session)
    if (gone) for (const watcher of watchers) watcher.closed(gone)
    await queues.run(session, async () => {
      await (await held?.room)?.close(why)
      await after?.()
    })
  }

  /** Tries until it is open, here or on another node. */
  function reopen(session: string): void {
    clock.after(REOPEN_MS, () => {
      if (closed) return
      room(session).catch((failure: unknown) => {
        if (!(failure instanceof AppError)) reopen(session)
      })
    })
  }

  function room(session: string): Promise<Room> {
    const known = rooms.get(session)
    if (known) return known.room
    const isHeld = (): boolean => rooms.get(session) === held
    const held: Held = { room: queues.run(session, () => open(session, isHeld)) }
    rooms.set(session, held)
    held.room.catch(() => isHeld() && rooms.delete(session))
    return held.room
  }

  async function takeUp(sessions: readonly string[]): Promise<void> {
    for (const session of sessions) {
      if (closed) return
      await room(session).catch((failure: unknown) => {
        // Another server runs it, or took it up first.
        if (!(failure instanceof AppError && failure.code === "session-elsewhere")) onProblem(failure)
      })
    }
  }

  function lookForAbandoned(): void {
    stopLooking = clock.after(ABANDONED_MS, () => {
      looking = store.sessions
        .abandoned()
        .then(takeUp)
        .catch(onProblem)
        .finally(() => {
          if (!closed) lookForAbandoned()
        })
    })
  }

  store.leases.onLost((session) => {
    if (rooms.has(session)) reopen(session)
    drop(session).catch(onProblem)
  })

  return {
    room,
    clear: (session, why, work) =>
      drop(
        session,
        async () => {
          const lease = await store.leases.acquire(session)
          if (!lease) throw new AppError("session-elsewhere")
          try {
            await work()
          } finally {
            await store.leases.release(lease)
          }
        },
        why,
      ),
    watch(watcher) {
      watchers.add(watcher)
      for (const room of opened.values()) watcher.opened(room)
      return () => watchers.delete(watcher)
    },
    async resume() {
      await takeUp(await store.sessions.unfinished())
      lookForAbandoned()
    },
    async close() {
      closed = true
      stopLooking()
      await looking
      await Promise.all([...rooms.keys()].map((session) => drop(session)))
    },
  }
}
