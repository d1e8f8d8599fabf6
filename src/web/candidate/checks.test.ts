import { expect, test } from "vitest"
import { checksOf, mayStart, type Measured } from "./checks.ts"

const good: Measured = {
  connection: "online",
  workspace: { status: "ready" },
  roundTripMs: 20,
  storage: true,
  width: 1280,
  height: 720,
}

test("[WEB6] only a missing connection keeps a candidate from starting", () => {
  expect(mayStart(checksOf(good))).toBe(true)
  expect(
    mayStart(checksOf({ ...good, workspace: { status: "preparing" }, storage: false, width: 800 })),
  ).toBe(true)
  expect(mayStart(checksOf({ ...good, roundTripMs: 900 }))).toBe(true)
  expect(mayStart(checksOf({ ...good, connection: "offline" }))).toBe(false)
  expect(mayStart(checksOf({ ...good, roundTripMs: null }))).toBe(false)
})

test("[WEB6] whatever is not good says how to mend it", () => {
  const poor = checksOf({
    ...good,
    connection: "offline",
    storage: false,
    width: 640,
    workspace: { status: "failed" },
  })
  for (const check of poor) {
    expect(check.state).not.toBe("good")
    expect(check.mend).not.toBeNull()
  }
})
