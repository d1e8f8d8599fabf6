/** The rooms of this node: one a session, opened when somebody comes or the clock runs, closed when nobody needs it. */
import { AppError } from "../../protocol/errors.ts"
import { createQueues } from "../workspace/queues.ts"
import { openRoom } from "./room.ts"
import type { Room, RoomParts } from "./room.ts"

export interface Registry {
  /** Throws `AppError` session-unknown or session-elsewhere. */
  room(session: string): Promise<Room>
  /** Opens what was under way when a server stopped. */
  resume(): Promise<void>
  close(): Promise<void>
}

/** A room that nobody is in is kept this long. */
const IDLE_MS = 60_000

export function createRegistry(parts: RoomParts): Registry {
  const { store, clock, onProblem } = parts
  const rooms = new Map<string, Promise<Room>>()
  const queues = createQueues()

  async function open(session: string): Promise<Room> {
    if (!(await store.sessions.exists(session))) throw new AppError("session-unknown")
    const lease = await store.leases.acquire(session)
    if (!lease) throw new AppError("session-elsewhere")
    const room = await openRoom(lease, parts)
    void room.broken.then((cause) => {
      onProblem(cause)
      return drop(session)
    })
    const look = (): void => {
      clock.after(IDLE_MS, () => {
        if (!rooms.has(session)) return
        const { phase } = room.log.told.phase
        if (room.audience.size === 0 && phase !== "running" && phase !== "paused") {
          void drop(session, () => store.leases.release(lease)).catch(onProblem)
        } else look()
      })
    }
    look()
    return room
  }

  async function drop(session: string, after?: () => Promise<void>): Promise<void> {
    const room = rooms.get(session)
    rooms.delete(session)
    await queues.run(session, async () => {
      await (await room)?.close()
      await after?.()
    })
  }

  function room(session: string): Promise<Room> {
    let found = rooms.get(session)
    if (!found) {
      found = queues.run(session, () => open(session))
      rooms.set(session, found)
      found.catch(() => rooms.delete(session))
    }
    return found
  }

  store.leases.onLost((session) => void drop(session).catch(onProblem))

  return {
    room,
    async resume() {
      for (const session of await store.sessions.unfinished()) await room(session).catch(onProblem)
    },
    async close() {
      await Promise.all([...rooms.keys()].map((session) => drop(session)))
    },
  }
}
