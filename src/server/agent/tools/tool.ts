/** What a tool of the agent is to the loop that carries it out. */
import type { ToolName } from "../../../core/agent/levels.ts"
import type { InputPiece } from "../../../core/agent/input-reader.ts"
import type { Actor } from "../../../protocol/events.ts"
import type { ToolDescription } from "../model/model.ts"

export interface Tool {
  readonly name: ToolName
  readonly description: ToolDescription
  /** It only looks: several may run at once. */
  readonly readOnly: boolean
  /** Begins a call whose input is still being written. */
  begin(context: CallContext): ToolCall
}

export interface ToolCall {
  /** More of the input, in order. Never throws: what is wrong with it is the result. */
  take?(piece: InputPiece): void
  /**
   * Carries it out with the whole input, which is whatever the model wrote. Rejects only when the signal aborts, with
   * its reason; every other failure is an answer that says what to do.
   */
  finish(input: unknown): Promise<ToolAnswer>
  /** The call will not be finished: what it did by then is taken back. */
  drop?(): Promise<void>
}

export interface ToolAnswer {
  readonly ok: boolean
  /** Cleaned, redacted and bounded, as the model and the candidate read it. */
  readonly text: string
}

export interface CallContext {
  /** The model's name for this call, unique in a conversation. */
  readonly call: string
  readonly actor: Actor
  readonly signal: AbortSignal
  /** What is printed meanwhile, for the candidate to see. Cleaned and redacted by the tool. */
  output(text: string): void
}
