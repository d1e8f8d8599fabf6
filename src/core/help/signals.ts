/**
 * What the journal says of how a candidate gets on with the open question: the fold the help policy reads. Pure; times
 * are the events' own. Only the candidate's acts count as theirs: the agent's runs and edits are the agent's.
 */
import type { AssistanceLevel, AssistancePolicy } from "../../protocol/assistance.ts"
import type { TestResult } from "../../protocol/ctrf.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { evolveTexts, type Texts } from "../texts.ts"
import { HELP_RULES as RULES } from "./rules.ts"
import { stuckness, type EndedRun } from "./stuckness.ts"

export interface HelpState {
  policy: AssistancePolicy | null
  /** The interview runs and a question is open. */
  running: boolean
  question: string | null
  level: { now: AssistanceLevel; since: number; lastStep: -1 | 0 | 1; dwellMs: number; overruled: boolean }
  /** The last runs of this question, newest last. */
  runs: readonly EndedRun[]
  underway: { run: string; failures: readonly TestResult[] } | null
  /** Since when every reading of being stuck was high. */
  stuckSince: number | null
  typedAt: number
  texts: Texts
  /** Calls of tools by which the agent changed a text; `underway` while one does. */
  agentEdits: { count: number; underway: boolean }
  checks: number
  /** When the agent was asked, since the candidate last did something of their own. */
  requests: readonly number[]
  offers: { count: number; lastAt: number | null; waitMs: number; muted: boolean; open: string | null }
  /** Measured exponent above the question's target; null before a measurement of the present text. */
  excess: number | null
}

const AT_REST: HelpState = {
  policy: null,
  running: false,
  question: null,
  level: { now: "consultant", since: 0, lastStep: 0, dwellMs: RULES.dwellMs, overruled: false },
  runs: [],
  underway: null,
  stuckSince: null,
  typedAt: 0,
  texts: {},
  agentEdits: { count: 0, underway: false },
  checks: 0,
  requests: [],
  offers: { count: 0, lastAt: null, waitMs: RULES.cooldownMs, muted: false, open: null },
  excess: null,
}

/** Before the first event. */
export function beginHelp(): HelpState {
  return AT_REST
}

/** The next state; never changes the one before. Nothing is counted where no agent takes part. */
export function evolveHelp(state: HelpState, event: JournalEvent): HelpState {
  if (!state.policy && event.type !== "session.created") return state
  switch (event.type) {
    case "session.created":
      return { ...AT_REST, policy: event.data.assistance ?? null }
    case "session.started":
    case "session.resumed":
      return { ...state, running: true, typedAt: event.at }
    case "session.paused":
    case "session.ended":
      return { ...state, running: false }
    case "question.opened":
      return atQuestion(state, event.question, event.at)
    case "language.changed":
      return { ...state, runs: [], underway: null, stuckSince: null, excess: null }
    case "doc.opened":
    case "doc.renamed":
    case "doc.deleted":
      return { ...state, texts: evolveTexts(state.texts, event) }
    case "doc.changed":
      return edited(state, event)
    case "terminal.input":
      if (event.actor.kind !== "candidate") return state
      return { ...ownAct(state, event.at), checks: state.checks + lines(event.data.data) }
    case "test.started":
      return started(state, event)
    case "test.result":
      if (state.underway?.run !== event.data.run || event.data.result.status !== "failed") return state
      return {
        ...state,
        underway: { ...state.underway, failures: [...state.underway.failures, event.data.result] },
      }
    case "test.finished":
      return finished(state, event)
    case "growth.measured":
      return { ...state, excess: event.data.exponent - event.data.target }
    case "chat.message":
      if (event.actor.kind !== "candidate") return state
      return { ...state, requests: [...state.requests, event.at].slice(-RULES.abuse.requests) }
    case "chat.result":
      return toolEnded(state)
    case "chat.ended":
      return { ...state, agentEdits: { ...state.agentEdits, underway: false } }
    case "level.changed":
      return levelChanged(state, event)
    case "level.proposed":
    case "nudge.offered": {
      const { offers } = state
      const { nudge } = event.data
      return { ...state, offers: { ...offers, count: offers.count + 1, lastAt: event.at, open: nudge } }
    }
    case "nudge.accepted":
      return { ...state, offers: { ...state.offers, open: null } }
    case "nudge.dismissed":
      return { ...state, offers: { ...state.offers, open: null, waitMs: state.offers.waitMs * 2 } }
    case "nudge.muted":
      return { ...state, offers: { ...state.offers, muted: event.data.muted } }
    default:
      return state
  }
}

type Of<T extends JournalEvent["type"]> = Extract<JournalEvent, { type: T }>

function atQuestion(state: HelpState, question: string | null, at: number): HelpState {
  const { policy, running } = state
  const { muted } = state.offers
  const start = { ...AT_REST.level, now: policy?.start ?? AT_REST.level.now, since: at }
  // What an assessor set holds on.
  const level = state.level.overruled ? { ...state.level, since: at } : start
  return { ...AT_REST, policy, running, question, level, typedAt: at, offers: { ...AT_REST.offers, muted } }
}

/** What the candidate does with their own hands ends a row of requests. */
function ownAct(state: HelpState, at: number): HelpState {
  return { ...state, typedAt: at, requests: [] }
}

function edited(state: HelpState, event: Of<"doc.changed">): HelpState {
  const { actor } = event
  const next = { ...state, texts: evolveTexts(state.texts, event), excess: null }
  if (actor.kind === "candidate") return ownAct(next, event.at)
  if (actor.kind !== "agent") return next
  return { ...next, agentEdits: { ...state.agentEdits, underway: true } }
}

/** An edit is streamed in many changes and has one result; calls that write do not run beside others. */
function toolEnded(state: HelpState): HelpState {
  const { count, underway } = state.agentEdits
  return underway ? { ...state, agentEdits: { count: count + 1, underway: false } } : state
}

function started(state: HelpState, event: Of<"test.started">): HelpState {
  if (event.actor.kind !== "candidate") return state
  const next = { ...ownAct(state, event.at), checks: state.checks + 1 }
  return event.data.only.length > 0 ? next : { ...next, underway: { run: event.data.run, failures: [] } }
}

function finished(state: HelpState, event: Of<"test.finished">): HelpState {
  const { data, at } = event
  if (state.underway?.run !== data.run) return state
  if (data.outcome === "cancelled") return { ...state, underway: null }
  const run = endedRun(at, data, state.underway.failures)
  const runs = [...state.runs, run].slice(-RULES.errors.runs)
  const high = stuckness(runs, at) >= RULES.stuck.reading
  return { ...state, underway: null, runs, stuckSince: high ? (state.stuckSince ?? at) : null }
}

/** A run that ended by itself, by what it says of itself and its failures in order. */
export function endedRun(
  at: number,
  data: Of<"test.finished">["data"],
  failures: readonly Pick<TestResult, "id" | "message">[],
): EndedRun {
  const { passed, failed } = data.summary
  if (data.outcome === "passed") return { at, passed, failed: 0, signature: "", error: "" }
  const errors = failures.length > 0 ? failures.map(errorOf) : [firstWord(data.message ?? "")]
  const signature = failures.map(({ id }, index) => `${id} ${errors[index]}`).toSorted()
  return {
    at,
    passed,
    failed: Math.max(failed, 1),
    signature: signature.join("\n") || `suite ${errors[0]}`,
    error: errors[0]!,
  }
}

function errorOf({ message = "" }: Pick<TestResult, "message">): string {
  return firstWord(message)
}

/** The kind of an error, by how runners write it: `ValueError: ...`, `panic: ...`. */
function firstWord(message: string): string {
  return /^[\w.]+/.exec(message.trim())?.[0] ?? "failure"
}

const STEP: Record<AssistanceLevel, number> = { consultant: 0, "pair-programming": 1, "full-copilot": 2 }

function levelChanged(state: HelpState, { at, actor, data }: Of<"level.changed">): HelpState {
  const { level } = state
  const step = STEP[data.to] > STEP[level.now] ? 1 : -1
  const reversed = level.lastStep !== 0 && step !== level.lastStep
  return {
    ...state,
    requests: [],
    offers: { ...state.offers, open: null },
    level: {
      now: data.to,
      since: at,
      lastStep: step,
      dwellMs: reversed ? level.dwellMs * 2 : level.dwellMs,
      overruled: level.overruled || actor.kind === "assessor",
    },
  }
}

/** Lines that were entered: carriage returns in what was typed, base64. */
function lines(base64: string): number {
  return atob(base64).split("\r").length - 1
}
