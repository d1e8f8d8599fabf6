import type { QuestionManifest } from "../../../protocol/question.ts"
import { createAnthropicModel } from "./anthropic.ts"
import { createCoach } from "./coach.ts"
import type { ModelPort, ModelSource } from "./model.ts"
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
  model: string | undefined,
): ModelPort {
  switch (settings.kind) {
    case "anthropic":
      return createAnthropicModel({ ...settings, model: model ?? settings.model })
    case "openai":
      return createOpenAIModel({ ...settings, model: model ?? settings.model })
    case "coach":
      return createCoach(question)
  }
}
