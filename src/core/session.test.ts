import { expect, test } from "vitest"
import { createdDraft, stored } from "../../test/support/created.ts"
import type { Language, TestResult } from "../protocol/ctrf.ts"
import type { Actor, Draft } from "../protocol/events.ts"
import { decide, type SessionCommand } from "./decide.ts"
import { listResults } from "./run-results.ts"
import { begin, evolve, openQuestion, tally, type SessionState } from "./session.ts"
import { isVisible } from "./visibility.ts"

const candidate: Actor = { kind: "candidate", id: "c" }
const system: Actor = { kind: "system", id: "server" }
const digest = "0".repeat(64)
const language = "python"

const created = (...questions: [Language, ...Language[]][]): SessionState => {
  const offered = questions.map((languages, index) => ({
    id: `q${index + 1}`,
    version: digest,
    title: "One",
    languages,
    minutes: 10,
  }))
  return begin(stored(createdDraft({ questions: offered }), 1))
}

function play(state: SessionState, ...drafts: Draft[]): SessionState {
  return drafts.reduce((before, draft) => evolve(before, stored(draft, before.seq + 1)), state)
}

function act(state: SessionState, ...commands: SessionCommand[]): SessionState {
  return commands.reduce((before, command) => {
    const decision = decide(before, command, candidate, before.at)
    if (!decision.ok) throw new Error(decision.code)
    return play(before, ...decision.events)
  }, state)
}

const begun = (...questions: [Language, ...Language[]][]): SessionState =>
  act(created(...questions), { type: "consent", digest }, { type: "start" })

const draft = (one: Pick<Draft, "type" | "data">, actor = candidate): Draft =>
  ({ actor, question: "q1", ...one }) as Draft
const started = (run: string, only: string[] = []): Draft =>
  draft({ type: "test.started", data: { run, language, only } })
const edited: Draft = draft({
  type: "doc.changed",
  data: { language, path: "a.py", version: 1, updates: [{ clientID: "c", changes: [[0, "x"]] }] },
})
const opened = (actor: Actor): Draft =>
  draft({ type: "doc.opened", data: { language, path: "b.py", text: "", eol: "\n" } }, actor)

const passed: TestResult = {
  id: "t",
  name: "t",
  suite: [],
  filePath: "a.py",
  status: "passed",
  duration: 0,
}

test("[SES8] a question opens in the language last used, where it offers that", () => {
  const state = act(
    begun(["python", "go"], ["python", "go"], ["python", "javascript"]),
    { type: "change-language", language: "go" },
    { type: "submit", question: "q1" },
  )
  expect(openQuestion(state)).toMatchObject({ id: "q2", language: "go" })
  expect(openQuestion(act(state, { type: "submit", question: "q2" }))).toMatchObject({
    id: "q3",
    language: "python",
  })
})

test("[TEST20] the first edit after a run began makes its results old, and a new run makes them new", () => {
  const ran = play(begun(["python"]), started("r1"))
  expect(ran.run).toMatchObject({ changedBy: null, keptOlder: false })
  expect(play(ran, opened(system)).run!.changedBy).toBeNull()
  expect(play(ran, opened(candidate)).run!.changedBy).toBe(ran.seq + 1)
  const old = play(ran, edited, edited)
  expect(old.run!.changedBy).toBe(ran.seq + 1)
  expect(play(old, started("r2")).run).toMatchObject({ changedBy: null, keptOlder: false })
})

test("[TEST20] what a run writes itself does not make its results old, what a command in the shell changes does", () => {
  const shell: Actor = { kind: "shell", id: "shell" }
  const written = { ...edited, actor: shell }
  const typed = draft({ type: "terminal.input", data: { terminal: "t", data: "bA==" } })
  const ran = play(begun(["python"]), typed, started("r1"), written)
  expect(ran.run!.changedBy).toBeNull()
  const state = play(ran, typed)
  expect(isVisible(stored(typed, state.seq), "candidate", state)).toBe(true)
  expect(play(state, typed, written).run!.changedBy).toBe(state.seq + 2)
})

test("[TEST20] a run of some tests keeps what the others had, and tells when that is of an older text", () => {
  const ran = play(begun(["python"]), started("r1"))
  expect(play(ran, started("r2", ["a"])).run!.keptOlder).toBe(false)
  const mixed = play(ran, edited, started("r2", ["a"]))
  expect(mixed.run).toMatchObject({ changedBy: null, keptOlder: true })
  expect(play(mixed, started("r3", ["b"])).run!.keptOlder).toBe(true)
  expect(play(mixed, started("r3")).run!.keptOlder).toBe(false)
})

test("[TEST20] what runs again has no result until the new one comes", () => {
  const result = (id: string): Draft =>
    draft({ type: "test.result", data: { run: "r1", result: { ...passed, id } } })
  const ran = play(begun(["python"]), started("r1"), result("a"), result("b"), started("r2", ["a"]))
  expect(listResults(ran.run!.results).map(({ id }) => id)).toEqual(["b"])
})

test("[TEST20] of all edits only the one that made results old is told to every window", () => {
  let state = play(begun(["python"]), edited, started("r1"))
  const told: boolean[] = []
  for (const next of [edited, edited, started("r2"), edited]) {
    const event = stored(next, state.seq + 1)
    state = evolve(state, event)
    told.push(isVisible(event, "candidate", state))
  }
  expect(told).toEqual([true, false, true, true])
})

test("[WEB8] a test that did not come to its end is counted neither as failed nor as skipped", () => {
  const statuses = ["passed", "failed", "skipped", "pending", "other"] as const
  expect(tally(statuses.map((status) => ({ ...passed, status })))).toEqual({
    tests: 5,
    passed: 1,
    failed: 1,
    skipped: 2,
  })
})
