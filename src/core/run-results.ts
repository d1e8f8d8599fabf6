/**
 * The results of a test run as the session's state keeps them. The record has all of each; what a program under test
 * prints and throws must not make the state heavy that every window gets when it joins, and thousands of results must
 * not be copied for one more. Plain JSON.
 */
import type { TestResult } from "../protocol/ctrf.ts"
import { LIMITS } from "../protocol/limits.ts"

export interface RunResults {
  /** By test id, in order of first arrival; all but the last page are full. */
  readonly pages: readonly Readonly<Record<string, TestResult>>[]
  /** Of the texts of all, but for short messages, which are always kept. */
  readonly characters: number
}

export const NO_RESULTS: RunResults = { pages: [], characters: 0 }

/** Results on a page: one more copies a page and the list of pages. */
const PAGE = 64

const TEXTS = ["message", "trace", "expected", "actual", "output"] as const
const CUT = "\n… (cut; the record has all of it)"
/** Of a message once the run's texts are over their sum. */
const SHORT_MESSAGE = 200

/**
 * The results with one more, or another of the same test. Each of its texts is kept within `LIMITS.run.keptText`
 * characters; where those of all would pass `LIMITS.run.keptTexts`, only a short message. Adding what was kept already
 * changes nothing.
 */
export function withResult({ pages, characters }: RunResults, result: TestResult): RunResults {
  const { id } = result
  const before = resultOf({ pages, characters }, id)
  const held = characters - (before ? textLength(before) : 0)
  const kept = keep(result, held)
  const found = pages.findIndex((page) => Object.hasOwn(page, id))
  const at = found < 0 ? pageWithRoom(pages) : found
  return { pages: pages.toSpliced(at, 1, { ...pages[at], [id]: kept }), characters: held + textLength(kept) }
}

/** The last page, or the one after it when that is full. */
function pageWithRoom(pages: RunResults["pages"]): number {
  const last = pages.at(-1)
  return last && Object.keys(last).length < PAGE ? pages.length - 1 : pages.length
}

export function withoutResults(results: RunResults, ids: readonly string[]): RunResults {
  const gone = new Set(ids)
  return listResults(results)
    .filter(({ id }) => !gone.has(id))
    .reduce(withResult, NO_RESULTS)
}

export function resultOf({ pages }: RunResults, id: string): TestResult | undefined {
  return pages.find((page) => Object.hasOwn(page, id))?.[id]
}

export function listResults({ pages }: RunResults): TestResult[] {
  return pages.flatMap((page) => Object.values(page))
}

function keep(result: TestResult, held: number): TestResult {
  const kept = { ...result }
  for (const name of TEXTS) {
    const text = result[name]
    if (text !== undefined) kept[name] = cut(text, LIMITS.run.keptText)
  }
  if (held + textLength(kept) <= LIMITS.run.keptTexts) return kept
  const { message, trace: _, expected: _e, actual: _a, output: _o, ...rest } = kept
  return message === undefined ? rest : { ...rest, message: cut(message, SHORT_MESSAGE) }
}

function textLength(result: TestResult): number {
  const length = TEXTS.reduce((sum, name) => sum + (result[name]?.length ?? 0), 0)
  return length <= SHORT_MESSAGE ? 0 : length
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - CUT.length).toWellFormed() + CUT
}
