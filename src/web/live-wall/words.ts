/** What a wall says of an interview. */
import type { Signal, SignalKind } from "../../core/wall/signals.ts"
import type { EndReason } from "../../protocol/events.ts"
import type { Doing, WallAgent, WallRow } from "../../protocol/wall.ts"
import { linesOf } from "../assessor/moments.ts"
import { clockFace, roughly } from "../ui/format.ts"
import type { StatusTone } from "../ui/Status.tsx"
import { timeLeft } from "../workspace/time-left.ts"
import type { Live } from "./feed.ts"

const ENDS: Record<EndReason, string> = {
  submitted: "Finished",
  expired: "Time ran out",
  withdrawn: "Withdrew",
  "ended-by-assessor": "Ended",
}

const PHASES: Record<Exclude<WallRow["phase"], "running" | "ended">, readonly [StatusTone, string]> = {
  invited: ["waiting", "Invited"],
  consented: ["waiting", "Ready"],
  paused: ["warn", "Paused"],
}

/** Seconds are told below this. */
const EXACT_MS = 10 * 60_000

/** Where an interview stands: while it runs, the time left. */
export function standing(row: WallRow, now: number): readonly [tone: StatusTone, text: string] {
  if (row.phase === "ended") return ["quiet", row.ended ? ENDS[row.ended] : "Ended"]
  if (row.phase !== "running") return PHASES[row.phase]
  const left = timeLeft(row.clock, now)
  return ["live", clockFace(left, left < EXACT_MS)]
}

export const SIGNAL_WORDS: Record<SignalKind, { short: string; long: string; tone: "bad" | "warn" }> = {
  "sandbox-failed": {
    short: "Workspace",
    long: "The candidate's workspace could not be opened",
    tone: "bad",
  },
  offline: { short: "Offline", long: "The candidate has no window open", tone: "bad" },
  "agent-failed": { short: "Agent failed", long: "The model could not answer", tone: "bad" },
  stuck: { short: "Stuck", long: "Runs keep failing, and none gets further", tone: "warn" },
  time: { short: "Little time", long: "Less than five minutes are left", tone: "warn" },
  "agent-spent": { short: "Budget spent", long: "The agent has used up its budget", tone: "warn" },
  idle: { short: "Idle", long: "The candidate has done nothing", tone: "warn" },
}

/** `Stuck for 4 min`. */
export function signalLine({ kind, since }: Signal, now: number): string {
  return `${SIGNAL_WORDS[kind].long}, for ${roughly(now - since)}`
}

/** Higher is graver; 0 where nothing needs a person. */
export function gravity(signals: readonly Signal[]): number {
  const order = Object.keys(SIGNAL_WORDS)
  const [first] = signals
  return first ? (order.length - order.indexOf(first.kind)) * 10 + signals.length : 0
}

const IN_ORDER: readonly WallRow["phase"][] = ["ended", "invited", "consented", "paused", "running"]

/** Higher stands above: what needs a person by its gravity, and what needs nobody by how far it is under way. */
export function urgency({ row, signals }: { row: WallRow; signals: readonly Signal[] }): number {
  return gravity(signals) + IN_ORDER.indexOf(row.phase) / IN_ORDER.length
}

export const AGENT_WORDS: Record<WallAgent["state"], string> = {
  waiting: "not begun",
  ready: "ready",
  working: "at work",
  held: "held",
  failed: "failed",
  over: "ended",
  spent: "budget spent",
}

const DOING: Record<Exclude<Doing["by"], "shell">, Record<Doing["what"], string>> = {
  candidate: {
    text: "Writes code",
    shell: "Types in the terminal",
    chat: "Talks with the agent",
    view: "Reads",
  },
  agent: {
    text: "The agent writes code",
    shell: "The agent uses its terminal",
    chat: "The agent answers",
    view: "The agent reads",
  },
  assessor: {
    text: "An assessor writes code",
    shell: "An assessor types in the terminal",
    chat: "An assessor writes",
    view: "An assessor reads",
  },
}

/** What was last done and when; null before anything was. */
export function lastAct({ row, pulse }: Live): { text: string; at: number } | null {
  const { doing } = pulse
  if (doing && doing.by !== "shell" && doing.at >= (row.last?.at ?? 0))
    return { text: DOING[doing.by][doing.what], at: doing.at }
  // How it ended stands beside it.
  if (row.last?.type === "test.finished" && row.run?.at === row.last.at)
    return { text: "Ran the tests", at: row.last.at }
  const line = row.last && linesOf([row.last], row.questions)[0]
  return line ? { text: line.text, at: line.at } : null
}

/** `4 min`, `now` for what is under way. */
export function howLongAgo(at: number, now: number): string {
  const ms = now - at
  return ms < 5_000 ? "now" : roughly(ms)
}
