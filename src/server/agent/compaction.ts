/** When a conversation has grown too long for its model, and how much of it is kept then. */
import type { ChatState } from "../../protocol/chat.ts"
import { compactionOf } from "./conversation.ts"
import type { ModelPort } from "./model/model.ts"

/** Of what a model can read, how much a conversation may fill before its older part is left out, and is left with. */
const FULL = 0.8
const KEPT = 0.4
/** Characters of a token, as few as they come: code in English. */
const CHARACTERS_PER_TOKEN = 3
/** A conversation is not cut shorter than this. */
const LEAST = 2_000

type Limits = ModelPort["limits"]

const readable = ({ contextTokens, outputTokens }: Limits): number => contextTokens - outputTokens

/** Whether the last asking nearly filled what the model can read. */
export function isFull({ entries }: ChatState, limits: Limits): boolean {
  const turn = entries.findLast((entry) => entry.kind === "turn")
  const usage = turn?.kind === "turn" ? turn.steps.findLast((step) => step.usage !== null)?.usage : null
  if (!usage) return false
  return usage.input + usage.cacheRead + usage.cacheWrite + usage.output > readable(limits) * FULL
}

/**
 * From which event on to keep a conversation, or null when nothing can be left out. `refused` are the characters of a
 * conversation that the model would not read, whatever it is said to read: half of them are kept.
 */
export function cutOf(chat: ChatState, limits: Limits, refused: number | null): number | null {
  const share = readable(limits) * KEPT * CHARACTERS_PER_TOKEN
  return compactionOf(chat, Math.max(LEAST, Math.min(share, (refused ?? Infinity) / 2)))
}
