import { createModelSource } from "./source.ts"
import type { ModelSettings } from "./source.ts"

/** Tokens an answer of one word needs, with what some models think before it. */
const ANSWER_TOKENS = 64

/**
 * Asks a model for one word, to see whether it can be reached, and answers how long it took to begin, in ms. Throws
 * `ModelError`, and an `AbortError` when the signal aborts.
 */
export async function askForAWord(settings: ModelSettings, signal: AbortSignal): Promise<number> {
  const asked = settings.kind === "coach" ? settings : { ...settings, outputTokens: ANSWER_TOKENS }
  const port = createModelSource(asked).open({ id: "trial", hints: [] })
  const request = {
    system: "You are asked whether you can be reached.",
    tools: [],
    messages: [{ role: "user", text: "Answer with the word yes." } as const],
  }
  const start = performance.now()
  for await (const part of port.step(request, signal)) if (part.type === "begin") break
  return performance.now() - start
}
