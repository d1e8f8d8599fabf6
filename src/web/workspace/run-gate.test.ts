import { expect, test } from "vitest"
import type { ViewState } from "../live/session-view.ts"
import { hindrance, oneAtATime } from "./run-gate.ts"

const ready: Pick<ViewState, "connection" | "workspace"> = {
  connection: { status: "online" },
  workspace: { status: "ready" },
}

test("[WEB19] whatever keeps the tests from running is said, and how to go on", () => {
  expect(hindrance(ready)).toBeNull()
  const said = (["preparing", "failed", "closed"] as const).map((status) =>
    hindrance({ ...ready, workspace: { status } }),
  )
  const offline = hindrance({ ...ready, connection: { status: "connecting" } })
  expect(new Set([...said, offline].map((one) => one?.text)).size).toBe(4)
})

test("[WEB19] asked twice at once is asked once, and after the answer again", async () => {
  const once = oneAtATime()
  const [one, other] = [{}, {}]
  const answers: (() => void)[] = []
  const ask = () => new Promise<void>((resolve) => answers.push(resolve))
  once(one, ask)
  once(one, ask)
  once(other, ask)
  expect(answers).toHaveLength(2)
  answers[0]!()
  await Promise.resolve()
  await Promise.resolve()
  once(one, ask)
  expect(answers).toHaveLength(3)
})
