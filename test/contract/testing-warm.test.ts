import { afterAll, beforeAll, expect, test } from "vitest"
import { systemClock } from "../../src/server/clock.ts"
import type { Sandbox } from "../../src/server/sandbox/engine.ts"
import { createAdapters, SANDBOX_PLACES } from "../../src/server/testing/adapters.ts"
import { layPristine } from "../../src/server/testing/pristine.ts"
import { createTestRun, prepareRun } from "../../src/server/testing/test-run.ts"
import { createWarmRuns } from "../../src/server/testing/warm-runs.ts"
import { holdClock } from "../support/clock.ts"
import { type Bench, gather, openBench } from "./testing.ts"

const FILES = {
  "sum.py": "def add(a, b): return a + b\n",
  "test_sum.py": "from sum import add\ndef test_add(): assert add(1, 2) == 3\n",
}
const adapters = createAdapters(SANDBOX_PLACES)

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.close())

function warmBench(clock = holdClock()) {
  const made: Sandbox[] = []
  const create = async () => {
    const sandbox = await bench.sandbox(FILES)
    made.push(sandbox)
    return sandbox
  }
  return { made, clock, warm: createWarmRuns({ create, adapters, clock }) }
}

test("[TEST14] a prepared runner is kept once per session and language, and used once", async () => {
  const { made, warm } = warmBench()
  warm.prepare("s1", "python")
  warm.prepare("s1", "python")
  const first = await warm.take("s1", "python")
  expect(made).toHaveLength(1)
  const { finished } = await gather(
    createTestRun({ prepared: first, request: { only: [], root: "" }, clock: systemClock }),
  )
  expect(finished.outcome).toBe("passed")
  const second = await warm.take("s1", "python")
  expect(second.sandbox.id).not.toBe(first.sandbox.id)
  await warm.close()
})

test("[TEST14] a prepared runner that nobody asked for again in 60 s is dropped with its sandbox", async () => {
  const { made, clock, warm } = warmBench()
  warm.prepare("s1", "python")
  const taken = await warm.take("s1", "python")
  warm.prepare("s1", "python")
  await expect.poll(() => made.length).toBe(2)
  clock.advance(59_999)
  warm.prepare("s1", "python")
  clock.advance(59_999)
  expect(made).toHaveLength(2)
  clock.advance(1)
  expect(await made[1]?.closed).toEqual({ reason: "destroyed" })
  await taken.sandbox.destroy()
})

test("[TEST14] a prepared runner that died while it waited is replaced", async () => {
  const { made, warm } = warmBench()
  warm.prepare("s1", "python")
  await expect.poll(() => made.length).toBe(1)
  await made[0]?.destroy()
  const ready = await warm.take("s1", "python")
  const { finished } = await gather(
    createTestRun({ prepared: ready, request: { only: [], root: "" }, clock: systemClock }),
  )
  expect(finished.outcome).toBe("passed")
})

test("[TEST13] before grading, the candidate's tests and configuration give way to the authors' own", async () => {
  const sandbox = await bench.sandbox({
    "work/sum.py": "def add(a, b): return a - b\n",
    "work/test_sum.py": "def test_add(): pass\n",
    "work/conftest.py": "import os\nos._exit(0)\n",
    "work/deep/conftest.py": "import os\nos._exit(0)\n",
    "work/pytest.ini": "[pytest]\naddopts = --collect-only\n",
    "work/notes.txt": "kept",
  })
  const pristine = [{ path: "test_sum.py", bytes: Buffer.from(FILES["test_sum.py"]) }]
  await layPristine(sandbox.fs, "python", "work", pristine)
  const prepared = await prepareRun(sandbox, adapters.python)
  const request = { only: [], root: "work" }
  const { statuses } = await gather(
    createTestRun({ prepared, request, expect: ["test_sum.py::test_add"], clock: systemClock }),
  )
  expect(statuses).toEqual({ "test_sum.py::test_add": "failed" })
  expect(await sandbox.fs.stat("work/conftest.py")).toBeNull()
  expect(await sandbox.fs.stat("work/notes.txt")).not.toBeNull()
})
