/** How stuck somebody is, from their last test runs. Pure. */
import { HELP_RULES as RULES } from "./rules.ts"

/** A whole run of the candidate's that ended by itself. */
export interface EndedRun {
  at: number
  passed: number
  failed: number
  /** Which tests failed and how; equal when a run failed just as the one before. Empty when all passed. */
  signature: string
  /** The first failure's kind, such as `AssertionError`. */
  error: string
}

/** Weights of what makes `stuckness`; they sum to 1. */
const WEIGHTS = { failing: 0.4, stalled: 0.3, errors: 0.3 }

/** 0 (not at all) to 1, at a moment, of runs in order of time. */
export function stuckness(runs: readonly EndedRun[], now: number): number {
  const failing = Math.min(1, recentFailures(runs, now) / RULES.failing.runs)
  return (
    WEIGHTS.failing * failing +
    WEIGHTS.stalled * (isStalled(runs) ? 1 : 0) +
    WEIGHTS.errors * errorQuotient(runs)
  )
}

/** Failed runs of the last two minutes since one that passed. */
export function recentFailures(runs: readonly EndedRun[], now: number): number {
  const since = runs.slice(runs.findLastIndex(({ failed }) => failed === 0) + 1)
  return since.filter(({ at }) => now - at <= RULES.failing.withinMs).length
}

/** At least three runs, none all green, and the last three passed no more than the one before them did. */
export function isStalled(runs: readonly EndedRun[]): boolean {
  const { runs: needed } = RULES.stalled
  if (runs.length < needed || runs.some(({ failed }) => failed === 0)) return false
  const last = runs.slice(-needed)
  return last.every(({ passed }, index) => index === 0 || passed <= last[index - 1]!.passed)
}

/**
 * Error Quotient: each pair of runs in a row scores 8 when both failed and 3 more when both with the same kind of
 * error, over 11; the mean of the pairs. 0 for less than two runs. M. Jadud, ICER 2006.
 */
export function errorQuotient(runs: readonly EndedRun[]): number {
  const last = runs.slice(-RULES.errors.runs)
  if (last.length < 2) return 0
  const scores = last.slice(1).map((run, index) => {
    const before = last[index]!
    if (run.failed === 0 || before.failed === 0) return 0
    return (8 + (run.error === before.error ? 3 : 0)) / 11
  })
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Failures in a row with one signature, while they last: the candidate is after one bug. 0 when the last run passed. */
export function debugRow(runs: readonly EndedRun[]): number {
  const signature = runs.at(-1)?.signature ?? ""
  if (signature === "") return 0
  return runs.length - 1 - runs.findLastIndex((run) => run.signature !== signature)
}
