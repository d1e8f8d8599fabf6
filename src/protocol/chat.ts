/** The conversation with the agent as pages are sent it: plain JSON, folded from the journal by `core/chat.ts`. */
import type { AssistanceLevel, Attachment, LevelReason, ModelUsage, NudgeKind } from "./assistance.ts"
import type { Language } from "./ctrf.ts"
import type { Actor, EventData } from "./events.ts"

export interface ChatState {
  readonly entries: readonly ChatEntry[]
  /** What stands before the first entry here was left out of this state, not of the record. */
  readonly earlier: boolean
  /** The model is no longer told what stands before this event. */
  readonly compactedBefore: number
}

export type ChatEntry = MessageEntry | TurnEntry | NudgeEntry | LevelEntry

interface Entered {
  /** The event that began it. */
  readonly seq: number
  readonly at: number
}

export interface MessageEntry extends Entered {
  readonly kind: "message"
  readonly id: string
  readonly by: Actor
  readonly text: string
  readonly language: Language
  readonly looking: string | null
  readonly attached: readonly Attachment[]
  readonly quality: EventData<"chat.message">["quality"]
}

export interface NudgeEntry extends Entered {
  readonly kind: "nudge"
  readonly id: string
  readonly about:
    | { readonly offer: NudgeKind }
    | { readonly level: { from: AssistanceLevel; to: AssistanceLevel }; readonly reason: LevelReason }
  readonly answer: "accepted" | "dismissed" | null
  /** The event that answered it. */
  readonly answeredBy: number | null
}

export interface LevelEntry extends Entered {
  readonly kind: "level"
  readonly by: Actor
  readonly from: AssistanceLevel
  readonly to: AssistanceLevel
  readonly reason: LevelReason | "asked"
}

export interface TurnEntry extends Entered {
  readonly kind: "turn"
  readonly id: string
  /** The candidate asked it to go on. */
  readonly continues: boolean
  readonly steps: readonly Step[]
  /** Null while it goes on. */
  readonly outcome: EventData<"chat.ended">["outcome"] | null
  readonly endedAt: number | null
  /** The event that ended it. */
  readonly endedBy: number | null
  /** Why the last asking came to nothing, and when; null once the model answers again. */
  readonly failure: (EventData<"chat.failed"> & { readonly failedAt: number }) | null
}

export interface Step {
  /** The event by which the model was asked. */
  readonly seq: number
  readonly at: number
  readonly model: string
  readonly level: AssistanceLevel
  readonly blocks: readonly Block[]
  /** Null while the model answers, and for good when it was cut off. */
  readonly stop: EventData<"chat.stepped">["stop"] | null
  readonly usage: ModelUsage | null
  /** It came to nothing: neither shown nor told to the model. */
  readonly failed: boolean
}

export type Block =
  | {
      readonly kind: "text" | "thinking"
      /** In its step; blocks of which nothing came leave gaps. */
      readonly number: number
      readonly text: string
      readonly seal: string | null
    }
  | ToolBlock

export interface ToolBlock {
  readonly kind: "tool"
  readonly number: number
  readonly call: string
  readonly tool: string
  /** As the model wrote it; `whole` when it is JSON to its end. Null while it is still being written. */
  readonly input: { readonly text: string; readonly whole: boolean } | null
  /** What it has printed so far, the end of it where that is long. */
  readonly output: string
  readonly result: { readonly ok: boolean; readonly text: string; readonly refused: boolean } | null
  readonly startedAt: number
  readonly endedAt: number | null
  readonly seal: string | null
}
