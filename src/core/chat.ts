/**
 * The conversation with the agent on the open question, as the fold of its events. Plain JSON: the page draws it, and
 * the server asks the model with it. Entries stand in the order in which they began.
 */
import type { Block, ChatEntry, ChatState, Step, ToolBlock, TurnEntry } from "../protocol/chat.ts"
import type { EventOf, JournalEvent } from "../protocol/events.ts"

export const NO_CHAT: ChatState = { entries: [], earlier: false, compactedBefore: 0 }

/** Characters of a tool's live output that are kept while it runs. */
const OUTPUT_KEPT = 16_384

/** The next state; the same one for events that are not of the conversation. */
export function evolveChat(chat: ChatState, event: JournalEvent): ChatState {
  switch (event.type) {
    case "question.opened":
      return NO_CHAT
    case "chat.message": {
      const { message, ...data } = event.data
      return withEntry(chat, { kind: "message", ...entered(event), id: message, by: event.actor, ...data })
    }
    case "level.changed": {
      const { from, to, reason } = event.data
      // A proposal that the level moved under, by whoever else, stands no more.
      const agreed = event.actor.kind === "candidate" && reason !== "asked"
      const answered = answer(chat, event, agreed ? "accepted" : "dismissed")
      return withEntry(answered, { kind: "level", ...entered(event), by: event.actor, from, to, reason })
    }
    case "level.proposed": {
      const { nudge: id, from, to, reason } = event.data
      return withEntry(chat, {
        kind: "nudge",
        ...entered(event),
        id,
        about: { level: { from, to }, reason },
        answer: null,
        answeredBy: null,
      })
    }
    case "nudge.offered":
      return withEntry(chat, {
        kind: "nudge",
        ...entered(event),
        id: event.data.nudge,
        about: { offer: event.data.kind },
        answer: null,
        answeredBy: null,
      })
    case "nudge.accepted":
    case "nudge.dismissed":
      return answer(chat, event, event.type === "nudge.accepted" ? "accepted" : "dismissed")
    case "chat.started":
      return withEntry(chat, {
        kind: "turn",
        ...entered(event),
        id: event.data.turn,
        continues: event.data.continues ?? false,
        steps: [],
        outcome: null,
        endedAt: null,
        endedBy: null,
        failure: null,
      })
    case "chat.asked":
    case "chat.delta":
    case "chat.tool":
    case "chat.input":
    case "chat.output":
    case "chat.result":
    case "chat.refused":
    case "chat.stepped":
    case "chat.failed":
    case "chat.ended":
      return withTurn(chat, event.data.turn, (turn) => evolveTurn(turn, event))
    case "chat.compacted":
      return { ...chat, compactedBefore: event.data.before }
    default:
      return chat
  }
}

const entered = ({ seq, at }: JournalEvent): Pick<ChatEntry, "seq" | "at"> => ({ seq, at })

function withEntry(chat: ChatState, entry: ChatEntry): ChatState {
  return { ...chat, entries: [...chat.entries, entry] }
}

/** The turn is near the end: whatever came after it began is all there is behind it. */
function withTurn(chat: ChatState, id: string, change: (turn: TurnEntry) => TurnEntry): ChatState {
  const index = chat.entries.findLastIndex((entry) => entry.kind === "turn" && entry.id === id)
  const turn = chat.entries[index]
  return turn?.kind === "turn" ? { ...chat, entries: chat.entries.with(index, change(turn)) } : chat
}

/** The nudge that is answered: named, or the level that was proposed last. */
function answer(
  chat: ChatState,
  event: EventOf<"nudge.accepted" | "nudge.dismissed" | "level.changed">,
  given: "accepted" | "dismissed",
): ChatState {
  const index = chat.entries.findLastIndex(
    (entry) =>
      entry.kind === "nudge" &&
      entry.answer === null &&
      ("nudge" in event.data ? entry.id === event.data.nudge : "level" in entry.about),
  )
  const nudge = chat.entries[index]
  if (nudge?.kind !== "nudge") return chat
  return { ...chat, entries: chat.entries.with(index, { ...nudge, answer: given, answeredBy: event.seq }) }
}

type TurnEvent = EventOf<
  | "chat.asked"
  | "chat.delta"
  | "chat.tool"
  | "chat.input"
  | "chat.output"
  | "chat.result"
  | "chat.refused"
  | "chat.stepped"
  | "chat.failed"
  | "chat.ended"
>

function evolveTurn(turn: TurnEntry, event: TurnEvent): TurnEntry {
  switch (event.type) {
    case "chat.asked": {
      const { model, level } = event.data
      const { seq, at } = event
      const step: Step = { seq, at, model, level, blocks: [], stop: null, usage: null, failed: false }
      return { ...turn, steps: [...turn.steps, step], failure: null }
    }
    case "chat.delta": {
      const { block, kind, text } = event.data
      return withStep(turn, (step) => {
        const index = step.blocks.findLastIndex(({ number }) => number === block)
        const before = step.blocks[index]
        if (before === undefined)
          return { ...step, blocks: [...step.blocks, { kind, number: block, text, seal: null }] }
        if (before.kind === "tool") return step
        return { ...step, blocks: step.blocks.with(index, { ...before, text: before.text + text }) }
      })
    }
    case "chat.tool": {
      const { call, tool, block: number } = event.data
      const begun: ToolBlock = {
        kind: "tool",
        number,
        call,
        tool,
        input: null,
        output: "",
        result: null,
        startedAt: event.at,
        endedAt: null,
        seal: null,
      }
      return withStep(turn, (step) => ({ ...step, blocks: [...step.blocks, begun] }))
    }
    case "chat.input": {
      const { input: text, whole } = event.data
      return withCall(turn, event.data.call, (block) => ({ ...block, input: { text, whole } }))
    }
    case "chat.output": {
      const { text } = event.data
      return withCall(turn, event.data.call, (block) => ({
        ...block,
        output: (block.output + text).slice(-OUTPUT_KEPT),
      }))
    }
    case "chat.result":
    case "chat.refused": {
      const { text } = event.data
      const refused = event.type === "chat.refused"
      const ok = event.type === "chat.result" && event.data.ok
      return withCall(turn, event.data.call, (block) => ({
        ...block,
        output: "",
        result: { ok, text, refused },
        endedAt: event.at,
      }))
    }
    case "chat.stepped": {
      const { stop, usage, seals } = event.data
      return withStep(turn, (step) => ({
        ...step,
        stop,
        usage,
        blocks: sealed(step.blocks, seals),
      }))
    }
    case "chat.failed":
      return {
        ...withStep(turn, (step) => ({ ...step, failed: true })),
        failure: { ...event.data, failedAt: event.at },
      }
    case "chat.ended":
      return { ...turn, outcome: event.data.outcome, endedAt: event.at, endedBy: event.seq }
  }
}

/** What a provider sealed and showed nothing of is a block too: it wants it back. */
function sealed(blocks: readonly Block[], seals: Readonly<Record<string, string>>): Block[] {
  const known = new Set(blocks.map(({ number }) => number))
  const unseen = Object.entries(seals)
    .filter(([number]) => !known.has(Number(number)))
    .map(([number, seal]): Block => ({ kind: "thinking", number: Number(number), text: "", seal }))
  return [
    ...blocks.map((block) => ({ ...block, seal: seals[block.number] ?? block.seal })),
    ...unseen,
  ].toSorted((a, b) => a.number - b.number)
}

function withStep(turn: TurnEntry, change: (step: Step) => Step): TurnEntry {
  const last = turn.steps.at(-1)
  return last ? { ...turn, steps: [...turn.steps.slice(0, -1), change(last)] } : turn
}

function withCall(turn: TurnEntry, call: string, change: (block: ToolBlock) => ToolBlock): TurnEntry {
  return withStep(turn, (step) => ({
    ...step,
    blocks: step.blocks.map((block) =>
      block.kind === "tool" && block.call === call ? change(block) : block,
    ),
  }))
}

/** A step that failed or that the model refused: what there is of it is neither shown nor told to the model. */
export function cameToNothing({ failed, stop }: Step): boolean {
  return failed || stop === "refusal"
}

/** The turn under way, if any. */
export function currentTurn({ entries }: ChatState): TurnEntry | null {
  const turn = entries.findLast((entry) => entry.kind === "turn")
  return turn?.kind === "turn" && turn.outcome === null ? turn : null
}

/**
 * Whether anything waits to be answered: words, or an offer that was taken. What had been said when a turn was stopped
 * or failed waits for a word more.
 */
export function waits({ entries }: ChatState): boolean {
  const heard = lastHeard(entries)
  return entries.some(
    (entry) =>
      (entry.kind === "message" && entry.seq > heard) ||
      (entry.kind === "nudge" &&
        "offer" in entry.about &&
        entry.answer === "accepted" &&
        (entry.answeredBy ?? 0) > heard),
  )
}

function lastHeard(entries: readonly ChatEntry[]): number {
  const turn = entries.findLast((entry) => entry.kind === "turn")
  if (turn?.kind !== "turn") return 0
  const asked = turn.steps.at(-1)?.seq ?? 0
  const { outcome } = turn
  const goesOn = outcome === null || outcome === "done" || outcome === "interrupted" || outcome === "left"
  return goesOn ? asked : (turn.endedBy ?? asked)
}

/**
 * The last entries, at most so many and of so many characters as JSON, from which the state folds on as the whole
 * does: the last one, and the turn under way with all that follows it, are always among them.
 */
export function latestOf(chat: ChatState, most: number, mostCharacters = Infinity): ChatState {
  const { entries } = chat
  const first = Math.max(0, entries.length - most)
  const underWay = entries.findLastIndex((entry) => entry.kind === "turn" && entry.outcome === null)
  const needed = underWay < 0 ? entries.length - 1 : underWay
  let from = entries.length
  let characters = 0
  while (from > first) {
    if (mostCharacters < Infinity) characters += JSON.stringify(entries[from - 1]).length
    if (characters > mostCharacters && from - 1 < needed) break
    from--
  }
  return from === 0 ? chat : { ...chat, entries: entries.slice(from), earlier: true }
}
