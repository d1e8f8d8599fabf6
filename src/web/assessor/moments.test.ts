import { expect, test } from "vitest"
import type { ActorKind } from "../../protocol/events.ts"
import type { Moment } from "../../protocol/watch.ts"
import { linesOf } from "./moments.ts"

const QUESTIONS = [{ id: "q", title: "Tab" }]

let seq = 0
const at = (second: number, actor: ActorKind = "candidate", question: string | null = "q") => ({
  seq: ++seq,
  at: second * 1_000,
  actor,
  question,
})
const focus = (second: number, focused: boolean): Moment => ({
  ...at(second),
  type: "presence.focus",
  data: { focused },
})
const paste = (second: number, path: string, characters: number, inside = false): Moment => ({
  ...at(second),
  type: "presence.paste",
  data: { path, characters, inside },
})
const upload = (second: number, path: string, size: number): Moment => ({
  ...at(second),
  type: "file.created",
  data: { path, kind: "file", size },
})
const ran = (second: number): Moment => ({
  ...at(second),
  type: "test.finished",
  data: {
    outcome: "failed",
    summary: { tests: 3, passed: 1, failed: 2, skipped: 0, pending: 0, other: 0, start: 1, stop: 2 },
  },
})
const texts = (...moments: Moment[]): string[] => linesOf(moments, QUESTIONS).map(({ text }) => text)

test("[WEB7] the assessor's lines name who ended what: the clock's submission is not the candidate's", () => {
  const lines = linesOf(
    [
      { ...at(1), type: "question.opened", data: { language: "python" } },
      { ...at(2, "assessor"), type: "session.extended", data: { byMs: 600_000, reason: "Alarm" } },
      { ...at(3, "system"), type: "question.submitted", data: { language: "python", by: "clock" } },
      { ...at(3, "system", null), type: "session.ended", data: { reason: "expired" } },
      {
        ...at(4, "system"),
        type: "question.graded",
        data: {
          language: "python",
          outcome: "graded",
          visible: { passed: 1, total: 2 },
          hidden: { passed: 3, total: 4 },
        },
      },
    ],
    QUESTIONS,
  )
  expect(lines.map(({ actor, text }) => `${actor}: ${text}`)).toEqual([
    "candidate: Opened question 1, Tab",
    "assessor: Gave 10 more minutes: Alarm",
    "system: Time ran out; the saved work on question 1, Tab, was submitted",
    "system: The interview ended",
    "system: Graded question 1, Tab: 3 of 4 hidden tests passed",
  ])
})

test("[WEB20] pastes, uploads and absences are told with their size, those close together in one line", () => {
  expect(
    texts(
      paste(1, "a.py", 40),
      paste(2, "a.py", 2),
      paste(3, "a.py", 7, true),
      ran(4),
      paste(5, "a.py", 1),
      upload(6, "x.csv", 1_200),
      upload(7, "y.csv", 800),
      upload(8, "empty.py", 0),
      focus(10, false),
      focus(50, true),
      focus(60, false),
      focus(80, true),
    ),
  ).toEqual([
    "Pasted 2 times into a.py, 42 characters in all",
    "Pasted 7 characters from this interview into a.py",
    "Ran the tests: 1 of 3 passed",
    "Pasted 1 character into a.py",
    "Uploaded 2 files (2.0 kB)",
    "Made the file empty.py",
    "Left the window 2 times for 1 min in all",
  ])
})

test("[WEB20] going, coming back and going on in another window are told once it has started, and grouped", () => {
  const started: Moment = { ...at(1), type: "session.started", data: {} }
  const left = (second: number, takenOverBy?: string): Moment => ({
    ...at(second),
    type: "presence.left",
    data: takenOverBy ? { takenOverBy } : {},
  })
  const joined = (second: number): Moment => ({
    ...at(second),
    type: "presence.joined",
    data: { role: "candidate" },
  })
  const ended: Moment = { ...at(60, "system", null), type: "session.ended", data: { reason: "expired" } }
  expect(texts(joined(0), left(0), joined(1), started)).toEqual([])
  expect(texts(started, left(5))).toEqual(["Disconnected, not back yet"])
  expect(texts(started, left(5), joined(6), left(10), joined(11))).toEqual(["Reconnected 2 times"])
  expect(texts(started, left(5), joined(25), left(30), joined(50))).toEqual([
    "Disconnected 2 times for 40 s in all",
  ])
  expect(texts(started, left(5, "b"), joined(5), left(9), ended)).toEqual([
    "Went on in another window",
    "Disconnected",
    "The interview ended",
  ])
  // The page that comes back has the focus and does not tell so.
  expect(texts(started, focus(2, false), left(3), joined(30))).toEqual([
    "Left the window",
    "Disconnected for 27 s",
  ])
})

test("[WEB20] the reason an assessor gave for the end is told, and what cut a test run short", () => {
  const data = { reason: "ended-by-assessor", text: "The building is on fire" } as const
  expect(texts({ ...at(1, "assessor", null), type: "session.ended", data })).toEqual([
    "Ended the interview: The building is on fire",
  ])
  const run = (passed: number, reason?: "timeout" | "exited" | "lost"): Moment => {
    const summary = { tests: 3, passed, failed: 0, skipped: 0, pending: 0, other: 0, start: 1, stop: 2 }
    return { ...at(1), type: "test.finished", data: { outcome: "error", summary, ...(reason && { reason }) } }
  }
  expect(texts(run(1, "timeout"), run(0, "exited"), run(2, "exited"), run(0, "lost"), run(0))).toEqual([
    "Ran the tests; stopped at the limit of 30 seconds",
    "Ran the tests; they could not be loaded",
    "Ran the tests: 2 of 3 passed, then the run failed",
    "Ran the tests; they could not be run",
    "Ran the tests; they could not be run",
  ])
})

test("[WEB20] an absence that nobody saw end has no length", () => {
  const paused: Moment = { ...at(20, "assessor"), type: "session.paused", data: { reason: "" } }
  expect(texts(focus(10, false))).toEqual(["Left the window, not back yet"])
  expect(texts(focus(10, false), paused, focus(900, true))).toEqual(["Left the window", "Paused"])
  expect(texts(focus(10, false), focus(14, true))).toEqual(["Left the window for 4 s"])
  expect(texts(focus(0, false), focus(1, true), focus(400, false), focus(401, true))).toHaveLength(2)
})

test("[WEB7] what the candidate did with the agent, and what the agent was kept from, has its lines", () => {
  expect(
    texts(
      { ...at(1), type: "chat.message", data: { text: "Why does split lose cents?" } },
      { ...at(2, "agent"), type: "chat.refused", data: { tool: "Write", level: "consultant" } },
      { ...at(3, "agent"), type: "chat.ended", data: { outcome: "done" } },
      { ...at(4, "system"), type: "nudge.offered", data: { kind: "failing" } },
      { ...at(5), type: "nudge.dismissed", data: {} },
      {
        ...at(6, "assessor"),
        type: "level.changed",
        data: { from: "consultant", to: "full-copilot", reason: "asked" },
      },
      { ...at(7), type: "review.decided", data: { path: "tab/money.py", verdict: "rejected" } },
      { ...at(8, "agent"), type: "chat.ended", data: { outcome: "stopped" } },
    ),
  ).toEqual([
    "Asked the agent: Why does split lose cents?",
    "Write was refused to the agent at Consultant",
    "Was offered help: several runs failed in a row",
    "Declined the help",
    "The agent works as Full copilot",
    "Rejected what the agent changed in tab/money.py",
    "The agent was stopped",
  ])
})

test("[WEB7] what was rated is told by its name where that is known", () => {
  const data = { criterion: 1, name: "Mira", level: 3, text: "" }
  const rated: Moment = { ...at(1, "assessor"), type: "assessor.rated", data }
  const back: Moment = { ...rated, data: { ...data, level: null } }
  const rubric = [{ id: "q", criteria: [{ criterion: "Finds the cause" }, { criterion: "Mends for good" }] }]
  expect(linesOf([rated, back], QUESTIONS, rubric).map(({ text }) => text)).toEqual([
    "Mira rated 3 of 4: Mends for good, question 1, Tab",
    "Mira took back the rating of Mends for good, question 1, Tab",
  ])
  expect(texts(rated)).toEqual(["Mira rated 3 of 4: criterion 2, question 1, Tab"])
})
