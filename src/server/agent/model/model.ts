/**
 * The one port through which a language model is asked, one step at a time: what it says is told as it comes, and what
 * it wants done is ours to do. `test/contract/model.ts` holds every adapter to this file.
 */
import type { ModelFault, ModelLabel, ModelUsage } from "../../../protocol/assistance.ts"
import type { EventData } from "../../../protocol/events.ts"
import type { QuestionManifest } from "../../../protocol/question.ts"

export interface ModelPort {
  readonly label: ModelLabel
  /** Millionths of a dollar for so many tokens; null where the price is not known. */
  cost(tokens: Omit<ModelUsage, "microDollars">): number | null
  /** Tokens of a request and its answer together, and of an answer. */
  readonly limits: { readonly contextTokens: number; readonly outputTokens: number }
  /**
   * Asks for one answer. Parts come in order: a block's `begin`, its text, its `end`. Throws `ModelError`, also in the
   * middle, and an `AbortError` once the signal aborts. Never asks again by itself.
   */
  step(request: StepRequest, signal: AbortSignal): AsyncIterable<StepPart>
}

export interface ModelSource {
  /** The model of an interview on one question. `model` names another than the installation's. */
  open(question: Pick<QuestionManifest, "id" | "hints">, model?: string): ModelPort
}

export interface StepRequest {
  /** The same for a whole interview question, so that what is cached stays good. */
  readonly system: string
  /** The same at every level, for the same reason; what a level does not allow is refused when it is called. */
  readonly tools: readonly ToolDescription[]
  readonly messages: readonly ModelMessage[]
}

export interface ToolDescription {
  readonly name: string
  readonly description: string
  /** JSON Schema of an object; its properties stand in the order in which they should be written. */
  readonly inputSchema: Readonly<Record<string, unknown>>
}

export type ModelMessage =
  /** From the product itself, after the fact: a level that changed, a rule that applies from here on. */
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "assistant"; readonly blocks: readonly AssistantBlock[] }
  /** The results of all calls of the assistant message before it, in their order. */
  | { readonly role: "tool"; readonly results: readonly ToolResult[] }

export type AssistantBlock =
  | { readonly kind: "text"; readonly text: string }
  /** `seal` is what the adapter asked to be given back with it. */
  | { readonly kind: "thinking"; readonly text: string; readonly seal: string | null }
  | { readonly kind: "tool"; readonly call: string; readonly tool: string; readonly input: unknown }

export interface ToolResult {
  readonly call: string
  readonly tool: string
  readonly ok: boolean
  readonly text: string
}

export type StepPart =
  | { readonly type: "begin"; readonly kind: "text" | "thinking" }
  | { readonly type: "begin"; readonly kind: "tool"; readonly call: string; readonly tool: string }
  /** Of the block that began last; of a tool call it is its input as JSON, cut anywhere. */
  | { readonly type: "text"; readonly text: string }
  /** The block is whole. A tool call's input is then all there, though it need not be JSON. */
  | { readonly type: "end"; readonly seal: string | null }
  /** Last, unless it throws. A tool call that did not end was cut off by `length`. */
  | {
      readonly type: "finish"
      readonly stop: Exclude<EventData<"chat.stepped">["stop"], "cut">
      readonly usage: ModelUsage
    }

/** The model did not answer, or stopped in the middle. `message` is for people and says what to do; it holds no key. */
export class ModelError extends Error {
  readonly fault: ModelFault
  /** Whether asking again may help. */
  readonly retryable: boolean
  /** How long the provider asked to wait; null when it did not say. */
  readonly retryAfterMs: number | null
  constructor(fault: ModelFault, message: string, retry: { able: boolean; afterMs: number | null }) {
    super(message)
    this.fault = fault
    this.retryable = retry.able
    this.retryAfterMs = retry.afterMs
  }
}
