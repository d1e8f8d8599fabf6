import { expect, test } from "vitest"
import type { TerminalState } from "../../core/session.ts"
import { followTerminals } from "./tabs.ts"

const terminal = (id: string): TerminalState => ({
  id,
  language: "python",
  openedBy: { kind: "candidate", id: "candidate" },
  cols: 80,
  rows: 24,
  recorded: 0,
})

test("[TERM1] a shell that ended keeps its tab until it is closed, and free numbers are used again", () => {
  const two = followTerminals([], [terminal("a"), terminal("b")], "python", [])
  expect(two.map(({ label }) => label)).toEqual(["Terminal 1", "Terminal 2"])
  const ended = followTerminals(two, [terminal("b")], "python", [])
  expect(ended.map(({ exited }) => exited)).toEqual([true, false])
  const closed = followTerminals(ended, [terminal("b"), terminal("c")], "python", ["a"])
  expect(closed.map(({ id, label }) => [id, label])).toEqual([
    ["b", "Terminal 2"],
    ["c", "Terminal 1"],
  ])
  expect(followTerminals(closed, [terminal("b"), terminal("c")], "python", ["a"])).toBe(closed)
})
