import type { Text } from "@codemirror/state"
import { createPointers } from "../../core/acts/pointers.ts"
import type { Pointers } from "../../core/acts/pointers.ts"
import { createAgentEdits } from "../../core/agent/agent-edits.ts"
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { createDocumentSet } from "../../core/document-set.ts"
import type { DocumentSet } from "../../core/document-set.ts"
import { beginHelp, evolveHelp } from "../../core/help/signals.ts"
import type { HelpState } from "../../core/help/signals.ts"
import { begin, evolve } from "../../core/session.ts"
import { beginWall, evolveWall } from "../../core/wall/wall.ts"
import type { WallState } from "../../core/wall/wall.ts"
import type { SessionState } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { EventOf, JournalEvent } from "../../protocol/events.ts"
import { createDiskTexts } from "../workspace/disk-texts.ts"
import type { DiskTexts } from "../workspace/disk-texts.ts"
import { weightOf } from "./weight.ts"

export interface History {
  state: SessionState
  /** The open documents, folded twice: what is decided and what is told begin alike and then go apart. */
  documents: { head: DocumentSet; told: DocumentSet; onDisk: DiskTexts }
  /** What the agent changed, by the told documents. */
  edits: AgentEdits
  /** Where the lines are that assessors point at, by the told documents. */
  pointers: Pointers
  /** What the help policy goes by. */
  help: HelpState
  /** Its row on the wall of its team. */
  wall: WallState
  /** Bytes of it all (`weight.ts`). */
  weight: number
  /** Submissions without a grade. */
  ungraded: EventOf<"question.submitted">[]
}

/** Folds a journal from its start. Throws `Error` when it is empty. */
export async function readHistory(
  journal: AsyncIterable<JournalEvent>,
  each: (event: JournalEvent) => void,
): Promise<History> {
  let state: SessionState | null = null
  const told = createDocumentSet()
  const documents = { head: createDocumentSet(), told, onDisk: createDiskTexts(told) }
  const edits = createAgentEdits()
  const pointers = createPointers()
  const ungraded = new Map<string, EventOf<"question.submitted">>()
  let weight = 0
  let help = beginHelp()
  let wall: WallState | null = null
  for await (const event of journal) {
    each(event)
    weight += weightOf(event)
    help = evolveHelp(help, event)
    state = state ? evolve(state, event) : begin(event)
    wall = wall ? evolveWall(wall, event) : beginWall(event)
    edits.fold(event, textIn(told))
    pointers.fold(event)
    documents.head.fold(event)
    documents.told.fold(event)
    documents.onDisk.fold(event)
    if (event.type === "question.submitted" && event.question) ungraded.set(event.question, event)
    if (event.type === "question.graded" && event.question) ungraded.delete(event.question)
  }
  if (!state || !wall) throw new Error("The journal is empty")
  return { state, documents, edits, pointers, help, wall, weight, ungraded: [...ungraded.values()] }
}

/** How a fold beside the documents looks at one as it stands. */
export function textIn(documents: DocumentSet): (language: Language, path: string) => Text | null {
  return (language, path) => documents.get(language, path)?.text ?? null
}
