/** What of a conversation is told to a screen reader as it happens. */
import { cameToNothing } from "../../core/chat.ts"
import type { ChatEntry, ChatState, TurnEntry } from "../../protocol/chat.ts"
import { endWords, LEVEL_WORDS, nudgeWords } from "./words.ts"

/** Of an answer, at most its end. */
const SPOKEN_CHARACTERS = 600

/** What came of turns, that help is offered and that the level changed, by events after `seq`, in their order. */
export function spokenOf(chat: ChatState, seq: number): string[] {
  return chat.entries
    .map((entry) => ({ by: eventOf(entry), entry }))
    .filter(({ by }) => by > seq)
    .toSorted((a, b) => a.by - b.by)
    .map(({ entry }) => wordsOf(entry))
    .filter((words) => words !== "")
}

/** The event by which an entry is worth a word. */
function eventOf(entry: ChatEntry): number {
  if (entry.kind === "turn") return entry.endedBy ?? 0
  return entry.kind === "message" ? 0 : entry.seq
}

function wordsOf(entry: ChatEntry): string {
  switch (entry.kind) {
    case "message":
      return ""
    case "turn": {
      const words = endWords(entry)
      return words ? `The agent: ${words.title} ${words.text}` : `The agent: ${answerOf(entry)}`
    }
    case "nudge":
      return entry.answer === null ? `The agent offers: ${nudgeWords(entry).title}` : ""
    case "level":
      return `The agent's level is now ${LEVEL_WORDS[entry.to].name}.`
  }
}

function answerOf({ steps }: TurnEntry): string {
  const said = steps
    .filter((step) => !cameToNothing(step))
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [])))
  const all = said.join("\n")
  return all.length > SPOKEN_CHARACTERS ? all.slice(-SPOKEN_CHARACTERS).toWellFormed() : all
}
