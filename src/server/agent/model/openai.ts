/** Models behind a URL that speaks OpenAI's chat completions: Ollama, vLLM, OpenRouter and others. */
import { createOpenAICompatible } from "@ai-sdk/openai-compatible"
import { LIMITS } from "../../../protocol/limits.ts"
import { CONTEXT_TOKENS, knownModel } from "./known.ts"
import type { ModelPort } from "./model.ts"
import { priceOf } from "./prices.ts"
import { promptOf } from "./prompt.ts"
import { ask } from "./step.ts"
import type { Provider } from "./step.ts"

export interface OpenAISettings {
  /** Null for a server that wants none. */
  readonly apiKey: string | null
  /** Below it is `/chat/completions`; a host alone stands for its `/v1`. */
  readonly baseUrl: string
  readonly model: string
  readonly outputTokens: number
  /** What is known of the model when left out. */
  readonly contextTokens?: number
  readonly silentMs?: number
}

/** The model of that id. Asks nobody yet. Thinking is told, but not given back: servers differ too much in it. */
export function createOpenAIModel(settings: OpenAISettings): ModelPort {
  const { apiKey, baseUrl, model, outputTokens, silentMs = LIMITS.chat.silentMs } = settings
  const contextTokens = settings.contextTokens ?? knownModel(model).contextTokens ?? CONTEXT_TOKENS
  const { host } = new URL(baseUrl)
  const provider: Provider = {
    asked: {
      model,
      host,
      key: apiKey,
    },
    model: (fetch) =>
      createOpenAICompatible({
        name: "openai",
        baseURL: completionsUrl(baseUrl),
        ...(apiKey !== null && { apiKey }),
        includeUsage: true,
        transformRequestBody: host === "api.openai.com" ? renameLimit : (body) => body,
        fetch,
      }).chatModel(model),
    seal: () => null,
    passOver: () => false,
    silentMs,
  }
  return {
    label: { name: model, languageModel: true },
    cost: (tokens) => priceOf(model, tokens),
    limits: { contextTokens, outputTokens },
    step: (request, signal) =>
      ask(
        provider,
        {
          prompt: promptOf(request, {
            systemInside: false,
            oneText: true,
            cached: null,
            thinking: () => null,
          }),
          maxOutputTokens: outputTokens,
          tools: request.tools.map((tool) => ({ type: "function", ...tool })),
        },
        signal,
      ),
  }
}

/** The address below which `/chat/completions` is. */
function completionsUrl(baseUrl: string): string {
  const plain = baseUrl.replace(/\/+$/, "")
  return new URL(plain).pathname === "/" ? `${plain}/v1` : plain
}

/** OpenAI's own newer models refuse the name that all others know. */
function renameLimit({ max_tokens, ...body }: Record<string, unknown>): Record<string, unknown> {
  return { ...body, max_completion_tokens: max_tokens }
}
