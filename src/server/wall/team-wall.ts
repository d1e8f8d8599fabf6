/**
 * The wall of one team while somebody looks at it: the rooms that are open here as they change, and the others from
 * their record, every few seconds. What changes is turned into text once for all who read.
 */
import { changedBuckets } from "../../core/wall/activity.ts"
import type { Activity } from "../../core/wall/activity.ts"
import type { WallState } from "../../core/wall/wall.ts"
import type { WallChanges, WallPulse, WallRow, WallWhole } from "../../protocol/wall.ts"
import type { Clock } from "../clock.ts"
import type { Room } from "../room/room.ts"
import { createRecordedRows } from "./recorded-rows.ts"
import type { WallRecord } from "./record.ts"

/** As much of a room as is shown. */
type Shown = Pick<Room, "wall">

export interface TeamWall {
  /** Resolves when the record was read for the first time, or could not be. */
  readonly ready: Promise<void>
  whole(): WallWhole
  /** Gets `WallChanges` as JSON, at least every `REFRESH_MS`. */
  read(reader: (changes: string) => void): () => void
  readonly readers: number
  opened(room: Shown): void
  closed(room: Shown): void
  close(): void
}

/** Changes wait so long for others to go with them, unless nothing was told for as long. */
const TOGETHER_MS = 50
/** What is typed is told of so often. */
const PULSE_MS = 500
/** How often the record is read; a wall that says nothing for longer is not heard any more. */
const REFRESH_MS = 5_000

/** How long an interview that ended, or that nobody came to, stays on the wall. */
export const SHOWN_MS = 24 * 3_600_000

interface Entry {
  readonly state: WallState
  /** As of the last pulse. */
  told: Activity | null
  forget(): void
}

interface TeamWallParts {
  organization: string
  record: WallRecord
  clock: Clock
  onProblem(problem: unknown): void
}

export function createTeamWall({ organization, record, clock, onProblem }: TeamWallParts): TeamWall {
  const open = new Map<string, Entry>()
  const recorded = createRecordedRows(organization, record)
  const readers = new Set<(changes: string) => void>()
  const changed = new Set<string>()
  const moved = new Set<string>()
  let toldAt = 0
  let cancelTelling: (() => void) | null = null
  let cancelPulse: (() => void) | null = null
  let cancelRefresh = (): void => undefined
  let closed = false

  const isShown = ({ phase, phaseSince }: WallRow): boolean =>
    phase !== "ended" || phaseSince >= clock.now() - SHOWN_MS

  function rowOf(session: string): WallRow | null {
    const row = open.get(session)?.state.row ?? recorded.get(session)
    return row && isShown(row) ? row : null
  }

  function change(session: string): void {
    changed.add(session)
    cancelTelling ??= clock.after(Math.max(0, toldAt + TOGETHER_MS - clock.now()), tell)
  }

  function move(session: string): void {
    moved.add(session)
    cancelPulse ??= clock.after(PULSE_MS, pulse)
  }

  function tell(): void {
    cancelTelling?.()
    cancelTelling = null
    toldAt = clock.now()
    const rows = [...changed].flatMap((session) => rowOf(session) ?? [])
    const gone = [...changed].filter((session) => !rowOf(session))
    changed.clear()
    send({ now: toldAt, rows, gone, pulses: [] })
  }

  function pulse(): void {
    cancelPulse = null
    const pulses = [...moved].flatMap((session) => {
      const entry = open.get(session)
      if (!entry) return []
      const { activity } = entry.state
      const told = pulseOf(session, activity, entry.told)
      entry.told = activity
      return told
    })
    moved.clear()
    if (pulses.length > 0) send({ now: clock.now(), rows: [], gone: [], pulses })
  }

  function send(changes: WallChanges): void {
    if (readers.size === 0) return
    const text = JSON.stringify(changes)
    for (const reader of readers) reader(text)
  }

  async function refresh(): Promise<void> {
    try {
      const now = clock.now()
      for (const session of await recorded.refresh(now - SHOWN_MS, now, open)) changed.add(session)
    } catch (failure) {
      onProblem(failure)
    }
    if (closed) return
    tell()
    cancelRefresh = clock.after(REFRESH_MS, () => void refresh())
  }

  return {
    ready: refresh(),
    whole() {
      const sessions = [...new Set([...open.keys(), ...recorded.sessions()])]
      const rows = sessions.flatMap((session) => rowOf(session) ?? [])
      const pulses = rows.flatMap(({ session }) => {
        const entry = open.get(session)
        return entry ? pulseOf(session, entry.state.activity, null) : []
      })
      return { now: clock.now(), rows, pulses }
    },
    read(reader) {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    get readers() {
      return readers.size
    },
    opened({ wall }) {
      const { session } = wall.state.row
      let { row } = wall.state
      const forget = wall.listen(() => {
        if (wall.state.row !== row) change(session)
        row = wall.state.row
        if (wall.state.activity !== entry.told) move(session)
      })
      const entry: Entry = {
        get state() {
          return wall.state
        },
        told: null,
        forget,
      }
      open.get(session)?.forget()
      open.set(session, entry)
      change(session)
      move(session)
    },
    closed({ wall }) {
      const { session } = wall.state.row
      open.get(session)?.forget()
      open.delete(session)
      recorded.leave(wall.state)
      change(session)
    },
    close() {
      closed = true
      cancelTelling?.()
      cancelPulse?.()
      cancelRefresh()
      for (const entry of open.values()) entry.forget()
    },
  }
}

function pulseOf(session: string, activity: Activity, told: Activity | null): WallPulse {
  const { actedAt, doing } = activity
  return { session, actedAt, doing, buckets: changedBuckets(told, activity) }
}
