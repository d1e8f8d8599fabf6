/**
 * The team's wall as this page has it: told by the server, kept by session, so that what changes in one row concerns no
 * other. Lists are told of at most once a second, cells at once.
 */
import { withBuckets } from "../../core/wall/activity.ts"
import { remaining } from "../../core/session.ts"
import { signalsOf } from "../../core/wall/signals.ts"
import type { Signal } from "../../core/wall/signals.ts"
import { WallChanges, WallWhole } from "../../protocol/wall.ts"
import type { WallPulse, WallRow } from "../../protocol/wall.ts"
import type { Clock } from "../live/clock.ts"

export interface Live {
  readonly row: WallRow
  readonly pulse: WallPulse
}

/** A row as the list was last made: what it is sorted and filtered by. */
export interface Listed extends Live {
  readonly signals: readonly Signal[]
  /** Null where no clock runs. */
  readonly leftMs: number | null
}

export interface WallState {
  readonly connection: "connecting" | "live" | "offline"
  /** Null before the first answer. */
  readonly rows: readonly Listed[] | null
  /** When the server was last heard, by its clock; 0 before. */
  readonly heardAt: number
}

export interface WallFeed {
  getState(): WallState
  subscribe(listener: () => void): () => void
  of(session: string): Live | undefined
  subscribeTo(session: string, listener: () => void): () => void
  /** What the server's clock is ahead of this browser's, in milliseconds. */
  skewMs(): number
  /** Connects anew, now. */
  retry(): void
  /** Connects, unless it is. */
  wake(): void
  /** Nobody looks: lets the connection go until `wake`, and keeps what is known. */
  sleep(): void
}

/** As much of an `EventSource` as is used. */
export interface Events {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void
  close(): void
  readonly readyState: number
}

interface FeedParts {
  open(): Events
  clock: Clock
  /** The server answered and did not let us look: the session, team or role may be another. */
  onRefused(): void
}

/** The server is heard at least every five seconds. */
const SILENT_MS = 15_000
const RETRY_MS = [1_000, 2_000, 5_000, 15_000]
/** What is typed alone moves no row but by the order of activity. */
const LIST_MS = { rows: 1_000, pulses: 5_000 }
/** `EventSource.CLOSED`: it will not come back by itself. */
const CLOSED = 2

/** Nothing is connected until it is woken. */
export function createWallFeed({ open, clock, onRefused }: FeedParts): WallFeed {
  let known = new Map<string, Live>()
  let state: WallState = { connection: "connecting", rows: null, heardAt: 0 }
  let skew = 0
  let failures = 0
  let source: Events | null = null
  let cancelSilence = (): void => undefined
  let cancelRetry = (): void => undefined
  let cancelList = (): void => undefined
  let listAt = Infinity
  const listeners = new Set<() => void>()
  const cells = new Map<string, Set<() => void>>()

  function become(next: Partial<WallState>): void {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  function list(): void {
    cancelList()
    listAt = Infinity
    const now = clock.now() + skew
    const rows = [...known.values()].map((live) => ({
      ...live,
      signals: signalsOf(live.row, live.pulse.actedAt, now),
      leftMs: isUnderWay(live.row) ? remaining(live.row.clock, now) : null,
    }))
    become({ rows, heardAt: now })
  }

  function listWithin(ms: number): void {
    const at = clock.now() + ms
    if (at >= listAt) return
    cancelList()
    listAt = at
    cancelList = clock.after(ms, list)
  }

  function put(session: string, live: Live): void {
    known.set(session, live)
    for (const listener of cells.get(session) ?? []) listener()
  }

  function heard(now: number): void {
    skew = now - clock.now()
    failures = 0
    cancelSilence()
    cancelSilence = clock.after(SILENT_MS, lose)
    if (state.connection !== "live") become({ connection: "live" })
  }

  function takeWhole({ now, rows, pulses }: WallWhole): void {
    const before = known
    known = new Map()
    const pulse = new Map(pulses.map((one) => [one.session, one]))
    for (const row of rows) put(row.session, { row, pulse: pulse.get(row.session) ?? quiet(row.session) })
    for (const session of before.keys())
      if (!known.has(session)) for (const listener of cells.get(session) ?? []) listener()
    heard(now)
    list()
  }

  function takeChanges({ now, rows, gone, pulses }: WallChanges): void {
    let others = gone.some((session) => known.delete(session))
    for (const row of rows) {
      const before = known.get(row.session)
      others ||= before?.row.phase !== row.phase
      put(row.session, { row, pulse: before?.pulse ?? quiet(row.session) })
    }
    for (const pulse of pulses) {
      const before = known.get(pulse.session)
      if (!before) continue
      const buckets = withBuckets(before.pulse.buckets, pulse.buckets)
      put(pulse.session, { ...before, pulse: { ...pulse, buckets } })
    }
    heard(now)
    if (others) list()
    else listWithin(rows.length > 0 ? LIST_MS.rows : LIST_MS.pulses)
  }

  function connect(): void {
    disconnect()
    const events = open()
    source = events
    cancelSilence = clock.after(SILENT_MS, lose)
    const take =
      <Message>(parse: (data: unknown) => Message, use: (message: Message) => void) =>
      ({ data }: { data?: unknown }): void => {
        if (source === events) use(parse(JSON.parse(String(data))))
      }
    events.addEventListener("wall", take(WallWhole.parse, takeWhole))
    events.addEventListener("changes", take(WallChanges.parse, takeChanges))
    events.addEventListener("error", () => {
      if (source !== events) return
      if (events.readyState === CLOSED) onRefused()
      lose()
    })
  }

  /** Connects anew after a while, longer from time to time. */
  function lose(): void {
    disconnect()
    become({ connection: "offline" })
    cancelRetry = clock.after(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]!, connect)
    failures += 1
  }

  function disconnect(): void {
    cancelSilence()
    cancelRetry()
    source?.close()
    source = null
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    of: (session) => known.get(session),
    subscribeTo(session, listener) {
      const of = cells.get(session) ?? new Set()
      cells.set(session, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0 && cells.get(session) === of) cells.delete(session)
      }
    },
    skewMs: () => skew,
    retry: connect,
    wake() {
      if (!source) connect()
    },
    sleep() {
      disconnect()
      cancelList()
      listAt = Infinity
    },
  }
}

const isUnderWay = ({ phase }: WallRow): boolean => phase === "running" || phase === "paused"

const quiet = (session: string): WallPulse => ({ session, actedAt: null, doing: null, buckets: [] })
