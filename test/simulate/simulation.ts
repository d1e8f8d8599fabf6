/**
 * A made-up candidate at a made-up clock: acts become journal events, the help policy looks on as the server has it
 * look, and its advice becomes events too. Nothing here waits or draws lots; a run is its script.
 */
import { ChangeSet } from "@codemirror/state"
import { advise, nextLook, type Advice } from "../../src/core/help/policy.ts"
import { beginHelp, evolveHelp, type HelpState } from "../../src/core/help/signals.ts"
import type { AssistancePolicy } from "../../src/protocol/assistance.ts"
import type { Actor, Changes, Draft, JournalEvent } from "../../src/protocol/events.ts"

/** One thing a candidate does, `after` milliseconds after the last. */
export type Act = { after: number } & (
  | { do: "type"; characters: number }
  | { do: "run"; passed: number; failing: readonly string[]; error?: string }
  | { do: "shell"; line: string }
  | { do: "ask"; text: string }
  /** What an agent that was asked does: one edit of so many characters. */
  | { do: "agent-edit"; characters: number }
  /** A part of one, as it streams. */
  | { do: "agent-piece"; characters: number }
  | { do: "growth"; exponent: number }
  | { do: "override"; to: "consultant" | "pair-programming" | "full-copilot" }
  | { do: "mute"; muted: boolean }
  | { do: "wait" }
)

export interface Profile {
  acts: readonly Act[]
  /** What the candidate answers to help that is offered or proposed. */
  answer: "accept" | "dismiss" | "ignore"
}

/** What the policy did, and when, in milliseconds from the question's start. */
export interface Help {
  at: number
  advice: Advice
}

const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const AGENT: Actor = { kind: "agent", id: "agent" }
const ASSESSOR: Actor = { kind: "assessor", id: "assessor" }
const SYSTEM: Actor = { kind: "system", id: "monitor" }
const START = 1_700_000_000_000
const language = "python" as const
const path = "a.py"

export interface Simulated {
  events: readonly JournalEvent[]
  help: readonly Help[]
  state: HelpState
}

export function simulate(profile: Profile, policy: AssistancePolicy): Simulated {
  const events: JournalEvent[] = []
  const help: Help[] = []
  let state = beginHelp()
  let now = START
  let length = 0
  let count = 0

  function add(actor: Actor, act: Pick<Draft, "type" | "data">): void {
    const draft = { actor, question: "q", ...act } as Draft
    const event: JournalEvent = { ...draft, session: "s", seq: events.length + 1, at: now, v: 1 }
    events.push(event)
    state = evolveHelp(state, event)
  }

  function look(): void {
    for (let advice = advise(state, now); advice; advice = advise(state, now)) {
      help.push({ at: now - START, advice })
      if (advice.type === "offer") {
        const nudge = `n${++count}`
        add(SYSTEM, { type: "nudge.offered", data: { nudge, kind: advice.kind } })
        if (profile.answer === "accept") add(CANDIDATE, { type: "nudge.accepted", data: { nudge } })
        if (profile.answer === "dismiss") add(CANDIDATE, { type: "nudge.dismissed", data: { nudge } })
      } else {
        const { from, to, reason } = advice
        if (advice.type === "change") {
          add(SYSTEM, { type: "level.changed", data: { from, to, reason } })
          continue
        }
        const nudge = `n${++count}`
        add(SYSTEM, { type: "level.proposed", data: { nudge, from, to, reason } })
        if (profile.answer === "accept") add(CANDIDATE, { type: "level.changed", data: { from, to, reason } })
        if (profile.answer === "dismiss") add(CANDIDATE, { type: "nudge.dismissed", data: { nudge } })
      }
    }
  }

  function pass(until: number): void {
    for (let next = nextLook(state, now); next !== null && next < until; next = nextLook(state, now)) {
      now = next
      look()
    }
    now = until
  }

  function edit(actor: Actor, characters: number): void {
    const changes = ChangeSet.of({ from: length, insert: "x".repeat(characters) }, length).toJSON() as Changes
    length += characters
    const updates = [{ clientID: `${actor.kind}-${++count}`, changes }]
    add(actor, { type: "doc.changed", data: { language, path, version: count, updates } })
  }

  function run({ passed, failing, error = "AssertionError" }: Extract<Act, { do: "run" }>): void {
    const id = `r${++count}`
    add(CANDIDATE, { type: "test.started", data: { run: id, language, only: [] } })
    now += 400
    for (const name of failing) {
      const result = { id: name, name, suite: [], filePath: "t.py", status: "failed" as const, duration: 1 }
      add(SYSTEM, {
        type: "test.result",
        data: { run: id, result: { ...result, message: `${error}: it did` } },
      })
    }
    const tests = passed + failing.length
    const summary = {
      tests,
      passed,
      failed: failing.length,
      skipped: 0,
      pending: 0,
      other: 0,
      start: now,
      stop: now,
    }
    const outcome = failing.length > 0 ? "failed" : "passed"
    add(SYSTEM, { type: "test.finished", data: { run: id, outcome, summary } })
  }

  function carryOut(act: Act): void {
    switch (act.do) {
      case "type":
        return edit(CANDIDATE, act.characters)
      case "agent-piece":
        return edit(AGENT, act.characters)
      case "agent-edit":
        edit(AGENT, act.characters)
        return add(AGENT, {
          type: "chat.result",
          data: { turn: "t", call: `c${++count}`, ok: true, text: "" },
        })
      case "run":
        return run(act)
      case "shell":
        return add(CANDIDATE, {
          type: "terminal.input",
          data: { terminal: "t", data: btoa(`${act.line}\r`) },
        })
      case "ask":
        return add(CANDIDATE, {
          type: "chat.message",
          data: {
            message: `m${++count}`,
            text: act.text,
            language,
            looking: null,
            attached: [],
            quality: { score: 1, features: [] },
          },
        })
      case "growth":
        return add(SYSTEM, {
          type: "growth.measured",
          data: { language, exponent: act.exponent, target: 1, points: [] },
        })
      case "override":
        return add(ASSESSOR, {
          type: "level.changed",
          data: { from: state.level.now, to: act.to, reason: "asked" },
        })
      case "mute":
        return add(CANDIDATE, { type: "nudge.muted", data: { muted: act.muted } })
      case "wait":
        return undefined
    }
  }

  add(SYSTEM, {
    type: "session.created",
    data: {
      title: "Simulated",
      candidate: { name: "Sim" },
      durationMs: 3_600_000,
      questions: [],
      watchersVisible: true,
      consent: { text: "", digest: "0".repeat(64) },
      assistance: policy,
    },
  })
  add(CANDIDATE, { type: "session.started", data: {} })
  add(CANDIDATE, { type: "question.opened", data: { language } })
  add(SYSTEM, { type: "doc.opened", data: { language, path, text: "", eol: "\n" } })
  for (const act of profile.acts) {
    pass(now + act.after)
    carryOut(act)
    look()
  }
  return { events, help, state }
}
