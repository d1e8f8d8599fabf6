/** A room's row on the wall of its team, kept whether or not anybody looks. */
import { evolveWall, withoutPeople, withSandbox } from "../../core/wall/wall.ts"
import type { WallState } from "../../core/wall/wall.ts"
import type { WallRow } from "../../protocol/wall.ts"
import type { Clock } from "../clock.ts"
import type { Log } from "../room/log.ts"

export interface RoomRow {
  readonly state: WallState
  /** Calls back when the state is another; what is recorded together is one change. */
  listen(listener: () => void): () => void
  sandbox(status: WallRow["sandbox"]["status"]): void
}

/** `before` is the fold of the journal so far. */
export function createRoomRow(log: Pick<Log, "listen">, before: WallState, clock: Clock): RoomRow {
  let state = withoutPeople(before, clock.now())
  const listeners = new Set<() => void>()

  function become(next: WallState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }

  log.listen("told", (events) => become(events.reduce(evolveWall, state)))

  return {
    get state() {
      return state
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    sandbox: (status) => become(withSandbox(state, status, clock.now())),
  }
}
