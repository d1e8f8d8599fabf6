import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { begin, evolve } from "../../core/session.ts"
import type { Observation, Role } from "../../protocol/messages.ts"
import { lookingOf } from "./looking.ts"

function windowOf(role: Role) {
  const told: Observation[] = []
  const due: (() => void)[] = []
  const started = { actor: { kind: "candidate", id: "candidate" }, question: null } as const
  const session = evolve(
    begin(stored(createdDraft(), 1)),
    stored({ ...started, type: "session.started", data: {} }, 2),
  )
  const view = {
    getState: () => ({ session, you: { role, client: "c", id: "i", name: "n" } }),
    observe: (one: Observation) => void told.push(one),
  }
  const clock = {
    now: () => 7,
    after(_ms: number, run: () => void) {
      due.push(run)
      return () => undefined
    },
  }
  return { told, looking: lookingOf(view, clock), pass: () => due.splice(0).forEach((run) => run()) }
}

test("[ACT10] what a candidate has before them is told as it is at last, and never twice alike", () => {
  const { told, looking, pass } = windowOf("candidate")
  looking.tell({ path: "a.py" })
  looking.tell({ line: 3 })
  looking.tell({ line: 9, bottom: "tests" })
  pass()
  looking.tell({ line: 9 })
  pass()
  looking.tell({ terminal: "t1" })
  pass()
  const first = {
    type: "presence.viewed",
    path: "a.py",
    line: 9,
    bottom: "tests",
    terminal: null,
    clientAt: 7,
  }
  expect(told).toEqual([first, { ...first, terminal: "t1" }])
})

test("[ACT10] nobody else tells what they look at", () => {
  const { told, looking, pass } = windowOf("assessor")
  looking.tell({ path: "a.py" })
  pass()
  expect(told).toEqual([])
})
