import type { ModelFault } from "../../protocol/assistance.ts"
import { askForAWord } from "../../server/agent/model/ask.ts"
import { ModelError } from "../../server/agent/model/model.ts"
import type { ModelSettings } from "../../server/agent/model/source.ts"
import { type Finding, finding, MODEL } from "./finding.ts"

/** What may be over in a minute. */
const PASSING: ReadonlySet<ModelFault> = new Set([
  "overloaded",
  "rate-limited",
  "timeout",
  "server-error",
  "cut-off",
])

/** Whether the configured model answers: it is asked for one word. Without one, that the built-in coach does. */
export async function checkModel(settings: ModelSettings, waitMs = 30_000): Promise<Finding> {
  if (settings.kind === "coach")
    return finding(
      MODEL,
      "weak",
      "no language model is connected; the built-in coach answers",
      "Set ANTHROPIC_API_KEY; or OPENAI_BASE_URL and INTERVIEWLM_MODEL for another server.",
    )
  const { model, baseUrl } = settings
  const where = `${model} at ${new URL(baseUrl).host}`
  const signal = AbortSignal.timeout(waitMs)
  try {
    const seconds = ((await askForAWord(settings, signal)) / 1_000).toFixed(1)
    return finding(MODEL, "ok", `${where} answers (after ${seconds} s)`)
  } catch (error) {
    if (signal.aborted) return finding(MODEL, "weak", `${where} did not answer in ${waitMs / 1_000} s`)
    if (!(error instanceof ModelError)) throw error
    const instead = "Without a model set, the built-in coach answers."
    return PASSING.has(error.fault)
      ? finding(MODEL, "weak", `${where} does not answer at the moment: ${error.message}`)
      : finding(MODEL, "missing", `${where} cannot be used: ${error.message}`, instead)
  }
}
