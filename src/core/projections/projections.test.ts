import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { AiInteractionQuality, AiSession } from "../../protocol/ai-session.ts"
import { AssistancePolicy } from "../../protocol/assistance.ts"
import type { Actor, Changes, Draft, JournalEvent } from "../../protocol/events.ts"
import { aiSessions, evolveAiSessions, NO_AI_SESSIONS } from "./ai-session.ts"
import { evolveQuality, NO_QUALITY, qualityMetrics } from "./interaction-quality.ts"

const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const AGENT: Actor = { kind: "agent", id: "agent" }
const SYSTEM: Actor = { kind: "system", id: "policy" }
const ASSESSOR: Actor = { kind: "assessor", id: "assessor" }
const language = "python" as const
const path = "a.py"
const usage = { input: 10, cacheRead: 20, cacheWrite: 30, output: 40, microDollars: 5 }

type Act = { at: number; by: Actor } & Pick<Draft, "type" | "data">

let length = 0
const edit = (at: number, by: Actor, characters: number): Act => {
  const changes: Changes = length > 0 ? [length, [0, "x".repeat(characters)]] : [[0, "x".repeat(characters)]]
  length += characters
  return {
    at,
    by,
    type: "doc.changed",
    data: { language, path, version: 1, updates: [{ clientID: "w", changes }] },
  }
}
const message = (at: number, score: number, features: string[]): Act => ({
  at,
  by: CANDIDATE,
  type: "chat.message",
  data: { message: `m${at}`, text: "?", language, looking: null, attached: [], quality: { score, features } },
})
const run = (at: number, by: Actor): Act => ({
  at,
  by,
  type: "test.started",
  data: { run: `${at}`, language, only: [] },
})
const answered = (at: number): Act => ({
  at,
  by: AGENT,
  type: "chat.result",
  data: { turn: "t", call: `${at}`, ok: true, text: "" },
})
/** A turn that asks twice, edits in two pieces by one call, runs the tests, and ends. */
const turn = (at: number): Act[] => [
  { at, by: AGENT, type: "chat.started", data: { turn: "t" } },
  { at, by: AGENT, type: "chat.asked", data: { turn: "t", model: "m", level: "full-copilot" } },
  { at: at + 10, by: AGENT, type: "chat.tool", data: { turn: "t", block: 0, call: "c", tool: "Write" } },
  edit(at + 11, AGENT, 30),
  edit(at + 12, AGENT, 30),
  answered(at + 13),
  { at: at + 14, by: AGENT, type: "chat.stepped", data: { turn: "t", stop: "tools", usage, seals: {} } },
  run(at + 15, AGENT),
  answered(at + 16),
  { at: at + 16, by: AGENT, type: "chat.asked", data: { turn: "t", model: "m", level: "full-copilot" } },
  { at: at + 46, by: AGENT, type: "chat.delta", data: { turn: "t", block: 0, kind: "text", text: "Done" } },
  { at: at + 47, by: AGENT, type: "chat.delta", data: { turn: "t", block: 0, kind: "text", text: "." } },
  { at: at + 48, by: AGENT, type: "chat.stepped", data: { turn: "t", stop: "end", usage, seals: {} } },
  { at: at + 50, by: AGENT, type: "chat.ended", data: { turn: "t", outcome: "done" } },
]
const verdict = (at: number, of: "accepted" | "rejected"): Act => ({
  at,
  by: CANDIDATE,
  type: "review.decided",
  data: { language, path, version: 1, verdict: of, hunk: null, after: "x", before: "" },
})

function story(): JournalEvent[] {
  length = 0
  const acts: Act[] = [
    { at: 1, by: CANDIDATE, type: "session.started", data: {} },
    { at: 2, by: CANDIDATE, type: "question.opened", data: { language } },
    { at: 3, by: SYSTEM, type: "doc.opened", data: { language, path, text: "", eol: "\n" } },
    edit(10, CANDIDATE, 40),
    { at: 20, by: SYSTEM, type: "nudge.offered", data: { nudge: "n1", kind: "failing" } },
    { at: 21, by: CANDIDATE, type: "nudge.dismissed", data: { nudge: "n1" } },
    {
      at: 30,
      by: SYSTEM,
      type: "level.proposed",
      data: { nudge: "n2", from: "consultant", to: "pair-programming", reason: "stuck" },
    },
    {
      at: 31,
      by: CANDIDATE,
      type: "level.changed",
      data: { from: "consultant", to: "pair-programming", reason: "stuck" },
    },
    message(40, 2, ["specific", "one-goal"]),
    ...turn(100),
    run(200, CANDIDATE),
    verdict(210, "accepted"),
    verdict(211, "rejected"),
    message(220, 1, []),
    ...turn(300),
    ...turn(400),
    { at: 500, by: CANDIDATE, type: "terminal.input", data: { terminal: "s", data: btoa("ls") } },
    {
      at: 510,
      by: ASSESSOR,
      type: "level.changed",
      data: { from: "pair-programming", to: "full-copilot", reason: "asked" },
    },
  ]
  const created = createdDraft({ assistance: AssistancePolicy.parse({}) })
  return [
    stored(created, 1),
    ...acts.map(({ at, by, ...act }, index) =>
      stored({ actor: by, question: at > 1 ? "q1" : null, ...act } as Draft, index + 2, at),
    ),
  ]
}

const sessionsOf = (events: readonly JournalEvent[]) =>
  aiSessions(events.reduce(evolveAiSessions, NO_AI_SESSIONS))
const metricsOf = (events: readonly JournalEvent[]) =>
  qualityMetrics(events.reduce(evolveQuality, NO_QUALITY))

test("[PROJ1] the first product's session row counts what happened, and no more", () => {
  const [row, ...others] = sessionsOf(story())
  expect(others).toEqual([])
  expect(AiSession.parse(row)).toEqual(row)
  expect(row).toMatchObject({
    id: "s1:q1",
    sessionRecordingId: "s1",
    initialHelpfulness: "consultant",
    currentHelpfulness: "full-copilot",
    autoEscalationTime: 31,
    proactiveSuggestionsCount: 2,
    autonomousTestRuns: 3,
    fileModificationsCount: 3,
    averageLatency: 20,
    totalTokensUsed: 600,
    microDollars: 30,
    createdAt: 2,
    updatedAt: 510,
    messages: 2,
    turns: 3,
    nudges: { offered: 2, accepted: 1, dismissed: 1 },
    hunks: { accepted: 1, rejected: 1 },
    authorship: { candidate: 40, agent: 180, starter: 0 },
  })
  expect(row!.levels.map(({ level, by, reason }) => [level, by, reason])).toEqual([
    ["consultant", "system", "start"],
    ["pair-programming", "candidate", "stuck"],
    ["full-copilot", "assessor", "asked"],
  ])
})

test("[PROJ2] each figure of quality stands on the events it was made from", () => {
  const events = story()
  const metrics = metricsOf(events)
  for (const metric of metrics) {
    expect(AiInteractionQuality.parse(metric)).toEqual(metric)
    expect(metric.evidence.length).toBeGreaterThan(0)
    expect(metric.timestamp).toBe(Math.max(...metric.evidence.map((seq) => events[seq - 1]!.at)))
  }
  expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length)
  expect(metrics.map(({ metricType, score }) => [metricType, score])).toEqual([
    ["prompt-quality", 2],
    ["prompt-quality", 1],
    ["acceptance", 0.5],
    ["verification", 1 / 3],
    ["agent-authorship", 180 / 220],
    ["help-taken", 0.5],
  ])
  const [first] = metrics
  expect(first).toMatchObject({ aiSessionId: "s1:q1", description: "specific, one-goal" })
  expect(events[first!.evidence[0]! - 1]!.type).toBe("chat.message")
})

test("[PROJ1] [PROJ2] a question that was left keeps its row and figures; the next begins from none", () => {
  const events = story()
  const next: Draft = { actor: CANDIDATE, question: "q2", type: "question.opened", data: { language } }
  const both = [...events, stored(next, events.length + 1, 600)]
  expect(metricsOf(both)).toEqual(metricsOf(events))
  const [first, second] = sessionsOf(both)
  expect(first).toEqual(sessionsOf(events)[0])
  expect(second).toMatchObject({
    question: "q2",
    currentHelpfulness: "consultant",
    turns: 0,
    totalTokensUsed: 0,
  })
})

test("[PROJ1] [PROJ2] an interview without an agent has neither", () => {
  const events = [stored(createdDraft(), 1), ...story().slice(1)]
  expect([sessionsOf(events), metricsOf(events)]).toEqual([[], []])
})

test("[PROJ1] a price that is not known makes the sum's unknown", () => {
  const events = story()
  const unknown: Draft = {
    actor: AGENT,
    question: "q1",
    type: "chat.stepped",
    data: { turn: "t", stop: "end", usage: { ...usage, microDollars: null }, seals: {} },
  }
  const [row] = sessionsOf([...events, stored(unknown, events.length + 1, 700)])
  expect(row).toMatchObject({ microDollars: null, totalTokensUsed: 700 })
})
