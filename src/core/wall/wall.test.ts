import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { AssistancePolicy } from "../../protocol/assistance.ts"
import type { Actor, Draft } from "../../protocol/events.ts"
import { BUCKET_MS, BUCKETS } from "../../protocol/wall.ts"
import { changedBuckets, withBuckets } from "./activity.ts"
import { signalsOf } from "./signals.ts"
import { beginWall, evolveWall, withoutPeople, withSandbox } from "./wall.ts"
import type { WallState } from "./wall.ts"

const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const AGENT: Actor = { kind: "agent", id: "agent" }
const SYSTEM: Actor = { kind: "system", id: "server" }
const MINUTE = 60_000

/** One question, an hour, with an agent. */
function begun(): WallState {
  return beginWall(stored(createdDraft({ assistance: AssistancePolicy.parse({ proactive: false }) }), 1))
}

type Step = [at: number, type: Draft["type"], data?: object, actor?: Actor]

function after(state: WallState, ...steps: Step[]): WallState {
  return steps.reduce((before, [at, type, data = {}, actor = SYSTEM], index) => {
    const draft = { actor, question: "q1", type, data } as Draft
    return evolveWall(before, stored(draft, index + 2, at))
  }, state)
}

const joined = (client: string, role: string, name: string): object => ({ client, role, name })
const START: Step[] = [
  [1_000, "presence.joined", joined("w1", "candidate", "Ada"), CANDIDATE],
  [2_000, "session.consented", { digest: "" }, CANDIDATE],
  [3_000, "session.started", {}, CANDIDATE],
  [3_000, "question.opened", { language: "python" }],
]
const typed = (at: number, actor = CANDIDATE): Step => [at, "doc.changed", { path: "a.py" }, actor]

function run(at: number, failed: readonly string[], passed = 1): Step[] {
  const id = `run-${at}`
  const all = failed.length + passed
  const tests = Array.from({ length: all }, (_, index) => ({ id: `t${index}` }))
  return [
    [at, "test.started", { run: id, language: "python", only: [] }, CANDIDATE],
    [at, "test.collected", { run: id, tests }],
    ...failed.map((message, index): Step => {
      return [at, "test.result", { run: id, result: { id: `t${index}`, status: "failed", message } }]
    }),
    [
      at + 500,
      "test.finished",
      {
        run: id,
        outcome: failed.length > 0 ? "failed" : "passed",
        summary: {
          tests: all,
          passed,
          failed: failed.length,
          skipped: 0,
          pending: 0,
          other: 0,
          start: 0,
          stop: 0,
        },
      },
    ],
  ]
}

test("[BOARD1] a row tells phase, clock, question, progress, run, level, agent, presence and last act", () => {
  const { row } = after(begun(), ...START, [4_000, "presence.joined", joined("w2", "assessor", "Bo")])
  expect(row).toMatchObject({
    candidate: "Ada",
    title: "Trial",
    phase: "running",
    phaseSince: 3_000,
    clock: { durationMs: 3_600_000, spentMs: 0, runningSince: 3_000 },
    question: { index: 0, language: "python" },
    submitted: 0,
    here: { yes: true, since: 1_000 },
    watchers: ["Bo"],
    agent: { state: "waiting", level: "consultant" },
    last: { type: "question.opened", at: 3_000 },
  })
  const state = after(
    after(begun(), ...START),
    [5_000, "agent.begun", { model: { provider: "coach", model: "coach" }, context: {} }],
    [6_000, "chat.started", { turn: "t" }, AGENT],
    [7_000, "level.changed", { from: "consultant", to: "full-copilot", reason: "asked" }],
    ...run(8_000, ["ValueError: x"], 3),
    [9_000, "chat.ended", { turn: "t", outcome: "failed" }, AGENT],
    [10_000, "session.paused", { reason: "alarm" }],
  )
  expect(state.row).toMatchObject({
    agent: { state: "failed", level: "full-copilot", since: 9_000 },
    run: { status: "failed", tests: 4, passed: 3, failed: 1, partial: false },
    phase: "paused",
    clock: { spentMs: 7_000, runningSince: null },
  })
  expect(
    after(state, [11_000, "question.submitted", { language: "python", by: "candidate" }]).row,
  ).toMatchObject({ question: null, submitted: 1 })
})

test("[BOARD2] what is typed, printed and streamed leaves the row the same object and counts as activity by its actor", () => {
  const before = after(begun(), ...START)
  const state = after(
    before,
    typed(20_000),
    typed(20_100),
    typed(20_200, AGENT),
    [20_300, "terminal.output", { terminal: "t", offset: 0, head: "" }, { kind: "shell", id: "t" }],
    typed(20_000 + BUCKET_MS),
    [50_000, "snapshot.taken", { language: "python", files: [] }],
  )
  expect(state.row).toBe(before.row)
  expect(state.activity.buckets.slice(-2)).toEqual([
    [2, 2, 1, 0, 1],
    [3, 1, 0, 0, 0],
  ])
  expect(state.activity).toMatchObject({
    actedAt: 30_000,
    doing: { by: "candidate", what: "text", at: 30_000 },
  })
})

test("[BOARD2] only stretches that changed are told, and join those known; old ones fall off", () => {
  const first = after(begun(), typed(5_000), typed(15_000)).activity
  const second = after(begun(), typed(5_000), typed(15_000), typed(16_000)).activity
  expect(changedBuckets(null, first)).toEqual(first.buckets)
  const next = after({ ...begun(), activity: first }, typed(16_000)).activity
  expect(changedBuckets(first, next)).toEqual([[1, 2, 0, 0, 0]])
  expect(withBuckets(first.buckets, changedBuckets(first, next))).toEqual(second.buckets)
  const later = after({ ...begun(), activity: first }, typed(BUCKETS * BUCKET_MS + 15_000)).activity
  expect(later.buckets.map(([number]) => number)).toEqual([BUCKETS + 1])
})

test("[BOARD3] a row holds nothing of notes and ratings", () => {
  const before = after(begun(), ...START)
  const state = after(
    before,
    [
      20_000,
      "assessor.noted",
      { note: "n", name: "Bo", text: "secret", moment: null },
      { kind: "assessor", id: "b" },
    ],
    [
      20_000,
      "assessor.rated",
      { criterion: 0, name: "Bo", level: 1, text: "secret" },
      { kind: "assessor", id: "b" },
    ],
  )
  expect(state.row).toBe(before.row)
  expect(state.activity).toBe(before.activity)
})

test("[BOARD4] runs that fail alike say that the candidate is stuck, until one passes", () => {
  const fail = ["ValueError: x", "ValueError: y"]
  const state = after(begun(), ...START, ...run(10_000, fail), ...run(20_000, fail), ...run(30_000, fail))
  expect(state.row.stuckSince).toBe(30_500)
  expect(signalsOf(state.row, 30_500, 31_000)).toEqual([{ kind: "stuck", since: 30_500 }])
  const passed = after(state, ...run(40_000, [], 3))
  expect(passed.row).toMatchObject({ stuckSince: null, debugging: false })
  const twice = after(begun(), ...START, ...run(10_000, fail), ...run(20_000, fail))
  expect(signalsOf(twice.row, 20_500, 21_000)).toEqual([])
  expect(signalsOf(twice.row, 20_500, 20_500 + 90_000)).toMatchObject([{ kind: "stuck" }])
})

test("[BOARD4] offline, a failed sandbox or agent, a spent budget, little time and long idleness need a person", () => {
  const state = after(begun(), ...START)
  const kinds = ({ row }: WallState, now: number, actedAt: number | null = now) =>
    signalsOf(row, actedAt, now).map(({ kind }) => kind)
  expect(kinds(state, 10_000)).toEqual([])
  expect(kinds(withSandbox(state, "failed", 5_000), 10_000)).toEqual(["sandbox-failed"])
  const gone = after(state, [20_000, "presence.left", { client: "w1" }, CANDIDATE])
  expect(kinds(gone, 30_000)).toEqual([])
  expect(kinds(gone, 36_000)).toEqual(["offline"])
  expect(kinds(state, 10 * MINUTE, 2 * MINUTE)).toEqual(["idle"])
  const asked = after(
    state,
    [1 * MINUTE, "agent.begun", { model: { name: "coach", languageModel: false }, context: {} }],
    [2 * MINUTE, "chat.started", { turn: "t" }, AGENT],
  )
  expect(kinds(asked, 10 * MINUTE, 2 * MINUTE)).toEqual([])
  expect(kinds(state, 58 * MINUTE)).toEqual(["time"])
  const spent = after(state, [5_000, "agent.ended", { reason: "budget" }])
  expect(kinds(spent, 10_000)).toEqual(["agent-spent"])
  const paused = after(gone, [60 * MINUTE, "session.paused", { reason: "" }])
  expect(kinds(paused, 70 * MINUTE)).toEqual([])
  const ended = after(gone, [60 * MINUTE, "session.ended", { reason: "expired" }])
  expect(kinds(ended, 70 * MINUTE)).toEqual([])
  expect(signalsOf({ ...gone.row, live: false }, null, 36_000)).toEqual([])
})

test("[BOARD5] a room that is opened anew has nobody in it, whatever its last server saw", () => {
  const state = after(begun(), ...START, [4_000, "presence.joined", joined("w2", "viewer", "Bo")])
  const opened = withoutPeople(state, 9_000)
  expect(opened.row).toMatchObject({ here: { yes: false, since: 9_000 }, watchers: [] })
  const back = after(opened, [10_000, "presence.joined", joined("w1", "candidate", "Ada"), CANDIDATE])
  expect(back.row.here).toEqual({ yes: true, since: 10_000 })
})
