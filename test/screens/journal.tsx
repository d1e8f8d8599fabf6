/** Interviews for the screens, each folded from events as a real one is. */
import { begin, evolve, type SessionState } from "../../src/core/session.ts"
import type { TestResult } from "../../src/protocol/ctrf.ts"
import type { Actor, Draft, JournalEvent } from "../../src/protocol/events.ts"

export const MINUTE = 60_000
export const candidate: Actor = { kind: "candidate", id: "candidate" }
export const assessor: Actor = { kind: "assessor", id: "assessor" }
export const system: Actor = { kind: "system", id: "server" }
const digest = "0".repeat(64)

const CONSENT = `This interview is **recorded**, so that people can judge your work by what you did and not by memory.

### What is recorded
- every edit in the files, and what you type and see in the shell
- each test run and its results
- whether this window has the focus, and how much text was pasted

Your camera, microphone, screen and other windows are **not** recorded.

### Who sees it
The assessors of this interview, who may also watch live. You see when they do. The record is kept for 180 days.

### Your rights
You can get a copy of the record, add notes to it, and have your personal data erased. Any score is advice with evidence; a person decides.`

const created: Extract<Draft, { type: "session.created" }> = {
  actor: system,
  question: null,
  type: "session.created",
  data: {
    title: "Backend engineer, first round",
    candidate: { name: "Robin Okafor" },
    team: "Northwind",
    durationMs: 90 * MINUTE,
    questions: [
      {
        id: "shared-tab",
        version: digest,
        title: "The shared tab",
        languages: ["python", "javascript", "typescript", "go"],
        minutes: 30,
      },
      {
        id: "alert-storms",
        version: digest,
        title: "Alert storms",
        languages: ["python", "go"],
        minutes: 25,
      },
      {
        id: "lease-queue",
        version: digest,
        title: "A queue with leases",
        languages: ["python"],
        minutes: 35,
      },
    ],
    watchersVisible: true,
    consent: { text: CONSENT, digest },
  },
}

export type Step = Draft & { after?: number }
export const step = (draft: Draft, after = 1_000): Step => ({ ...draft, after })

export const consented = step({
  actor: candidate,
  question: null,
  type: "session.consented",
  data: { digest },
})
export const started = step({ actor: candidate, question: null, type: "session.started", data: {} })
export const opened = (question: string, language: "python" | "go" = "python") =>
  step({ actor: candidate, question, type: "question.opened", data: { language } })
export const submitted = (question: string, after = 20 * MINUTE) =>
  step(
    { actor: candidate, question, type: "question.submitted", data: { language: "python", by: "candidate" } },
    after,
  )
export const graded = (question: string, passed: number, total: number) =>
  step({
    actor: system,
    question,
    type: "question.graded",
    data: {
      language: "python",
      outcome: "graded",
      visible: { passed, total },
      hidden: { passed: 6, total: 9 },
    },
  })
export const notGraded = (question: string) =>
  step({
    actor: system,
    question,
    type: "question.graded",
    data: {
      language: "python",
      outcome: "failed",
      visible: { passed: 0, total: 0 },
      hidden: { passed: 0, total: 0 },
      message: "The grading sandbox could not run.",
    },
  })
export const submittedByClock = (question: string, after = 20 * MINUTE) =>
  step(
    { actor: system, question, type: "question.submitted", data: { language: "python", by: "clock" } },
    after,
  )
export const extended = step(
  {
    actor: assessor,
    question: null,
    type: "session.extended",
    data: { byMs: 10 * MINUTE, reason: "The network was down" },
  },
  MINUTE,
)
export const pasted = (characters: number, inside = false, after = 20_000) =>
  step(
    {
      actor: candidate,
      question: "shared-tab",
      type: "presence.paste",
      data: { path: "tab/money.py", characters, inside, clientAt: 0 },
    },
    after,
  )
export const uploaded = (path: string, size: number) =>
  step(
    {
      actor: candidate,
      question: "shared-tab",
      type: "file.created",
      data: { language: "python", path, kind: "file", size, digest },
    },
    MINUTE,
  )
export const focused = (focused: boolean, after = 40_000) =>
  step(
    {
      actor: candidate,
      question: "shared-tab",
      type: "presence.focus",
      data: { focused, clientAt: 0 },
    },
    after,
  )
export const paused = step(
  {
    actor: assessor,
    question: "shared-tab",
    type: "session.paused",
    data: { reason: "Fire alarm in our building; we are back in ten minutes." },
  },
  3 * MINUTE,
)
export const ended = (reason: "submitted" | "expired" | "ended-by-assessor") =>
  step({ actor: system, question: null, type: "session.ended", data: { reason } })
export const wait = (after: number) =>
  step(
    { actor: candidate, question: null, type: "presence.focus", data: { focused: true, clientAt: 0 } },
    after,
  )
export const terminalOpened = step({
  actor: candidate,
  question: "shared-tab",
  type: "terminal.opened",
  data: { language: "python", terminal: "t1", cols: 100, rows: 12 },
})

const TESTS = [
  ["test_an_even_split_is_exact", 4],
  ["test_the_first_people_carry_the_extra_cents", 12],
  ["test_a_refund_undoes_its_expense", 3],
  ["test_balances_sum_to_zero", 6],
  ["test_each_group_has_labels_of_its_own", 2],
  ["test_pages_do_not_repeat_expenses", 9],
  ["test_a_statement_is_formatted", 5],
  ["test_a_large_group_is_fast", 0],
] as const

const DETAILS: Record<number, Partial<TestResult>> = {
  1: {
    message: "assert [334, 334, 334] == [334, 333, 333]",
    expected: "[\n  334,\n  333,\n  333\n]",
    actual: "[\n  334,\n  334,\n  334\n]",
    trace:
      "tests/test_tab.py:21: in test_the_first_people_carry_the_extra_cents\n    assert split(1000, 3) == [334, 333, 333]\ntab/money.py:10: in split\n    share = round(amount / people)",
  },
  4: {
    message: "AssertionError: 'taxi' is in the other group's labels",
    output: "labels of lisbon: ['food', 'rent', 'taxi']\nlabels of porto: ['food', 'rent', 'taxi']\n",
    trace: "tests/test_tab.py:44: in test_each_group_has_labels_of_its_own\ntab/group.py:21: in add_label",
  },
}

const idOf = (index: number) => `tests/test_tab.py::${TESTS[index]![0]}`
const testOf = (index: number) => ({
  id: idOf(index),
  name: TESTS[index]![0],
  suite: [] as string[],
  filePath: "tests/test_tab.py",
  line: 8 + index * 9,
})

export const runStarted = step({
  actor: candidate,
  question: "shared-tab",
  type: "test.started",
  data: { run: "r1", language: "python", only: [] },
})
export const collected = step({
  actor: system,
  question: "shared-tab",
  type: "test.collected",
  data: { run: "r1", tests: TESTS.map((_, index) => testOf(index)) },
})

/** Results of the first `upTo` tests; those in `failing` fail, the last is skipped. */
export function results(upTo: number, failing: readonly number[]): Step[] {
  return TESTS.slice(0, upTo).map(([, ms], index) => {
    const status = failing.includes(index)
      ? "failed"
      : index === 7 && failing.length > 0
        ? "skipped"
        : "passed"
    const result = {
      ...testOf(index),
      status,
      duration: ms,
      ...(status === "failed" && DETAILS[index]),
    } as const
    return step(
      { actor: system, question: "shared-tab", type: "test.result", data: { run: "r1", result } },
      40,
    )
  })
}

/** What a run that was cut tells of the tests from `from` on. */
export function unfinished(from: number): Step[] {
  return TESTS.slice(from).map((_, index) => {
    const message = index === 0 ? "The run was stopped." : "Did not run: the run was stopped."
    const result = { ...testOf(from + index), status: "other", duration: 0, message } as const
    return step({ actor: system, question: "shared-tab", type: "test.result", data: { run: "r1", result } })
  })
}

/** A suite of this many tests, every third of which failed. */
export function many(number: number): Step[] {
  const tests = Array.from({ length: number }, (_, index) => ({
    ...testOf(index % TESTS.length),
    id: `tests/test_many.py::test_${index}`,
    name: `test_number_${index}`,
  }))
  const at = { actor: system, question: "shared-tab" } as const
  return [
    step({ ...at, type: "test.collected", data: { run: "r1", tests } }),
    ...tests.map((test, index) => {
      const result = { ...test, status: index % 3 === 0 ? "failed" : "passed", duration: 1 } as const
      return step({ ...at, type: "test.result", data: { run: "r1", result } })
    }),
  ]
}

export const edited = step({
  actor: candidate,
  question: "shared-tab",
  type: "doc.changed",
  data: {
    language: "python",
    path: "tab/money.py",
    version: 1,
    updates: [{ clientID: "c1", changes: [[0, "x"]] }],
  },
})

type Finished = Extract<Draft, { type: "test.finished" }>["data"]

export function finished(
  outcome: Finished["outcome"],
  more: Partial<Pick<Finished, "message" | "output" | "reason">> & { running?: number[] } = {},
  tookMs = 412,
): Step {
  const { running, ...rest } = more
  const summary = {
    tests: 8,
    passed: 0,
    failed: 0,
    skipped: 0,
    pending: 0,
    other: 0,
    start: Date.now() - tookMs,
    stop: Date.now(),
  }
  return step({
    actor: system,
    question: "shared-tab",
    type: "test.finished",
    data: { run: "r1", outcome, summary, ...rest, ...(running && { running: running.map(idOf) }) },
  })
}

type Created = (typeof created)["data"]

const journals = new WeakMap<SessionState, readonly JournalEvent[]>()

/** The events that `play` made a state of. */
export function journalOf(state: SessionState | null): readonly JournalEvent[] {
  return (state && journals.get(state)) ?? []
}

/** The state after these steps, the last of which happened just now. */
export function play(...steps: readonly Step[]): SessionState {
  return playWith({}, ...steps)
}

/** The same where the assessment says more. */
export function playWith(more: Partial<Created>, ...steps: readonly Step[]): SessionState {
  const whole = steps.reduce((sum, { after = 0 }) => sum + after, 0)
  let at = Date.now() - whole
  const first: JournalEvent = {
    ...created,
    data: { ...created.data, ...more },
    session: "demo",
    seq: 1,
    at,
    v: 1,
  }
  const rest = steps.map(({ after = 0, ...draft }, index): JournalEvent => {
    at += after
    return { ...draft, session: "demo", seq: index + 2, at, v: 1 }
  })
  const state = rest.reduce(evolve, begin(first))
  journals.set(state, [first, ...rest])
  return state
}
