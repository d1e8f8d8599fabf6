/**
 * Measures how a solution's time grows with its input: the question's growth suite on a copy of the work, in a sandbox
 * of its own. Nothing of it is seen by the candidate, and nothing hidden goes in.
 */
import { growthExponent, readMeasurements } from "../../core/question-growth.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { EventData } from "../../protocol/events.ts"
import { unlessAborted } from "../abort.ts"
import type { RunSuite } from "../questions/check.ts"
import { layersOf, type Files } from "../questions/library.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { TestAdapter } from "../testing/adapter.ts"
import { isConfiguration, isTestFile } from "../testing/suites.ts"
import { createQueues } from "../workspace/queues.ts"

export type Growth = EventData<"growth.measured">

export interface GrowthLab {
  /**
   * Waits its turn: one measurement at a time on this server. Null where the question names no growth, or too little
   * could be measured to tell. Rejects when the signal aborts.
   */
  measure(version: string, language: Language, work: Files, signal: AbortSignal): Promise<Growth | null>
  /** Ends what is under way. Resolves when its sandbox is gone. */
  close(): Promise<void>
}

interface LabParts {
  runSuite: RunSuite
  questions: Pick<QuestionSource, "get">
}

/** All sizes were measured, but something disturbed it. */
const ATTEMPTS = 2

export function createGrowthLab({ runSuite, questions }: LabParts): GrowthLab {
  const lane = createQueues()
  const closing = new AbortController()

  const measure: GrowthLab["measure"] = async (version, language, work, signal) => {
    const stored = await questions.get(version)
    const { growth } = stored.question.manifest
    if (!growth) return null
    const own = [...work].filter(([path]) => !isTestFile(language, path) && !isConfiguration(language, path))
    const files = new Map([...own, ...layersOf(stored, language, ["inputs"])])
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { results, output = "" } = await runSuite(files, language, signal)
      signal.throwIfAborted()
      const printed = [...results.map((result) => result.output ?? ""), output].join("\n")
      const points = readMeasurements(printed).filter(({ size }) => growth.sizes.includes(size))
      const exponent = growthExponent(points)
      if (exponent !== null) return { language, exponent, target: growth.exponent, points }
      if (points.length < growth.sizes.length) return null
    }
    return null
  }

  return {
    measure(version, language, work, signal) {
      const either = AbortSignal.any([signal, closing.signal])
      const inTurn = async (): Promise<Growth | null> => {
        either.throwIfAborted()
        return measure(version, language, work, either)
      }
      return unlessAborted(() => lane.run("only", inTurn), either)
    },
    async close() {
      closing.abort()
      await lane.idle()
    },
  }
}

/** The same runners behind everything else that wants the processor. */
export function unhurried(adapters: Record<Language, TestAdapter>): Record<Language, TestAdapter> {
  const nice = (adapter: TestAdapter): TestAdapter => ({
    ...adapter,
    command() {
      const command = adapter.command()
      return { ...command, argv: ["/usr/bin/nice", "-n", "10", ...command.argv] }
    },
  })
  return {
    python: nice(adapters.python),
    javascript: nice(adapters.javascript),
    typescript: nice(adapters.typescript),
    go: nice(adapters.go),
  }
}
