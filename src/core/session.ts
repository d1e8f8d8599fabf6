/**
 * One interview as the fold of its journal. Pure: time comes in with each event. The state is plain JSON; the server
 * sends it to a client that joins, and both fold on from it. What may happen next is `decide.ts`.
 */
import type { ChatState } from "../protocol/chat.ts"
import type { Language, TestResult, TestSummary } from "../protocol/ctrf.ts"
import type { Actor, EndReason, EventData, JournalEvent, SessionQuestion } from "../protocol/events.ts"
import { evolveActs, NO_ACTS, type ActsState } from "./acts/acts.ts"
import { beginAgent, evolveAgent, type AgentState } from "./agent/agent.ts"
import { evolveChat, NO_CHAT } from "./chat.ts"
import { NO_RESULTS, withoutResults, withResult, type RunResults } from "./run-results.ts"

export type Phase =
  | { phase: "invited" }
  | { phase: "consented" }
  | { phase: "running" }
  /** `name` is of who paused it, as people call them. */
  | { phase: "paused"; since: number; by: Actor; name?: string | undefined; reason: string }
  | { phase: "ended"; at: number; reason: EndReason }

/** Time spent counts only while running. Milliseconds of the server's clock. */
export interface Clock {
  durationMs: number
  spentMs: number
  runningSince: number | null
}

export interface QuestionState extends SessionQuestion {
  status: "locked" | "open" | "submitted"
  language: Language
  openedAt: number | null
  submittedAt: number | null
  grade: EventData<"question.graded"> | null
}

export interface RunState {
  id: string
  /** The event that started it. */
  seq: number
  startedAt: number
  by: Actor
  only: readonly string[]
  /** The event that first changed a text after the run had started; null while its results are of the present text. */
  changedBy: number | null
  /** The first input to a shell after the run had started: before it, what the shell changes is what the run wrote. */
  shellBy: number | null
  /** Results kept from runs before this one are of an older text than its own. */
  keptOlder: boolean
  tests: readonly {
    id: string
    name: string
    suite: readonly string[]
    filePath: string
    line?: number | undefined
  }[]
  results: RunResults
  finished: EventData<"test.finished"> | null
}

export interface TerminalState {
  id: string
  language: Language
  openedBy: Actor
  cols: number
  rows: number
  /** Bytes of its output in the journal. */
  recorded: number
}

export type Looking = Omit<EventData<"presence.viewed">, "clientAt">

export interface SessionState {
  id: string
  seq: number
  at: number
  title: string
  candidate: { name: string }
  /** Of the team that invites; null in interviews of no team. */
  team: string | null
  consent: { text: string; digest: string }
  watchersVisible: boolean
  phase: Phase
  clock: Clock
  questions: readonly QuestionState[]
  /** Index of the open question; null before the first and after the last. */
  current: number | null
  /** The latest test run of the open question and language, and the one before it that finished. */
  run: RunState | null
  terminals: readonly TerminalState[]
  /** Null in interviews without an agent. */
  agent: AgentState | null
  chat: ChatState
  /** What assessors did beside watching, and what was answered. */
  acts: ActsState
  /** What the candidate last had before them; null where that is not known, and for the candidate. */
  looking: Looking | null
}

/** The state after `session.created`, which is always the first event. */
export function begin(event: JournalEvent): SessionState {
  if (event.type !== "session.created")
    throw new Error(`A journal begins with session.created, not ${event.type}`)
  const { data } = event
  return {
    id: event.session,
    seq: event.seq,
    at: event.at,
    title: data.title,
    candidate: data.candidate,
    team: data.team ?? null,
    consent: data.consent,
    watchersVisible: data.watchersVisible,
    phase: { phase: "invited" },
    clock: { durationMs: data.durationMs, spentMs: 0, runningSince: null },
    questions: data.questions.map((question) => ({
      ...question,
      status: "locked",
      language: question.languages[0]!,
      openedAt: null,
      submittedAt: null,
      grade: null,
    })),
    current: null,
    run: null,
    terminals: [],
    agent: data.assistance ? beginAgent(data.assistance, event.at) : null,
    chat: NO_CHAT,
    acts: NO_ACTS,
    looking: null,
  }
}

/** The next state. Events that change nothing here (output, presence, most edits) only move `seq` and `at`. */
export function evolve(state: SessionState, event: JournalEvent): SessionState {
  return {
    ...state,
    ...change(state, event),
    agent: state.agent && evolveAgent(state.agent, event),
    chat: evolveChat(state.chat, event),
    acts: evolveActs(state.acts, event),
    seq: event.seq,
    at: event.at,
  }
}

function change(state: SessionState, event: JournalEvent): Partial<SessionState> {
  switch (event.type) {
    case "session.consented":
      return { phase: { phase: "consented" } }
    case "session.started":
    case "session.resumed":
      return { phase: { phase: "running" }, clock: startClock(state.clock, event.at) }
    case "session.paused":
      return {
        phase: { phase: "paused", since: event.at, by: event.actor, ...event.data },
        clock: stopClock(state.clock, event.at),
      }
    case "session.extended":
      return { clock: { ...state.clock, durationMs: state.clock.durationMs + event.data.byMs } }
    case "session.ended":
      return {
        phase: { phase: "ended", at: event.at, reason: event.data.reason },
        clock: stopClock(state.clock, event.at),
        current: null,
      }
    case "question.opened": {
      const index = state.questions.findIndex((question) => question.id === event.question)
      return {
        current: index,
        run: null,
        looking: null,
        terminals: [],
        questions: patch(state.questions, index, {
          status: "open",
          language: event.data.language,
          openedAt: event.at,
        }),
      }
    }
    case "language.changed":
      return {
        run: null,
        looking: null,
        questions: patch(state.questions, indexOf(state, event), { language: event.data.to }),
      }
    case "question.submitted":
      return {
        current: null,
        questions: patch(state.questions, indexOf(state, event), {
          status: "submitted",
          submittedAt: event.at,
        }),
      }
    case "question.graded":
      return { questions: patch(state.questions, indexOf(state, event), { grade: event.data }) }
    case "presence.viewed": {
      const { path, line, bottom, terminal } = event.data
      return { looking: { path, line, bottom, terminal } }
    }
    case "terminal.opened": {
      const { terminal, language, cols, rows } = event.data
      const opened = { id: terminal, language, openedBy: event.actor, cols, rows, recorded: 0 }
      return { terminals: [...state.terminals.filter(({ id }) => id !== terminal), opened] }
    }
    case "terminal.resized": {
      const { terminal, cols, rows } = event.data
      return { terminals: state.terminals.map((one) => (one.id === terminal ? { ...one, cols, rows } : one)) }
    }
    case "terminal.output": {
      const { terminal, offset, head, omitted, tail } = event.data
      const recorded = offset + decodedLength(head) + (omitted?.bytes ?? 0) + decodedLength(tail ?? "")
      return { terminals: state.terminals.map((one) => (one.id === terminal ? { ...one, recorded } : one)) }
    }
    case "terminal.exited":
      return { terminals: state.terminals.filter(({ id }) => id !== event.data.terminal) }
    case "test.started":
    case "test.collected":
    case "test.result":
    case "test.finished":
      return { run: evolveRun(state.run, event) }
    case "doc.opened":
    case "doc.changed":
    case "doc.renamed":
    case "doc.deleted": {
      const { run } = state
      if (!run || run.changedBy !== null || !isChange(run, event.actor)) return {}
      return { run: { ...run, changedBy: event.seq } }
    }
    case "terminal.input": {
      const { run } = state
      return run && run.shellBy === null ? { run: { ...run, shellBy: event.seq } } : {}
    }
    default:
      return {}
  }
}

/** What the system opens is a file as it already was, and in a shell nobody typed into only the run itself wrote. */
function isChange(run: RunState, actor: Actor): boolean {
  return actor.kind !== "system" && (actor.kind !== "shell" || run.shellBy !== null)
}

function evolveRun(run: RunState | null, event: JournalEvent): RunState | null {
  if (event.type === "test.started") {
    const { run: id, only } = event.data
    return {
      id,
      seq: event.seq,
      startedAt: event.at,
      by: event.actor,
      only,
      changedBy: null,
      shellBy: null,
      keptOlder: only.length > 0 && run !== null && (run.changedBy !== null || run.keptOlder),
      tests: run?.tests ?? [],
      results: only.length > 0 && run ? withoutResults(run.results, only) : NO_RESULTS,
      finished: null,
    }
  }
  if (event.type === "test.collected" && run?.id === event.data.run) {
    if (run.only.length === 0) return { ...run, tests: event.data.tests }
    const known = new Set(run.tests.map(({ id }) => id))
    return { ...run, tests: [...run.tests, ...event.data.tests.filter(({ id }) => !known.has(id))] }
  }
  if (event.type === "test.result" && run?.id === event.data.run) {
    return { ...run, results: withResult(run.results, event.data.result) }
  }
  if (event.type === "test.finished" && run?.id === event.data.run) return { ...run, finished: event.data }
  return run
}

function indexOf(state: SessionState, event: JournalEvent): number {
  return state.questions.findIndex((question) => question.id === event.question)
}

function patch(
  questions: readonly QuestionState[],
  index: number,
  with_: Partial<QuestionState>,
): QuestionState[] {
  return questions.map((question, at) => (at === index ? { ...question, ...with_ } : question))
}

/** Bytes that a base64 text stands for. */
function decodedLength(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0)
}

export function startClock(clock: Clock, at: number): Clock {
  return { ...clock, runningSince: at }
}

/** Adds what ran until `at` to what is spent. */
export function stopClock(clock: Clock, at: number): Clock {
  if (clock.runningSince === null) return clock
  return { ...clock, spentMs: clock.spentMs + (at - clock.runningSince), runningSince: null }
}

/** Milliseconds left at `now`; never below zero. */
export function remaining(clock: Clock, now: number): number {
  const running = clock.runningSince === null ? 0 : now - clock.runningSince
  return Math.max(0, clock.durationMs - clock.spentMs - running)
}

/** The question a person is working on, if any. */
export function openQuestion(state: SessionState): QuestionState | null {
  return state.current === null ? null : (state.questions[state.current] ?? null)
}

/** What a run shows at a glance, from the results so far; a test that did not come to its end is only in `tests`. */
export function tally(
  results: Iterable<TestResult>,
): Pick<TestSummary, "tests" | "passed" | "failed" | "skipped"> {
  const count = { tests: 0, passed: 0, failed: 0, skipped: 0 }
  for (const { status } of results) {
    count.tests++
    if (status === "passed") count.passed++
    else if (status === "failed") count.failed++
    else if (status !== "other") count.skipped++
  }
  return count
}
