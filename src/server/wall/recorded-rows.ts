/** Rows of a team's interviews whose room is not open here, as their record has them. */
import { beginWall, evolveWall, withoutPeople } from "../../core/wall/wall.ts"
import type { WallState } from "../../core/wall/wall.ts"
import type { WallRow } from "../../protocol/wall.ts"
import type { WallRecord } from "./record.ts"

export interface RecordedRows {
  get(session: string): WallRow | null
  sessions(): Iterable<string>
  /**
   * Reads what was recorded since the last time, of interviews from `since` on that are not among those `open` here;
   * answers whose row is another now.
   */
  refresh(since: number, now: number, open: { has(session: string): boolean }): Promise<string[]>
  /** The room was closed here, as it was then. */
  leave(state: WallState): void
}

/** Links last for thirty days: what was made before is not begun any more. */
const OLDEST_MS = 31 * 24 * 3_600_000
/** Interviews read at once. */
const AT_ONCE = 200

interface Known {
  state: WallState
  /** The last event that is folded in, or is of no account. */
  seq: number
}

export function createRecordedRows(organization: string, record: WallRecord): RecordedRows {
  const known = new Map<string, Known>()

  async function read(behind: readonly { session: string; last: number }[]): Promise<string[]> {
    const wanted = behind.map(({ session }) => ({ session, after: known.get(session)?.seq ?? 0 }))
    for (const event of await record.outline(wanted)) {
      const before = event.type === "session.created" ? null : known.get(event.session)
      const state = before ? evolveWall(before.state, event) : beginWall(event)
      known.set(event.session, { state: recorded(state), seq: event.seq })
    }
    for (const { session, last } of behind) {
      const one = known.get(session)
      if (one) one.seq = Math.max(one.seq, last)
    }
    return behind.map(({ session }) => session)
  }

  return {
    get: (session) => known.get(session)?.state.row ?? null,
    sessions: () => known.keys(),
    async refresh(since, now, open) {
      const recent = await record.recent(organization, since, now - OLDEST_MS)
      const kept = new Set(recent.map(({ session }) => session))
      const gone = [...known.keys()].filter((session) => !kept.has(session))
      for (const session of gone) known.delete(session)
      const behind = recent.filter(
        ({ session, last }) => !open.has(session) && (known.get(session)?.seq ?? 0) < last,
      )
      const changed = [...gone]
      for (let at = 0; at < behind.length; at += AT_ONCE)
        changed.push(...(await read(behind.slice(at, at + AT_ONCE))))
      return changed
    },
    leave(state) {
      // Read from its beginning the next time: what the room folded in is not known by number.
      known.set(state.row.session, { state: recorded(withoutPeople(state, state.row.phaseSince)), seq: 0 })
    },
  }
}

function recorded(state: WallState): WallState {
  return state.row.live ? { ...state, row: { ...state.row, live: false } } : state
}
