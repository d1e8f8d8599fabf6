import { expect, test } from "vitest"
import { pathProblem, within } from "./paths.ts"

test.for(["", "a", "a/b c/d", "ä", "...", ".env", "-rf", "a\nb"])(
  "[BOX12] %j is a workspace path",
  (path) => {
    expect(pathProblem(path)).toBeNull()
  },
)

test.for(["/", "/a", "a/", "a//b", ".", "..", "a/..", "./a", "a\0", "x".repeat(256), "é".repeat(128)])(
  "[BOX12] %j is none",
  (path) => {
    expect(pathProblem(path)).not.toBeNull()
  },
)

test("[BOX12] a folder whose name only begins alike is not within", () => {
  expect(within("/workspace", "/workspace/a")).toBe(true)
  expect(within("/workspace", "/workspace2")).toBe(false)
})
