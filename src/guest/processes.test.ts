import { expect, test } from "vitest"
import { membersOf, parseStat, type ProcessInfo } from "./processes.ts"

test("[BOX4] a process line is read though its name has brackets and spaces", () => {
  const tail = "S 7 8 9 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 12345 1000 42 18446744073709551615"
  expect(parseStat(`12 (a) (b c) ${tail}`)).toEqual({
    pid: 12,
    state: "S",
    parent: 7,
    group: 8,
    session: 9,
    started: 12345,
    residentBytes: 42 * 4096,
  })
  expect(parseStat("nonsense")).toBeNull()
})

test("[BOX4] a tree is descendants, session, group, mark, and younger orphans without a mark", () => {
  const process = (pid: number, parent: number, changes: Partial<ProcessInfo> = {}): ProcessInfo => ({
    pid,
    parent,
    group: pid,
    session: pid,
    state: "S",
    started: 100,
    residentBytes: 0,
    ...changes,
  })
  const marks = new Map([
    [10, "run-1"],
    [15, "run-1"],
    [20, "terminal-a"],
    [21, "terminal-a"],
    [22, "run-2"],
  ])
  const all = [
    process(10, 2),
    process(11, 10),
    process(12, 11),
    process(13, 1, { session: 10 }),
    process(14, 1, { group: 10 }),
    process(15, 1),
    process(16, 1, { started: 101 }),
    process(17, 16),
    process(18, 1, { started: 99 }),
    process(20, 2),
    process(21, 1),
    process(22, 1),
  ]
  const members = membersOf({ pid: 10, marker: "run-1", started: 100 }, all, (pid) => marks.get(pid) ?? null)
  expect(members.map(({ pid }) => pid).toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 15, 16, 17])
})
