/**
 * When help is offered and the level moves: the policy, pure and versioned (`rules.ts`). The same journal gives the same
 * decisions, whoever replays it.
 */
import type { AssistanceLevel, LevelReason, NudgeKind } from "../../protocol/assistance.ts"
import { standing } from "../texts.ts"
import { HELP_RULES as RULES } from "./rules.ts"
import type { HelpState } from "./signals.ts"
import { debugRow, errorQuotient, isStalled, recentFailures, stuckness } from "./stuckness.ts"

export type Advice =
  | { type: "offer"; kind: NudgeKind }
  | { type: "propose" | "change"; from: AssistanceLevel; to: AssistanceLevel; reason: LevelReason }

const LEVELS: readonly AssistanceLevel[] = ["consultant", "pair-programming", "full-copilot"]

/** What to do now, if anything. One thing at a time; the fold of what was done keeps it from being done again. */
export function advise(state: HelpState, now: number): Advice | null {
  const { policy, running, question } = state
  if (!policy || !running || question === null || !atBoundary(state, now)) return null
  return levelAdvice(state, now) ?? offerAdvice(state, now)
}

/** The moment `advise` may first answer otherwise than now without a further event; null when only an event can. */
export function nextLook(state: HelpState, now: number): number | null {
  if (!state.policy || !state.running || state.question === null) return null
  const moments = [
    state.typedAt + RULES.boundary.idleMs,
    state.level.since + state.level.dwellMs,
    (state.offers.lastAt ?? -Infinity) + state.offers.waitMs,
    (state.stuckSince ?? -Infinity) + RULES.stuck.apartMs,
    state.typedAt + RULES.debugging.stillMs,
  ].filter((moment) => moment > now)
  return moments.length > 0 ? Math.min(...moments) : null
}

/** Nobody is spoken to in mid-thought: only just after a run, or after a while without a key. */
function atBoundary(state: HelpState, now: number): boolean {
  const ended = state.runs.at(-1)?.at ?? -Infinity
  if (state.underway) return false
  return (
    now - state.typedAt >= RULES.boundary.idleMs ||
    (ended >= state.typedAt && now - ended <= RULES.boundary.afterRunMs)
  )
}

function offerAdvice(state: HelpState, now: number): Advice | null {
  const { runs } = state
  // Who has just asked is being helped already.
  if (!maySpeak(state, now) || state.requests.length > 0) return null
  if (recentFailures(runs, now) >= RULES.failing.runs || isAtLoss(state, now))
    return { type: "offer", kind: "failing" }
  if (isStalled(runs)) return { type: "offer", kind: "stalled" }
  if (runs.length >= RULES.errors.runs && errorQuotient(runs) >= RULES.errors.quotient)
    return { type: "offer", kind: "errors" }
  if (runs.at(-1)?.failed === 0 && (state.excess ?? 0) >= RULES.growth.excess)
    return { type: "offer", kind: "growth" }
  return null
}

/** In a debug session, and nothing was tried for long. */
function isAtLoss({ runs, typedAt }: HelpState, now: number): boolean {
  const { failures, stillMs } = RULES.debugging
  return debugRow(runs) >= failures && now - typedAt >= stillMs
}

/** Unasked words: few, far apart, each after something new was tried, and none to who does not want them. */
function maySpeak({ policy, offers, runs }: HelpState, now: number): boolean {
  if (!policy?.proactive || offers.muted || offers.open !== null) return false
  if (offers.lastAt === null) return true
  const tried = (runs.at(-1)?.at ?? -Infinity) > offers.lastAt
  return tried && offers.count < RULES.offersPerQuestion && now - offers.lastAt >= offers.waitMs
}

function levelAdvice(state: HelpState, now: number): Advice | null {
  const { policy, level } = state
  if (!policy || policy.changes === "fixed" || level.overruled || now - level.since < level.dwellMs)
    return null
  const down = isAbusive(state, now) ? "help-abuse" : isOverAssisted(state) ? "over-assisted" : null
  const lower = LEVELS[LEVELS.indexOf(level.now) - 1]
  if (down && lower && within(policy.range, lower))
    return { type: "change", from: level.now, to: lower, reason: down }
  const higher = LEVELS[LEVELS.indexOf(level.now) + 1]
  if (down || !higher || !within(policy.range, higher) || !isStuck(state, now)) return null
  if (policy.changes === "automatic") return { type: "change", from: level.now, to: higher, reason: "stuck" }
  if (!maySpeak(state, now)) return null
  return { type: "propose", from: level.now, to: higher, reason: "stuck" }
}

function within(
  range: { lowest: AssistanceLevel; highest: AssistanceLevel },
  level: AssistanceLevel,
): boolean {
  const at = LEVELS.indexOf(level)
  return at >= LEVELS.indexOf(range.lowest) && at <= LEVELS.indexOf(range.highest)
}

function isStuck({ stuckSince, runs }: HelpState, now: number): boolean {
  if (stuckSince === null || now - stuckSince < RULES.stuck.apartMs) return false
  return stuckness(runs, now) >= RULES.stuck.reading
}

/** The agent wrote most of what stands, and it was hardly checked. */
function isOverAssisted({ texts, agentEdits, checks }: HelpState): boolean {
  const { count } = agentEdits
  if (count === 0 || checks / count >= RULES.overAssisted.checksPerEdit) return false
  const { agent, candidate, shell } = standing(texts)
  const all = agent + candidate + shell
  return all >= RULES.overAssisted.characters && agent / all > RULES.overAssisted.share
}

/** One request after another and nothing of one's own between. */
function isAbusive({ requests }: HelpState, now: number): boolean {
  const { requests: needed, withinMs } = RULES.abuse
  return requests.length >= needed && now - requests[0]! <= withinMs
}
