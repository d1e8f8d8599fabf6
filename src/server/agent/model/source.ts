import type { QuestionManifest } from "../../../protocol/question.ts"
import { createAnthropicModel } from "./anthropic.ts"
import { createCoach } from "./coach.ts"
import type { ModelPort, ModelSource } from "./model.ts"
import { knownModel } from "./known.ts"
import { createOpenAIModel } from "./openai.ts"

/** Which model an installation uses. Holds the key: never to be logged. */
export type ModelSettings =
  | {
      readonly kind: "anthropic" | "openai"
      /** Null for a server that wants none. */
      readonly apiKey: string | null
      readonly baseUrl: string
      /** The model where an assessment names no other. */
      readonly model: string
      /** The longest answer. */
      readonly outputTokens: number
      /** What that model, and any whose id says nothing of it, reads and writes at once; what is known when left out. */
      readonly contextTokens?: number
    }
  /** No language model: the built-in coach answers. */
  | { readonly kind: "coach" }

/** The models of an installation. Asks nobody yet. */
export function createModelSource(settings: ModelSettings): ModelSource {
  return { open: (question, model) => openModel(settings, question, model) }
}

function openModel(
  settings: ModelSettings,
  question: Pick<QuestionManifest, "id" | "hints">,
  named: string | undefined,
): ModelPort {
  if (settings.kind === "coach") return createCoach(question)
  const { contextTokens: set, ...rest } = settings
  const model = named ?? settings.model
  const known = model === settings.model ? null : knownModel(model).contextTokens
  const contextTokens = known ?? set
  const asked = { ...rest, model, ...(contextTokens !== undefined && { contextTokens }) }
  return settings.kind === "anthropic" ? createAnthropicModel(asked) : createOpenAIModel(asked)
}
