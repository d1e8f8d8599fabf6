import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { questionsCommand } from "../../src/cli/questions.ts"
import { readLibrary } from "../../src/server/questions/library.ts"
import { type Bench, openBench } from "./testing.ts"

const LIBRARY = join(import.meta.dirname, "../../questions")
const LANGUAGES = ["python", "javascript", "typescript", "go"]

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

test("[QST10] every built-in question is sound and offered in every language", async () => {
  const readings = await readLibrary(LIBRARY)
  expect(readings.filter((reading) => !reading.ok)).toEqual([])
  const offered = readings.flatMap((reading) => (reading.ok ? [reading.stored.question.manifest] : []))
  expect(offered.map(({ id, languages }) => [id, languages])).toEqual(
    ["alert-storms", "lease-queue", "rebuild-waves", "shared-tab"].map((id) => [id, LANGUAGES]),
  )
})

test(
  "[QST10] every claim about every built-in question holds in the sandbox",
  { timeout: 240_000 },
  async () => {
    const out: string[] = []
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) }
    const tools = { builtIn: LIBRARY, engine: () => Promise.resolve(bench.engine) }
    const code = await questionsCommand(["check"], io, tools)
    expect(out.filter((line) => !line.startsWith("ok "))).toEqual([
      // Solution, starter and two wrong solutions of each, and one growth suite, in each language.
      expect.stringMatching(/^68 of 68 claims hold\. alert-storms [0-9a-f]{12}, lease-queue /),
    ])
    expect(code).toBe(0)
  },
)
