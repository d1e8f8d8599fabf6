/** Test runs that do not come to an end of their own. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { LIMITS } from "../../src/protocol/limits.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { happened, shell } from "./moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

test("[TEST16] a run that a server did not live to end has ended when the next one is there", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const room = await server.registry.room(created.id)
  // As a server that was killed leaves it: a start and no end.
  const data = { run: "cut-short", language: "python", only: [] } as const
  const actor = { kind: "candidate", id: "candidate" } as const
  await room.log.record([
    { actor, question: "shared-tab", type: "test.started", data: { ...data, only: [] } },
  ])
  view.close()
  server = await server.restarted()
  const again = openWindow(server, created)
  const { session } = await until(
    again,
    ({ session, workspace }) => session?.run?.finished !== null && workspace.status === "ready",
  )
  expect(session!.run).toMatchObject({ id: "cut-short", finished: { outcome: "error" } })
  await again.command({ type: "run-tests", only: [] })
  await happened(server, created, "test.finished", ({ data }) => data.summary.tests > 0)
  again.close()
})

test("[TEST16] a run of more tests than anybody can read is stopped", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const many = `import pytest
@pytest.mark.parametrize("n", range(${LIMITS.run.tests + 1}))
def test_n(n): pass
`
  await shell(server, created, `cat > test_many.py <<'END'\n${many}END`)
  await view.command({ type: "run-tests", only: [] })
  const { data } = await happened(server, created, "test.finished")
  expect(data).toMatchObject({ outcome: "error", message: expect.stringContaining("more than 5000 tests") })
  view.close()
})

test("[TEST6] the end of a cancelled run is recorded with what was under way, and blames no test", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const slow = "import time\ndef test_first(): pass\ndef test_slow(): time.sleep(25)\ndef test_last(): pass\n"
  await shell(server, created, `rm -rf tab test*; cat > test_slow.py <<'END'\n${slow}END`)
  await view.command({ type: "run-tests", only: [] })
  await happened(server, created, "test.result", ({ data }) => data.result.name === "test_first")
  await view.command({ type: "cancel-tests" })
  const { data } = await happened(server, created, "test.finished")
  expect(data).toMatchObject({
    outcome: "cancelled",
    reason: "cancelled",
    running: ["test_slow.py::test_slow"],
    summary: { passed: 1, failed: 0, other: 2 },
  })
  view.close()
})
