import { expect, test } from "vitest"
import { CANDIDATE, createTestLog, openTestLog, type TestLog } from "../../../test/support/log.ts"
import { waits } from "../../core/chat.ts"
import { answerNudge, muteNudges, setLevel } from "../../core/help/answers.ts"
import { HELP_RULES as RULES } from "../../core/help/rules.ts"
import { beginHelp, evolveHelp } from "../../core/help/signals.ts"
import { AssistancePolicy } from "../../protocol/assistance.ts"
import type { Actor, Draft, JournalEvent } from "../../protocol/events.ts"
import { createMonitor } from "./monitor.ts"

const SYSTEM: Actor = { kind: "system", id: "test" }
const ASSESSOR: Actor = { kind: "assessor", id: "assessor" }
const question = "q1"

const begun: Draft = {
  actor: SYSTEM,
  question: null,
  type: "agent.begun",
  data: { model: { name: "Built-in coach", languageModel: false }, context: {} },
}
const opening: Draft[] = [
  { actor: CANDIDATE, question: null, type: "session.consented", data: { digest: "0".repeat(64) } },
  { actor: CANDIDATE, question: null, type: "session.started", data: {} },
  { actor: CANDIDATE, question, type: "question.opened", data: { language: "python" } },
]

function interview(policy: object = {}, more: readonly Draft[] = [begun]): TestLog {
  return createTestLog([...opening, ...more], { assistance: AssistancePolicy.parse(policy) })
}

function watch(of: TestLog) {
  const help = of.events.reduce(evolveHelp, beginHelp())
  return createMonitor({ log: of.log, help, clock: of.clock })
}

/** A whole run of the candidate's that fails in one test, all recorded at one moment. */
function failedRun(run: string): Draft[] {
  const at = 0
  const counts = { tests: 3, passed: 2, failed: 1, skipped: 0, pending: 0, other: 0, start: at, stop: at }
  const name = "test_edges"
  const message = "AssertionError: 2"
  const result = {
    id: name,
    name,
    suite: [],
    filePath: "t.py",
    status: "failed" as const,
    duration: 1,
    message,
  }
  const data = { run, outcome: "failed" as const, summary: counts }
  return [
    { actor: CANDIDATE, question, type: "test.started", data: { run, language: "python", only: [] } },
    { actor: CANDIDATE, question, type: "test.result", data: { run, result } },
    { actor: CANDIDATE, question, type: "test.finished", data },
  ]
}

async function fail(of: TestLog, times: number, everyMs = 20_000): Promise<void> {
  for (let run = 0; run < times; run++) {
    of.clock.advance(everyMs)
    await of.log.record(failedRun(`${of.clock.now()}`))
    await of.log.settled()
  }
}

const decided = ({ events }: TestLog): JournalEvent[] => events.filter(({ actor }) => actor.id === "policy")
const typesOf = (of: TestLog): string[] => decided(of).map(({ type }) => type)

test("[HELP10] three failures in two minutes are answered by one offer, recorded with its reason", async () => {
  const it = interview()
  const monitor = watch(it)
  await fail(it, 3)
  await expect.poll(() => typesOf(it)).toEqual(["nudge.offered"])
  expect(decided(it)[0]).toMatchObject({ question, actor: { kind: "system" }, data: { kind: "failing" } })
  await fail(it, 1, 1_000)
  expect(typesOf(it)).toEqual(["nudge.offered"])
  monitor.close()
})

test("[HELP10] one decision, also while it is still being stored", async () => {
  const it = interview()
  const monitor = watch(it)
  await fail(it, 2)
  it.clock.advance(20_000)
  // Told one after another, and looked at after each.
  const runs = ["last", "one more", "and another"].map((run) => it.log.record(failedRun(run)))
  await Promise.all(runs)
  await it.log.settled()
  expect(typesOf(it)).toEqual(["nudge.offered"])
  monitor.close()
})

test("[HELP10] what is due with time alone comes with time alone", async () => {
  const it = interview()
  const monitor = watch(it)
  await fail(it, 2, 130_000)
  expect(typesOf(it)).toEqual([])
  it.clock.advance(RULES.debugging.stillMs - 1)
  expect(typesOf(it)).toEqual([])
  it.clock.advance(1)
  await expect.poll(() => typesOf(it)).toEqual(["nudge.offered"])
  monitor.close()
})

test("[HELP11] nothing is decided without an agent, while it is held or at work, after its end, or in a pause", async () => {
  const act = (type: "agent.paused" | "agent.resumed", actor = ASSESSOR): Draft => ({
    actor,
    question,
    type,
    data: {},
  })
  const ended: Draft = { actor: ASSESSOR, question, type: "agent.ended", data: { reason: "assessor" } }
  const turn: Draft = { actor: SYSTEM, question, type: "chat.started", data: { turn: "t1" } }
  const paused: Draft = { actor: ASSESSOR, question, type: "session.paused", data: { reason: "" } }
  for (const more of [[], [begun, act("agent.paused")], [begun, ended], [begun, turn], [begun, paused]]) {
    const it = interview({}, more)
    const monitor = watch(it)
    await fail(it, 3)
    it.clock.advance(600_000)
    await it.log.settled()
    expect(typesOf(it)).toEqual([])
    monitor.close()
  }
  const held = interview({}, [begun, act("agent.paused")])
  const monitor = watch(held)
  await fail(held, 3)
  await held.log.record([act("agent.resumed")])
  await expect.poll(() => typesOf(held)).toEqual(["nudge.offered"])
  monitor.close()
})

test("[HELP12] a server that takes the interview up decides as the one before would have", async () => {
  const decisions: unknown[] = []
  for (const killed of [false, true]) {
    let it = interview({ changes: "automatic" })
    let monitor = watch(it)
    for (let round = 0; round < 20; round++) {
      await fail(it, 1, 35_000)
      await it.log.settled()
      if (!killed) continue
      monitor.close()
      it = openTestLog(it.events, it.clock)
      monitor = watch(it)
      await it.log.settled()
    }
    monitor.close()
    decisions.push(decided(it).map(({ seq, at, type, data }) => ({ seq, at, type, data })))
  }
  expect(decisions[1]).toEqual(decisions[0])
  expect(decisions[0]).toContainEqual(expect.objectContaining({ type: "level.changed" }))
})

async function carryOut(of: TestLog, decision: ReturnType<typeof answerNudge>): Promise<string> {
  if (!decision.ok) return decision.code
  await of.log.record(decision.events)
  await of.log.settled()
  return of.events.at(-1)!.type
}

function lastNudge({ events }: TestLog): string {
  const nudge = events.findLast(({ type }) => type === "nudge.offered" || type === "level.proposed")
  return nudge && "nudge" in nudge.data ? nudge.data.nudge : ""
}

test("[HELP13] an offer is answered once, by its name", async () => {
  for (const [accept, event] of [
    [true, "nudge.accepted"],
    [false, "nudge.dismissed"],
  ] as const) {
    const it = interview()
    const monitor = watch(it)
    await fail(it, 3)
    await it.log.settled()
    const answer = (nudge: string) => carryOut(it, answerNudge(it.log.head, nudge, accept, CANDIDATE))
    expect(await answer("another")).toBe("nudge-unknown")
    expect(await answer(lastNudge(it))).toBe(event)
    expect(await answer(lastNudge(it))).toBe("nudge-unknown")
    monitor.close()
  }
})

test("[HELP13] a proposed level that is accepted is the candidate's change with the policy's reason", async () => {
  const it = interview({ proactive: true })
  const monitor = watch(it)
  for (let round = 0; round < 16 && it.events.at(-1)!.type !== "level.proposed"; round++) {
    await fail(it, 1, 35_000)
    await it.log.settled()
    const last = it.events.at(-1)!
    if (last.type === "nudge.offered")
      await carryOut(it, answerNudge(it.log.head, last.data.nudge, false, CANDIDATE))
  }
  const before = it.log.head
  expect(await carryOut(it, answerNudge(it.log.head, lastNudge(it), true, CANDIDATE))).toBe("level.changed")
  expect(it.events.at(-1)).toMatchObject({
    actor: CANDIDATE,
    data: { from: "consultant", to: "pair-programming", reason: "stuck" },
  })
  expect(it.log.head.agent!.level.now).toBe("pair-programming")
  // Nothing was asked: no turn begins on it.
  expect(waits(it.log.head.chat)).toBe(false)
  // Had an assessor spoken before the candidate did, their word would stand.
  const other = openTestLog(it.events.slice(0, before.seq), it.clock)
  expect(await carryOut(other, setLevel(other.log.head, "full-copilot", ASSESSOR))).toBe("level.changed")
  expect(await carryOut(other, answerNudge(other.log.head, lastNudge(other), true, CANDIDATE))).toBe(
    "nudge-unknown",
  )
  monitor.close()
})

test("[HELP13] commands that do not fit the moment are refused by name", () => {
  const at = (policy: object, more: Draft[] = [begun]) => interview(policy, more).log.head
  const code = (decision: ReturnType<typeof muteNudges>) => (decision.ok ? "ok" : decision.code)
  expect(code(muteNudges(at({ mayMute: false }), true, CANDIDATE))).toBe("nudges-required")
  expect(code(muteNudges(at({}), true, CANDIDATE))).toBe("ok")
  expect(code(muteNudges(at({}), false, CANDIDATE))).toBe("already-done")
  expect(code(setLevel(at({}), "consultant", ASSESSOR))).toBe("level-fixed")
  expect(
    code(setLevel(at({ range: { lowest: "consultant", highest: "consultant" } }), "full-copilot", ASSESSOR)),
  ).toBe("ok")
  expect(code(setLevel(createTestLog(opening).log.head, "full-copilot", ASSESSOR))).toBe("agent-absent")
  const paused: Draft = { actor: ASSESSOR, question, type: "session.paused", data: { reason: "" } }
  expect(code(muteNudges(at({}, [begun, paused]), true, CANDIDATE))).toBe("session-paused")
  expect(code(answerNudge(createTestLog([]).log.head, "n", true, CANDIDATE))).toBe("session-not-running")
})
