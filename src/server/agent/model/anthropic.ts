/** Models behind the Anthropic Messages API: Anthropic's own, or Ollama's, vLLM's and llama.cpp's servers of it. */
import { createAnthropic } from "@ai-sdk/anthropic"
import type { LanguageModelV4CallOptions, SharedV4ProviderMetadata } from "@ai-sdk/provider"
import { LIMITS } from "../../../protocol/limits.ts"
import { CONTEXT_TOKENS, knownModel } from "./known.ts"
import type { ModelPort, StepRequest } from "./model.ts"
import { priceOf } from "./prices.ts"
import { promptOf } from "./prompt.ts"
import type { PromptRules } from "./prompt.ts"
import { ask } from "./step.ts"
import type { Provider } from "./step.ts"

export interface AnthropicSettings {
  /** Null for a server of one's own that wants none. */
  readonly apiKey: string | null
  /** As a person writes it, with or without `/v1`. */
  readonly baseUrl: string
  readonly model: string
  readonly outputTokens: number
  /** What is known of the model when left out. */
  readonly contextTokens?: number
  readonly silentMs?: number
}

/** The model of that id. Asks nobody yet. */
export function createAnthropicModel(settings: AnthropicSettings): ModelPort {
  const { apiKey, baseUrl, model, outputTokens, silentMs = LIMITS.chat.silentMs } = settings
  const known = knownModel(model)
  const provider: Provider = {
    asked: {
      model,
      host: new URL(baseUrl).host,
      key: apiKey,
    },
    model: (fetch) =>
      createAnthropic({ apiKey: apiKey ?? "none", baseURL: versioned(baseUrl), fetch })(model),
    seal: ({ anthropic }) => sealOf(anthropic),
    passOver: (event) => !EVENTS.has(String(Object(event).type)),
    silentMs,
  }
  return {
    label: { name: model, languageModel: true },
    cost: (tokens) => priceOf(model, tokens),
    limits: { contextTokens: settings.contextTokens ?? known.contextTokens ?? CONTEXT_TOKENS, outputTokens },
    step: (request, signal) => ask(provider, options(request), signal),
  }

  function options(request: StepRequest): LanguageModelV4CallOptions {
    return {
      prompt: promptOf(request, { ...RULES, systemInside: known.systemInside }),
      maxOutputTokens: outputTokens,
      tools: request.tools.map(({ name, description, inputSchema }, index) => ({
        type: "function",
        name,
        description,
        inputSchema,
        ...(index === request.tools.length - 1 && { providerOptions: CACHED }),
      })),
      providerOptions: {
        anthropic: {
          toolStreaming: known.eagerInput,
          ...(known.adaptive && { effort: "medium", thinking: { type: "adaptive", display: "summarized" } }),
        },
      },
    }
  }
}

/** The address below which `/messages` is. */
function versioned(baseUrl: string): string {
  const plain = baseUrl.replace(/\/+$/, "")
  return /\/v\d+$/.test(plain) ? plain : `${plain}/v1`
}

/** All that the protocol has; what else comes is for clients that know it. */
const EVENTS = new Set([
  "message_start",
  "content_block_start",
  "content_block_delta",
  "content_block_stop",
  "message_delta",
  "message_stop",
  "ping",
  "error",
])

const CACHED = { anthropic: { cacheControl: { type: "ephemeral" } } }

const RULES: Omit<PromptRules, "systemInside"> = {
  oneText: false,
  cached: CACHED,
  thinking: (seal) => {
    if (seal.startsWith(SIGNED)) return { anthropic: { signature: seal.slice(SIGNED.length) } }
    if (seal.startsWith(REDACTED)) return { anthropic: { redactedData: seal.slice(REDACTED.length) } }
    return null
  },
}

const SIGNED = "signature:"
const REDACTED = "redacted:"

function sealOf(metadata: SharedV4ProviderMetadata[string] | undefined): string | null {
  const { signature, redactedData } = metadata ?? {}
  if (typeof signature === "string" && signature !== "") return SIGNED + signature
  return typeof redactedData === "string" ? REDACTED + redactedData : null
}
