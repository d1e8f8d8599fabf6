import { expect, test } from "vitest"
import { namesNear } from "./places.ts"

const names = (count: number, length: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `src/${"a".repeat(length - 6)}${String(index).padStart(6, "0")}`,
  )

test("[TOOL6] names that are near are told, nearest first, and the same one elsewhere before them", () => {
  const known = ["src/group.ts", "lib/Group.py", "src/grupo.py", "src/groups.py", "src/other.py"]
  expect(namesNear("group.py", known)).toEqual([
    "lib/Group.py",
    "src/groups.py",
    "src/group.ts",
    "src/grupo.py",
  ])
})

test(
  "[TOOL12] of many names a thousand are compared, and none that is long but by being the same",
  { timeout: 5_000 },
  () => {
    const long = names(50_000, 250)
    expect(namesNear("b".repeat(250), long)).toEqual([])
    expect(namesNear(long[40_000]!.replace("src/", "lib/"), long)).toEqual([long[40_000]])
    expect(namesNear(`${"b".repeat(58)}000000`, names(50_000, 64))).toEqual([])
  },
)
