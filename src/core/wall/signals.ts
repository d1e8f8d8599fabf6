/** What in an interview needs a person, by its row and the time. Pure: the page asks again as time goes by. */
import type { WallPulse, WallRow } from "../../protocol/wall.ts"
import { HELP_RULES } from "../help/rules.ts"
import { remaining } from "../session.ts"

/** The gravest first. */
export const SIGNALS = [
  "sandbox-failed",
  "offline",
  "agent-failed",
  "stuck",
  "time",
  "agent-spent",
  "idle",
] as const
export type SignalKind = (typeof SIGNALS)[number]

export interface Signal {
  readonly kind: SignalKind
  readonly since: number
}

/** A page that is loaded again is back before this. */
export const OFFLINE_MS = 15_000
export const IDLE_MS = 5 * 60_000
export const LITTLE_TIME_MS = 5 * 60_000

/** The gravest first; none where nobody is at work, or only the record tells. `now` is the server's clock. */
export function signalsOf(row: WallRow, actedAt: WallPulse["actedAt"], now: number): Signal[] {
  if (!row.live || (row.phase !== "running" && row.phase !== "paused")) return []
  const since = { ...lasting(row), ...(row.phase === "running" && passing(row, actedAt, now)) }
  return SIGNALS.flatMap((kind) => {
    const from = since[kind]
    return from === undefined || from === null ? [] : [{ kind, since: from }]
  })
}

type Since = Partial<Record<SignalKind, number | null>>

/** Holds in a pause too. */
function lasting({ sandbox, agent }: WallRow): Since {
  return {
    "sandbox-failed": sandbox.status === "failed" ? sandbox.since : null,
    "agent-failed": agent?.state === "failed" ? agent.since : null,
    "agent-spent": agent?.state === "spent" ? agent.since : null,
  }
}

function passing(row: WallRow, actedAt: number | null, now: number): Since {
  const { here, clock, agent, stuckSince, debugging } = row
  const away = !here?.yes
  const still = Math.max(actedAt ?? 0, row.phaseSince)
  const left = remaining(clock, now)
  const awaySince = Math.max(here?.since ?? 0, row.phaseSince)
  const { stillMs } = HELP_RULES.debugging
  return {
    offline: away && now - awaySince >= OFFLINE_MS ? awaySince : null,
    stuck: stuckSince ?? (debugging && now - still >= stillMs ? still : null),
    time: left <= LITTLE_TIME_MS ? now - (LITTLE_TIME_MS - left) : null,
    // Who waits for the agent is not idle.
    idle: !away && agent?.state !== "working" && now - still >= IDLE_MS ? still : null,
  }
}
