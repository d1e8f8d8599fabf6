import type { ModelFault } from "../../protocol/assistance.ts"
import { ModelError } from "../../server/agent/model/model.ts"
import { createModelSource } from "../../server/agent/model/source.ts"
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
  const port = createModelSource({ ...settings, outputTokens: 64 }).open({ id: "doctor", hints: [] })
  const signal = AbortSignal.timeout(waitMs)
  const request = {
    system: "You are asked whether you can be reached.",
    tools: [],
    messages: [{ role: "user", text: "Answer with the word yes." } as const],
  }
  try {
    const start = performance.now()
    for await (const part of port.step(request, signal))
      if (part.type === "begin") {
        const seconds = ((performance.now() - start) / 1_000).toFixed(1)
        return finding(MODEL, "ok", `${where} answers (after ${seconds} s)`)
      }
    return finding(MODEL, "ok", `${where} answers`)
  } catch (error) {
    if (signal.aborted) return finding(MODEL, "weak", `${where} did not answer in ${waitMs / 1_000} s`)
    if (!(error instanceof ModelError)) throw error
    const instead = "Without a model set, the built-in coach answers."
    return PASSING.has(error.fault)
      ? finding(MODEL, "weak", `${where} does not answer at the moment: ${error.message}`)
      : finding(MODEL, "missing", `${where} cannot be used: ${error.message}`, instead)
  }
}
