/** The walls of all teams: one is kept up for each team as long as somebody of it looks. */
import { AppError } from "../../protocol/errors.ts"
import type { WallWhole } from "../../protocol/wall.ts"
import type { Clock } from "../clock.ts"
import type { Registry } from "../room/registry.ts"
import type { Room } from "../room/room.ts"
import type { WallRecord } from "./record.ts"
import { createTeamWall } from "./team-wall.ts"
import type { TeamWall } from "./team-wall.ts"

export interface Walls {
  /** A team's wall as it stands, once. */
  look(organization: string): Promise<WallWhole>
  /**
   * Looks on, until `leave`; `changes` gets `WallChanges` as JSON, and `whole` may be asked at any time. Throws
   * `AppError` too-many-clients.
   */
  read(organization: string, changes: (text: string) => void): Promise<Reading>
  close(): void
}

export interface Reading {
  whole(): WallWhole
  leave(): void
}

interface WallsParts {
  registry: Pick<Registry, "watch">
  record: WallRecord
  clock: Clock
  onProblem(problem: unknown): void
}

/** Of one team, on one server. */
const READERS = 200
/** A page that is loaded again finds its wall as it was. */
const LINGER_MS = 10_000

export function createWalls({ registry, record, clock, onProblem }: WallsParts): Walls {
  const rooms = new Set<Room>()
  const walls = new Map<string, TeamWall>()
  const stop = registry.watch({
    opened(room) {
      rooms.add(room)
      if (room.organization !== null) walls.get(room.organization)?.opened(room)
    },
    closed(room) {
      rooms.delete(room)
      if (room.organization !== null) walls.get(room.organization)?.closed(room)
    },
  })

  function wallOf(organization: string): TeamWall {
    const known = walls.get(organization)
    if (known) return known
    const wall = createTeamWall({ organization, record, clock, onProblem })
    walls.set(organization, wall)
    for (const room of rooms) if (room.organization === organization) wall.opened(room)
    return wall
  }

  function letGo(organization: string, wall: TeamWall): void {
    clock.after(LINGER_MS, () => {
      if (wall.readers > 0 || walls.get(organization) !== wall) return
      walls.delete(organization)
      wall.close()
    })
  }

  return {
    async look(organization) {
      const wall = wallOf(organization)
      letGo(organization, wall)
      await wall.ready
      return wall.whole()
    },
    async read(organization, changes) {
      const wall = wallOf(organization)
      if (wall.readers >= READERS) throw new AppError("too-many-clients")
      const stopReading = wall.read(changes)
      await wall.ready
      return {
        whole: wall.whole,
        leave() {
          stopReading()
          letGo(organization, wall)
        },
      }
    },
    close() {
      stop()
      for (const wall of walls.values()) wall.close()
      walls.clear()
    },
  }
}
