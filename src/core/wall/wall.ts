/**
 * An interview as a row of its team's wall, folded from its journal. Pure, and cheap enough to be done for every event:
 * what is typed leaves the row as it is and moves only `activity`.
 */
import type { JournalEvent } from "../../protocol/events.ts"
import type { WallAgent, WallRow } from "../../protocol/wall.ts"
import type { Role } from "../../protocol/messages.ts"
import { beginAgent, evolveAgent, type AgentState } from "../agent/agent.ts"
import { startClock, stopClock } from "../session.ts"
import { evolveActivity, NO_ACTIVITY, type Activity } from "./activity.ts"
import { lastAct } from "./last-act.ts"
import { evolveRuns, NO_RUNS, type Runs } from "./runs.ts"

export interface WallState {
  /** The same object until something in it changes. */
  readonly row: WallRow
  readonly activity: Activity
  readonly people: ReadonlyMap<string, { name: string; role: Role }>
  readonly agent: AgentState | null
  readonly runs: Runs
}

/** The state after `session.created`. Throws `Error` for another event. */
export function beginWall(event: JournalEvent): WallState {
  if (event.type !== "session.created")
    throw new Error(`A journal begins with session.created, not ${event.type}`)
  const { session, at, data } = event
  const agent = data.assistance ? beginAgent(data.assistance, at) : null
  const row: WallRow = {
    session,
    title: data.title,
    candidate: data.candidate.name,
    createdAt: at,
    live: true,
    phase: "invited",
    phaseSince: at,
    ended: null,
    clock: { durationMs: data.durationMs, spentMs: 0, runningSince: null },
    questions: data.questions.map(({ id, title }) => ({ id, title })),
    submitted: 0,
    question: null,
    run: null,
    agent: agent && { state: "waiting", since: at, level: agent.level.now },
    here: null,
    watchers: [],
    last: null,
    stuckSince: null,
    debugging: false,
    sandbox: { status: "closed", since: at },
  }
  return { row, activity: NO_ACTIVITY, people: new Map(), agent, runs: NO_RUNS }
}

export function evolveWall(state: WallState, event: JournalEvent): WallState {
  const activity = evolveActivity(state.activity, event)
  if (QUIET.has(event.type)) return activity === state.activity ? state : { ...state, activity }
  const people = evolvePeople(state.people, event)
  const agent = state.agent && evolveAgent(state.agent, event)
  const runs = evolveRuns(state.runs, event)
  const last = lastAct(event)
  const change: Partial<WallRow> = {
    ...changeOf(state.row, event),
    ...(people !== state.people && withPeople(state.row, people, event.at)),
    ...(agent && agentChange(state.row.agent, agent, event)),
    ...(runs !== state.runs && { run: runs.last, stuckSince: runs.stuckSince, debugging: runs.debugging }),
    ...(last && { last }),
  }
  const row = Object.keys(change).length > 0 ? { ...state.row, ...change } : state.row
  return { row, activity, people, agent, runs }
}

/** Nobody is in the room: it was opened only now, whatever its last server saw. */
export function withoutPeople(state: WallState, at: number): WallState {
  if (state.people.size === 0) return state
  const people: WallState["people"] = new Map()
  return { ...state, people, row: { ...state.row, ...withPeople(state.row, people, at) } }
}

/** How the sandbox is, which is in no journal. */
export function withSandbox(
  state: WallState,
  status: WallRow["sandbox"]["status"],
  since: number,
): WallState {
  if (state.row.sandbox.status === status) return state
  return { ...state, row: { ...state.row, sandbox: { status, since } } }
}

/** What is in these changes no row: most of a journal. */
const QUIET = new Set<JournalEvent["type"]>([
  "doc.changed",
  "doc.saved",
  "terminal.output",
  "terminal.input",
  "terminal.resized",
  "presence.viewed",
  "presence.selection",
  "chat.delta",
  "chat.tool",
  "chat.input",
  "chat.output",
  "chat.result",
  "snapshot.taken",
  "checkpoint.signed",
])

function changeOf(row: WallRow, event: JournalEvent): Partial<WallRow> {
  const { at } = event
  switch (event.type) {
    case "session.consented":
      return { phase: "consented", phaseSince: at }
    case "session.started":
    case "session.resumed":
      return { phase: "running", phaseSince: at, clock: startClock(row.clock, at) }
    case "session.paused":
      return { phase: "paused", phaseSince: at, clock: stopClock(row.clock, at) }
    case "session.extended":
      return { clock: { ...row.clock, durationMs: row.clock.durationMs + event.data.byMs } }
    case "session.ended":
      return {
        phase: "ended",
        phaseSince: at,
        ended: event.data.reason,
        clock: stopClock(row.clock, at),
        question: null,
      }
    case "question.opened": {
      const index = row.questions.findIndex(({ id }) => id === event.question)
      return { question: { index: Math.max(0, index), language: event.data.language } }
    }
    case "language.changed":
      return row.question ? { question: { ...row.question, language: event.data.to } } : {}
    case "question.submitted":
      return { question: null, submitted: row.submitted + 1 }
    default:
      return {}
  }
}

function evolvePeople(people: WallState["people"], event: JournalEvent): WallState["people"] {
  if (event.type === "presence.joined") {
    const { client, name, role } = event.data
    return new Map([...people, [client, { name, role }]])
  }
  if (event.type === "presence.left" && people.has(event.data.client))
    return new Map([...people].filter(([client]) => client !== event.data.client))
  return people
}

function withPeople(
  { here }: WallRow,
  people: WallState["people"],
  at: number,
): Pick<WallRow, "here" | "watchers"> {
  const all = [...people.values()]
  const yes = all.some(({ role }) => role === "candidate")
  const watchers = all.flatMap(({ role, name }) => (role === "candidate" ? [] : name))
  const same = yes === (here?.yes ?? false)
  return { here: same ? here : { yes, since: at }, watchers: [...new Set(watchers)] }
}

function agentChange(
  before: WallAgent | null,
  agent: AgentState,
  event: JournalEvent,
): Pick<WallRow, "agent"> | null {
  const state = agentState(before?.state ?? "waiting", agent, event)
  const level = agent.level.now
  if (before && before.state === state && before.level === level) return null
  const since = before?.state === state ? before.since : event.at
  return { agent: { state, since, level } }
}

function agentState(
  before: WallAgent["state"],
  { phase }: AgentState,
  event: JournalEvent,
): WallAgent["state"] {
  if (phase.phase === "ended") return phase.reason === "budget" ? "spent" : "over"
  if (phase.phase !== "ready") return phase.phase
  if (event.type === "chat.started") return "working"
  if (event.type === "chat.ended") return event.data.outcome === "failed" ? "failed" : "ready"
  // The next question begins with a clean sheet.
  const stays = (before === "working" || before === "failed") && event.type !== "question.opened"
  return stays ? before : "ready"
}
