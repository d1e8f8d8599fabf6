/**
 * How much of a test's result stays in the state that every window gets when it joins: the record has all of it, but
 * what a program under test prints and throws must not make a session heavy.
 */
import type { TestResult } from "../protocol/ctrf.ts"
import { LIMITS } from "../protocol/limits.ts"

const TEXTS = ["message", "trace", "expected", "actual", "output"] as const
const CUT = "\n… (cut; the record has all of it)"
/** Of a message once the run's texts are over their sum. */
const SHORT_MESSAGE = 200

/**
 * The result with each of its texts within `LIMITS.run.keptText` characters; where `held` characters of texts are kept
 * already and these would pass `LIMITS.run.keptTexts`, only a short message. Keeping a kept result changes nothing.
 */
export function keptResult(result: TestResult, held: number): TestResult {
  const kept = { ...result }
  for (const name of TEXTS) {
    const text = result[name]
    if (text !== undefined) kept[name] = cut(text, LIMITS.run.keptText)
  }
  if (held + textLength(kept) <= LIMITS.run.keptTexts) return kept
  const { message, trace: _, expected: _e, actual: _a, output: _o, ...rest } = kept
  return message === undefined ? rest : { ...rest, message: cut(message, SHORT_MESSAGE) }
}

/** Characters of a result's texts, but for a short message, which is always kept. */
export function textLength(result: TestResult): number {
  const length = TEXTS.reduce((sum, name) => sum + (result[name]?.length ?? 0), 0)
  return length <= SHORT_MESSAGE ? 0 : length
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit - CUT.length).toWellFormed() + CUT
}
