/** Asks a provider for one answer and tells it part by part, whatever the provider. */
import { JSONParseError, TypeValidationError } from "@ai-sdk/provider"
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
} from "@ai-sdk/provider"
import type { ModelUsage } from "../../../protocol/assistance.ts"
import { cutOff, faultOf, silent, unreadable } from "./faults.ts"
import type { Asked } from "./faults.ts"
import type { StepPart } from "./model.ts"
import { priceOf } from "./prices.ts"

export interface Provider {
  readonly asked: Asked
  /** A model whose every byte goes through `fetch`. */
  model(fetch: typeof globalThis.fetch): LanguageModelV4
  /** What gives this block of thinking back; null when it can't be. */
  seal(metadata: SharedV4ProviderMetadata): string | null
  /** Whether an event that is not understood may be passed over. */
  passOver(event: unknown): boolean
  /** The longest time without a byte, milliseconds. */
  readonly silentMs: number
}

type Stop = Extract<StepPart, { type: "finish" }>["stop"]

/** One answer, as `ModelPort.step` promises it. */
export async function* ask(
  provider: Provider,
  options: LanguageModelV4CallOptions,
  signal: AbortSignal,
): AsyncGenerator<StepPart> {
  const { asked, silentMs } = provider
  if (signal.aborted) throw abortError(signal)
  const line = listen(silentMs)
  let begun = false
  try {
    const abortSignal = AbortSignal.any([signal, line.signal])
    const { stream } = await provider.model(line.fetch).doStream({ ...options, abortSignal })
    begun = true
    for await (const part of translate(stream, provider)) {
      line.pause()
      yield part
      if (signal.aborted) break
      line.resume()
    }
    if (signal.aborted) throw abortError(signal)
  } catch (error) {
    if (signal.aborted) throw abortError(signal)
    if (line.silent) throw silent(asked, silentMs)
    throw faultOf(error, asked, begun, Date.now())
  } finally {
    line.close()
  }
}

/**
 * A `fetch` that is cut off when no byte came for that long: pings and comments are life too. While it is paused nobody
 * reads on, and no time counts, whatever still comes.
 */
function listen(silentMs: number) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let fellSilent = false
  let paused = false
  const heard = (): void => {
    clearTimeout(timer)
    if (paused || controller.signal.aborted) return
    timer = setTimeout(() => {
      fellSilent = true
      controller.abort()
    }, silentMs)
  }
  const wrapped: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    heard()
    if (!response.body) return response
    const body = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, to) {
          heard()
          to.enqueue(chunk)
        },
      }),
    )
    return new Response(body, response)
  }
  heard()
  return {
    fetch: wrapped,
    signal: controller.signal,
    pause: (): void => {
      paused = true
      clearTimeout(timer)
    },
    resume: (): void => {
      paused = false
      heard()
    },
    get silent() {
      return fellSilent
    },
    close: (): void => {
      clearTimeout(timer)
      controller.abort()
    },
  }
}

function abortError(signal: AbortSignal): Error {
  const { reason } = signal
  return reason instanceof Error && reason.name === "AbortError"
    ? reason
    : new DOMException("The step was stopped.", "AbortError")
}

/** The block that is being told. */
interface Open {
  kind: "text" | "thinking" | "tool"
  id: string
  seal: string | null
  /** All of a tool's input so far. */
  input: string[]
}

async function* translate(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  { asked, seal, passOver }: Provider,
): AsyncGenerator<StepPart> {
  let open: Open | null = null
  /** Tools whose input was told to its end. */
  const told = new Set<string>()
  let called = false

  function* begin(kind: Open["kind"], id: string, tool = ""): Generator<StepPart> {
    yield* end()
    open = { kind, id, seal: null, input: [] }
    yield kind === "tool" ? { type: "begin", kind, call: id, tool } : { type: "begin", kind }
  }
  function* end(): Generator<StepPart> {
    if (!open) return
    const { kind, id, seal: sealed, input } = open
    if (kind === "tool") {
      told.add(id)
      if (input.length === 0) yield { type: "text", text: "{}" }
    }
    open = null
    yield { type: "end", seal: sealed }
  }
  function* words(kind: "text" | "thinking", id: string, text: string): Generator<StepPart> {
    if (text === "") return
    if (open?.kind !== kind || open.id !== id) yield* begin(kind, id)
    yield { type: "text", text }
  }
  function* input(id: string, text: string): Generator<StepPart> {
    if (text === "") return
    if (open?.kind !== "tool" || open.id !== id) throw unreadable(asked)
    open.input.push(text)
    yield { type: "text", text }
  }
  const keep = (id: string, metadata: SharedV4ProviderMetadata | undefined): void => {
    if (open?.kind === "thinking" && open.id === id && metadata) open.seal = seal(metadata) ?? open.seal
  }

  for await (const part of stream) {
    switch (part.type) {
      case "text-start":
        yield* begin("text", part.id)
        break
      case "text-delta":
        yield* words("text", part.id, part.delta)
        break
      case "reasoning-start":
        yield* begin("thinking", part.id)
        keep(part.id, part.providerMetadata)
        break
      case "reasoning-delta":
        yield* words("thinking", part.id, part.delta)
        keep(part.id, part.providerMetadata)
        break
      case "text-end":
      case "reasoning-end":
        if (is(open, part.id) && !isTool(open)) yield* end()
        break
      case "tool-input-start":
        called = true
        yield* begin("tool", part.id, part.toolName)
        break
      case "tool-input-delta":
        yield* input(part.id, part.delta)
        break
      case "tool-call":
        // A whole call at once. What ends an input is not known to be more than a cut until something follows.
        if (is(open, part.toolCallId) && isEmpty(open)) yield* input(part.toolCallId, part.input)
        break
      case "error":
        if (isUnread(part.error)) {
          if (TypeValidationError.isInstance(part.error) && passOver(part.error.value)) break
          throw unreadable(asked)
        }
        throw part.error
      case "finish": {
        const stop = stopOf(part.finishReason, called)
        if (stop === null) throw cutOff(asked)
        if (!(stop === "length" && isCut(open))) yield* end()
        yield { type: "finish", stop, usage: usageOf(part.usage, asked.model) }
        return
      }
    }
  }
  throw cutOff(asked)
}

// The block is changed in the generators above, which the compiler does not follow.
const is = (open: Open | null, id: string): boolean => open?.id === id
const isTool = (open: Open | null): boolean => open?.kind === "tool"
const isEmpty = (open: Open | null): boolean => open?.kind === "tool" && open.input.length === 0
const isUnread = (error: unknown): boolean =>
  TypeValidationError.isInstance(error) || JSONParseError.isInstance(error)

/** A tool call whose input stops before its end. */
function isCut(open: Open | null): boolean {
  if (open?.kind !== "tool") return false
  try {
    JSON.parse(open.input.join(""))
    return false
  } catch {
    return true
  }
}

const STOPS: Readonly<Record<string, Stop>> = {
  pause_turn: "pause",
  model_context_window_exceeded: "context",
  refusal: "refusal",
}

/** Why it ended; null when it did not say. */
function stopOf({ unified, raw }: LanguageModelV4FinishReason, called: boolean): Stop | null {
  const named = raw === undefined ? undefined : STOPS[raw]
  if (named) return named
  switch (unified) {
    case "length":
      return "length"
    case "content-filter":
      return "refusal"
    case "tool-calls":
      return "tools"
    case "stop":
      return called ? "tools" : "end"
    default:
      return raw === undefined || unified === "interrupted" ? null : called ? "tools" : "end"
  }
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV4Usage, model: string): ModelUsage {
  const count = (tokens: number | undefined): number => Math.max(0, Math.round(tokens ?? 0))
  const usage = {
    input: count(inputTokens.noCache ?? inputTokens.total),
    cacheRead: count(inputTokens.cacheRead),
    cacheWrite: count(inputTokens.cacheWrite),
    output: count(outputTokens.total),
  }
  return { ...usage, microDollars: priceOf(model, usage) }
}
