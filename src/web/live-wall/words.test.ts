import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { beginWall } from "../../core/wall/wall.ts"
import type { WallPulse, WallRow } from "../../protocol/wall.ts"
import { filterRows, countsOf } from "./filters.ts"
import { gravity, howLongAgo, lastAct, signalLine, standing, urgency } from "./words.ts"

const MINUTE = 60_000
const { row: invited } = beginWall(stored(createdDraft(), 1))
const running: WallRow = {
  ...invited,
  phase: "running",
  clock: { durationMs: 60 * MINUTE, spentMs: 0, runningSince: 0 },
}
const pulse: WallPulse = { session: "s1", actedAt: null, doing: null, buckets: [] }

test("[BOARD13] a row says where the interview stands: the time left, exactly at the end", () => {
  expect(standing(invited, 0)).toEqual(["waiting", "Invited"])
  expect(standing(running, 15 * MINUTE)).toEqual(["live", "45 min"])
  expect(standing(running, 58 * MINUTE)).toEqual(["live", "2:00"])
  expect(standing({ ...running, phase: "paused" }, 0)).toEqual(["warn", "Paused"])
  expect(standing({ ...running, phase: "ended", ended: "withdrawn" }, 0)).toEqual(["quiet", "Withdrew"])
})

test("[BOARD13] a row says what was done last: what goes on, or the last moment", () => {
  const last = { seq: 2, at: 1_000, question: "q1", actor: "candidate" } as const
  const row: WallRow = {
    ...running,
    last: { ...last, type: "question.opened", data: { language: "python" } },
  }
  expect(lastAct({ row: running, pulse })).toBeNull()
  expect(lastAct({ row, pulse })).toEqual({ text: "Opened question 1, One", at: 1_000 })
  const doing = { by: "agent", what: "text", at: 2_000 } as const
  expect(lastAct({ row, pulse: { ...pulse, doing } })).toEqual({ text: "The agent writes code", at: 2_000 })
  expect(lastAct({ row, pulse: { ...pulse, doing: { ...doing, at: 500 } } })?.at).toBe(1_000)
  expect([howLongAgo(0, 2_000), howLongAgo(0, 3 * MINUTE)]).toEqual(["now", "3 min"])
})

test("[BOARD13] the gravest of what needs a person stands first, and is what rows are sorted and filtered by", () => {
  const stuck = { kind: "stuck", since: 0 } as const
  const offline = { kind: "offline", since: 0 } as const
  expect(gravity([])).toBe(0)
  expect(gravity([offline])).toBeGreaterThan(gravity([stuck]))
  expect(gravity([stuck, { kind: "idle", since: 0 }])).toBeGreaterThan(gravity([stuck]))
  expect(signalLine(stuck, 4 * MINUTE)).toBe("Runs keep failing, and none gets further, for 4 min")
  const rows = [
    { row: running, pulse, signals: [stuck], leftMs: 0 },
    { row: invited, pulse, signals: [], leftMs: null },
  ]
  expect(filterRows(rows, {})).toBe(rows)
  expect(filterRows(rows, { needs: true })).toEqual([rows[0]])
  expect(filterRows(rows, { standing: "waiting", assessment: "Trial" })).toEqual([rows[1]])
  expect(countsOf(rows)).toEqual({ underWay: 1, needing: 1 })
})

test("[BOARD13] where nobody is needed, what runs stands above what is paused, not begun or ended", () => {
  const of = (phase: WallRow["phase"]) => urgency({ row: { ...running, phase }, signals: [] })
  const order = (["running", "paused", "invited", "ended"] as const).map(of)
  expect(order.toSorted((one, other) => other - one)).toEqual(order)
  const needed = urgency({ row: { ...running, phase: "paused" }, signals: [{ kind: "idle", since: 0 }] })
  expect(needed).toBeGreaterThan(of("running"))
})
