import { expect, test } from "vitest"
import type { WallRun } from "../../protocol/wall.ts"
import { activityPaths, testDots } from "./shape.ts"

const SIZE = { width: 60, height: 10 }

test("[BOARD13] activity is a column a stretch, stacked by actor, the newest at the right", () => {
  const paths = activityPaths(
    [
      [40, 60, 0, 0, 0],
      [100, 30, 30, 0, 0],
      [10, 5, 0, 0, 0],
    ],
    100,
    SIZE,
  )
  expect(paths).toEqual([
    { lane: "candidate", acts: 30, path: "M59 10v-5h1v5z" },
    { lane: "agent", acts: 30, path: "M59 5v-5h1v5z" },
  ])
})

test("[BOARD13] a run's tests are a dot each, failed ones first; of many, a few that stand for all", () => {
  const run = (tests: number, passed: number, failed: number): WallRun => ({
    status: "failed",
    partial: false,
    tests,
    passed,
    failed,
    skipped: 0,
    at: 0,
  })
  expect(testDots(run(4, 2, 1))).toEqual(["failed", "passed", "passed", "waiting"])
  expect(testDots(run(0, 0, 0))).toEqual([])
  const many = testDots(run(1_000, 998, 1))
  expect(many).toHaveLength(6)
  expect(many[0]).toBe("failed")
  expect(many.at(-1)).toBe("waiting")
})
