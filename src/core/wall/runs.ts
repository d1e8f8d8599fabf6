/** The test runs of the open question as a wall tells of them. Pure; a run of thousands of tests is counted, not kept. */
import type { TestResult } from "../../protocol/ctrf.ts"
import type { EventOf, JournalEvent } from "../../protocol/events.ts"
import type { WallRun } from "../../protocol/wall.ts"
import { HELP_RULES } from "../help/rules.ts"
import { endedRun } from "../help/signals.ts"
import { debugRow, stuckness, type EndedRun } from "../help/stuckness.ts"

export interface Runs {
  readonly last: WallRun | null
  /** The candidate's whole runs that ended by themselves, newest last. */
  readonly ended: readonly EndedRun[]
  readonly underway: {
    readonly run: string
    /** A whole run by the candidate: one that says how they get on. */
    readonly own: boolean
    readonly failures: readonly Pick<TestResult, "id" | "message">[]
  } | null
  readonly stuckSince: number | null
  readonly debugging: boolean
}

export const NO_RUNS: Runs = { last: null, ended: [], underway: null, stuckSince: null, debugging: false }

/** Failures of a run by which it is told whether the next fails alike. */
const TELLING = 64
const TELLING_TEXT = 200

/** The next state; the same one for events that are of no run. */
export function evolveRuns(runs: Runs, event: JournalEvent): Runs {
  switch (event.type) {
    case "question.opened":
    case "language.changed":
      return NO_RUNS
    case "test.started": {
      const { run, only } = event.data
      const own = event.actor.kind === "candidate" && only.length === 0
      const counts = { tests: only.length, passed: 0, failed: 0, skipped: 0 }
      const last = { status: "running" as const, partial: only.length > 0, ...counts, at: event.at }
      return { ...runs, last, underway: { run, own, failures: [] } }
    }
    case "test.collected":
      if (!runs.last || runs.last.partial || runs.underway?.run !== event.data.run) return runs
      return { ...runs, last: { ...runs.last, tests: event.data.tests.length } }
    case "test.result":
      return withResult(runs, event)
    case "test.finished":
      return finished(runs, event)
    default:
      return runs
  }
}

function withResult(runs: Runs, { data }: EventOf<"test.result">): Runs {
  const { last, underway } = runs
  if (!last || underway?.run !== data.run) return runs
  const { status } = data.result
  const told = {
    ...last,
    passed: last.passed + (status === "passed" ? 1 : 0),
    failed: last.failed + (status === "failed" ? 1 : 0),
    skipped: last.skipped + (status === "skipped" || status === "pending" ? 1 : 0),
  }
  const telling = underway.own && status === "failed" && underway.failures.length < TELLING
  const { id, message } = data.result
  const failures = telling
    ? [...underway.failures, { id, message: message?.slice(0, TELLING_TEXT) }]
    : underway.failures
  return { ...runs, last: told, underway: { ...underway, failures } }
}

function finished(runs: Runs, { at, data }: EventOf<"test.finished">): Runs {
  const { last, underway } = runs
  if (!last || underway?.run !== data.run) return runs
  const { tests, passed, failed, skipped, pending } = data.summary
  const told = { ...last, status: data.outcome, tests, passed, failed, skipped: skipped + pending, at }
  const next = { ...runs, last: told, underway: null }
  if (!underway.own || data.outcome === "cancelled") return next
  const ended = [...runs.ended, endedRun(at, data, underway.failures)].slice(-HELP_RULES.errors.runs)
  const stuck = stuckness(ended, at) >= HELP_RULES.stuck.reading
  return {
    ...next,
    ended,
    stuckSince: stuck ? (runs.stuckSince ?? at) : null,
    debugging: debugRow(ended) >= HELP_RULES.debugging.failures,
  }
}
