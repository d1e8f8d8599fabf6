import type { Layer } from "../../core/question.ts"
import { growthExponent, readMeasurements } from "../../core/question-growth.ts"
import type { Language, TestResult } from "../../protocol/ctrf.ts"
import type { CheckStep } from "../../protocol/library.ts"
import { type Files, layersOf, type StoredQuestion } from "./library.ts"

/**
 * Runs a whole workspace's suite in a fresh sandbox. `error` says why there are no results, or not all; a signal that
 * aborts ends it early.
 */
export type RunSuite = (files: Files, language: Language, signal?: AbortSignal) => Promise<SuiteOutcome>

export interface SuiteOutcome {
  readonly results: readonly TestResult[]
  readonly error?: string
  /** What was printed outside of any test. */
  readonly output?: string
}

export interface CheckOptions {
  readonly runSuite: RunSuite
  /** How many languages are under way at once. */
  readonly parallel: number
  readonly languages?: readonly Language[]
  readonly onStep?: (step: CheckStep) => void
}

/**
 * Proves of each question, in each language: the solution passes every test, the starter fails a visible one, every
 * wrong solution fails a hidden one, and the growth suite measures every size. Steps come as they are done.
 */
export async function checkQuestions(
  questions: readonly StoredQuestion[],
  { runSuite, parallel, languages, onStep }: CheckOptions,
): Promise<CheckStep[]> {
  const work = questions.flatMap((stored) =>
    [...stored.question.files.keys()]
      .filter((language) => languages?.includes(language) ?? true)
      .map((language) => ({ stored, language })),
  )
  const steps: CheckStep[] = []
  const next = work.values()
  async function take(): Promise<void> {
    for (const { stored, language } of next)
      for await (const step of checkLanguage(stored, language, runSuite)) {
        steps.push(step)
        onStep?.(step)
      }
  }
  await Promise.all(Array.from({ length: parallel }, take))
  return steps
}

async function* checkLanguage(
  stored: StoredQuestion,
  language: Language,
  runSuite: RunSuite,
): AsyncGenerator<CheckStep> {
  const { manifest, files } = stored.question
  const run = (...layers: Layer[]) => runSuite(layersOf(stored, language, layers), language)
  const step = (claim: CheckStep["claim"], verdict: Verdict, name?: string): CheckStep => ({
    question: manifest.id,
    language,
    claim,
    ...(name !== undefined && { name }),
    ...verdict,
  })

  const visible = await run("starter", "solution", "visible")
  const all = await run("starter", "solution", "visible", "hidden")
  const visibleIds = new Set(visible.results.map(({ id }) => id))
  yield step("solution", judgeSolution(all, visibleIds))
  yield step("starter", judgeStarter(await run("starter", "visible")))
  for (const wrong of files.get(language)?.wrong.keys() ?? []) {
    const outcome = await run("starter", { wrong }, "visible", "hidden")
    yield step("wrong", judgeWrong(outcome, visibleIds), wrong)
  }
  if (manifest.growth)
    yield step("growth", judgeGrowth(await run("starter", "solution", "inputs"), manifest.growth))
}

interface Verdict {
  ok: boolean
  detail: string
  output?: string
}

function judgeSolution({ results, error }: SuiteOutcome, visibleIds: ReadonlySet<string>): Verdict {
  if (error !== undefined) return { ok: false, detail: `The solution's suite did not run through: ${error}` }
  const hidden = results.filter(({ id }) => !visibleIds.has(id)).length
  if (hidden === 0 || visibleIds.size === 0)
    return { ok: false, detail: "There are no hidden or no visible tests among the results: add some." }
  const bad = results.filter(({ status }) => status !== "passed")
  if (bad.length > 0)
    return {
      ok: false,
      detail: `The solution must pass every test; not ${namesOf(bad)}.`,
      output: said(bad),
    }
  return { ok: true, detail: `passes ${visibleIds.size} visible and ${hidden} hidden tests` }
}

function judgeStarter({ results, error }: SuiteOutcome): Verdict {
  const failed = results.filter(isFailure).length
  if (failed > 0) return { ok: true, detail: `fails ${failed} of ${results.length} visible tests` }
  if (error !== undefined) return { ok: false, detail: `The starter must load and fail a test: ${error}` }
  return { ok: false, detail: "The starter passes every visible test: there is nothing to do." }
}

function judgeWrong({ results, error }: SuiteOutcome, visibleIds: ReadonlySet<string>): Verdict {
  const failed = results.filter(isFailure)
  const hidden = failed.filter(({ id }) => !visibleIds.has(id))
  if (hidden.length > 0) {
    const seen = failed.length - hidden.length
    return { ok: true, detail: `fails ${hidden.length} hidden and ${seen} visible tests` }
  }
  if (error !== undefined)
    return { ok: false, detail: `A wrong solution must load and fail a test: ${error}` }
  return { ok: false, detail: "Passes every hidden test: add one that catches it." }
}

/** A test that was interrupted fails when it is graded. */
const isFailure = ({ status }: TestResult): boolean => status === "failed" || status === "other"

function judgeGrowth(
  { results, error, output = "" }: SuiteOutcome,
  { exponent, sizes }: { exponent: number; sizes: readonly number[] },
): Verdict {
  if (error !== undefined) return { ok: false, detail: `The growth suite did not run through: ${error}` }
  const measurements = readMeasurements([...results.map((result) => result.output ?? ""), output].join("\n"))
  const missing = sizes.filter((size) => !measurements.some((measured) => measured.size === size))
  if (missing.length > 0)
    return { ok: false, detail: `No line "growth SIZE MILLISECONDS" for ${missing.join(", ")}: print one.` }
  const measured = growthExponent(measurements)?.toFixed(2) ?? "too fast or too uneven to tell"
  return { ok: true, detail: `measured exponent ${measured}, target ${exponent}` }
}

function namesOf(results: readonly TestResult[]): string {
  const shown = results.slice(0, 3).map(({ name, status }) => `"${name}" (${status})`)
  return shown.join(", ") + (results.length > 3 ? ` and ${results.length - 3} more` : "")
}

const SAID_CHARACTERS = 8_000

/** What failing tests said, one after the other, as far as an author reads. */
function said(failed: readonly TestResult[]): string {
  const texts = failed.map(({ name, message, trace, output }) =>
    [name, message, trace, output].filter(Boolean).join("\n"),
  )
  return texts.join("\n\n").slice(0, SAID_CHARACTERS)
}
