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

test("[QST10] sixteen built-in questions over four kinds and three levels, sound and offered in every language", async () => {
  const readings = await readLibrary(LIBRARY)
  expect(readings.filter((reading) => !reading.ok)).toEqual([])
  const offered = readings.flatMap((reading) => (reading.ok ? [reading.stored.question.manifest] : []))
  expect(offered).toHaveLength(16)
  expect(offered.filter(({ languages }) => languages.join() !== LANGUAGES.join())).toEqual([])
  const kinds = Map.groupBy(offered, ({ kind }) => kind)
  expect([...kinds.keys()].toSorted()).toEqual(["algorithm", "bug-hunt", "feature", "review"])
  for (const [kind, some] of kinds)
    expect(new Set(some.map(({ level }) => level)), kind).toEqual(new Set(["junior", "mid", "senior"]))
})

/** All claims in all languages take minutes: `interviewlm questions check` proves those. Here each language has its turn. */
test(
  "[QST10] every claim about every built-in question holds in the sandbox, a language each",
  { timeout: 240_000 },
  async () => {
    const readings = await readLibrary(LIBRARY)
    const out: string[] = []
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) }
    const tools = { builtIn: LIBRARY, engine: () => Promise.resolve(bench.engine) }
    for (const [turn, language] of LANGUAGES.entries()) {
      const mine = readings.filter((_, at) => at % LANGUAGES.length === turn)
      const folders = mine.flatMap((one) => (one.ok ? [join(LIBRARY, one.stored.question.manifest.id)] : []))
      expect(await questionsCommand(["check", ...folders, "--language", language], io, tools)).toBe(0)
    }
    expect(out.filter((line) => !line.startsWith("ok ") && !/^\d+ of \d+ claims hold/.test(line))).toEqual([])
    expect(out.filter((line) => line.startsWith("ok ")).length).toBeGreaterThanOrEqual(16 * 4)
  },
)
