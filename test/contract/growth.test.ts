/** Growth as it is measured in a sandbox, on solutions whose growth is known. */
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { systemClock } from "../../src/server/clock.ts"
import { createGrowthLab, unhurried } from "../../src/server/agent/growth-lab.ts"
import { layersOf, readQuestionFolder } from "../../src/server/questions/library.ts"
import type { Files, StoredQuestion } from "../../src/server/questions/library.ts"
import { createSuiteRunner } from "../../src/server/questions/suite.ts"
import { createAdapters, SANDBOX_PLACES } from "../../src/server/testing/adapters.ts"
import type { Layer } from "../../src/core/question.ts"
import type { Language } from "../../src/protocol/ctrf.ts"
import { openBench, type Bench } from "./testing.ts"

let bench: Bench
let stored: StoredQuestion
beforeAll(async () => {
  bench = await openBench()
  const reading = await readQuestionFolder(join(import.meta.dirname, "../../questions/alert-storms"))
  if (!reading.ok) throw new Error("The question is not sound")
  stored = reading.stored
})
afterAll(() => bench.close())

function lab() {
  const adapters = unhurried(createAdapters(SANDBOX_PLACES))
  const run = createSuiteRunner({ engine: bench.engine, adapters, clock: systemClock })
  const given: Files[] = []
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const questions = { get: () => Promise.resolve(stored) }
  return {
    given,
    begun,
    ...createGrowthLab({
      questions,
      runSuite: (files, ...rest) => {
        given.push(files)
        begin()
        return run(files, ...rest)
      },
    }),
  }
}

const work = (language: Language, ...layers: Layer[]) =>
  layersOf(stored, language, ["starter", ...layers, "visible"])
const never = new AbortController().signal

for (const language of ["python", "typescript", "go"] as const)
  test(
    `[GROW3] a quadratic solution is told from a good one (${language})`,
    { timeout: 120_000 },
    async () => {
      const { measure, given } = lab()
      const good = await measure("v", language, work(language, "solution"), never)
      const slow = await measure("v", language, work(language, { wrong: "quadratic" }), never)
      expect(good!.points.map(({ size }) => size)).toEqual([1000, 2000, 4000, 8000])
      // How far apart is the machine's: at these sizes the slow one has its constant costs too.
      expect(slow!.exponent - good!.exponent).toBeGreaterThan(0.3)
      const canary = stored.question.manifest.canary!
      for (const files of given)
        for (const [path, bytes] of files) {
          expect(Buffer.from(bytes).includes(canary), path).toBe(false)
          expect(path).not.toMatch(/hidden|^test_storms|^storms(?:_|\.)test/)
        }
    },
  )

test("[GROW3] work that cannot be measured, or lies about other sizes, gives nothing", async () => {
  const { measure } = lab()
  const broken = new Map([["storms.py", Buffer.from("def find_storms(: pass\n")]])
  expect(await measure("v", "python", broken, never)).toBeNull()
  const lies = 'from collections import namedtuple\nAlert = namedtuple("Alert", "at service")\n'
  const forged = `${lies}def find_storms(*_, **__): raise SystemExit\nfor n in (1, 2, 3): print("growth", n, n)\n`
  expect(await measure("v", "python", new Map([["storms.py", Buffer.from(forged)]]), never)).toBeNull()
})

test("[GROW3] a measurement that is called off leaves no sandbox, and the next has its turn", async () => {
  const { measure, begun, close } = lab()
  const called = new AbortController()
  const slow = new Map([["storms.py", Buffer.from("import time\ntime.sleep(25)\n")]])
  const first = measure("v", "python", slow, called.signal)
  const second = measure("v", "python", work("python", "solution"), never)
  await begun
  called.abort()
  await expect(first).rejects.toThrow(/abort/i)
  expect((await second)!.points).toHaveLength(4)
  await close()
  const left = []
  for await (const { id } of bench.engine.list()) left.push(id)
  expect(left).toEqual([])
})
