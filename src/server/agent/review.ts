/** The candidate's word on what the agent changed: what waits for it is told, and what they decide is carried out. */
import { ChangeSet } from "@codemirror/state"
import type { Text } from "@codemirror/state"
import { reviewClient } from "../../core/agent/agent-edits.ts"
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { currentTurn } from "../../core/chat.ts"
import { serializeUpdates } from "../../core/document.ts"
import { openQuestion } from "../../core/session.ts"
import type { Hunk } from "../../protocol/assistance.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Changes, EventData, JournalEvent } from "../../protocol/events.ts"
import type { Outgoing } from "../room/client.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"

export interface Review {
  /** Throws `AppError` review-stale, bad-request. Resolves when it is durable. */
  decide(actor: Actor, decision: Decision): Promise<void>
  /** All files of which something waits, for a window that comes. */
  all(): Outgoing & { type: "reviews" }
  /** What a window that is given a document has to know of it; null when nothing waits. */
  of(language: Language, path: string): (Outgoing & { type: "review" }) | null
  close(): void
}

export type Decision = Pick<EventData<"review.decided">, "language" | "path" | "version" | "verdict" | "hunk">

interface ReviewParts {
  log: Log
  documents: Documents
  edits: AgentEdits
  /** To those who have the document open. */
  tell(language: Language, path: string, message: Outgoing): void
  broadcast(message: Outgoing): void
  /** Takes a file out of the workspace. */
  remove(actor: Actor, path: string): Promise<void>
}

/** Characters of a decided change that are written out beside the edits themselves. */
const QUOTED = 8_192

export function createReview({ log, documents, edits, tell, broadcast, remove }: ReviewParts): Review {
  /** Files of which windows were told that something waits. */
  const shown = new Map<string, { language: Language; path: string }>()

  let told = ""

  const working = (): boolean => currentTurn(log.told.chat) !== null

  function of(language: Language, path: string): (Outgoing & { type: "review" }) | null {
    const document = documents.told.get(language, path)
    const back = edits.pending(language, path)
    if (!document || !back || working()) return null
    return { type: "review", path, language, version: document.version, back: back.toJSON() as Changes }
  }

  function show(language: Language, path: string): void {
    const message = of(language, path)
    const key = `${language}/${path}`
    if (message) shown.set(key, { language, path })
    else if (!shown.delete(key)) return
    const version = documents.told.get(language, path)?.version ?? 0
    tell(language, path, message ?? { type: "review", path, language, version, back: null })
  }

  function all(): Outgoing & { type: "reviews" } {
    const language = openQuestion(log.told)?.language ?? null
    return { type: "reviews", paths: language === null ? [] : edits.paths(language).toSorted() }
  }

  /** Not while the agent works: what it writes is still changing. */
  function tellAll(): void {
    if (working()) return
    const message = all()
    const text = message.paths.join("\n")
    if (text === told) return
    told = text
    broadcast(message)
  }

  function look(events: readonly JournalEvent[]): void {
    tellAll()
    const question = openQuestion(log.told)
    if (!question) return
    const turned = events.some(({ type }) => type === "chat.ended" || type === "chat.started")
    if (turned) {
      for (const path of edits.paths(question.language)) show(question.language, path)
      for (const { language, path } of shown.values()) show(language, path)
    }
    for (const event of events) {
      if (event.type === "review.decided") show(event.data.language, event.data.path)
    }
  }

  const stop = log.listen("told", look)

  return {
    all,
    of,
    async decide(actor, { language, path, version, verdict, hunk }) {
      await log.settled()
      const document = documents.told.get(language, path)
      const back = edits.pending(language, path)
      if (!document || !back || working() || document.version !== version) throw new AppError("review-stale")
      const { text } = document
      const original = back.apply(text)
      if (hunk && !fits(hunk, original, text))
        throw new AppError("bad-request", "The change has no such place.")
      const change = hunk ? rejection(hunk, original, text) : back
      const data = { language, path, version, verdict, hunk, ...quoted(change, text) }
      const question = openQuestion(log.head)?.id ?? null
      const decided = log.record([{ actor, question, type: "review.decided", data }])
      if (verdict === "rejected") {
        const updates = serializeUpdates([{ clientID: reviewClient(version), changes: change }])
        await documents.push(actor, language, path, version, updates)
        const left = documents.told.get(language, path)
        if (edits.made(language, path) && left?.text.length === 0) await remove(actor, path)
      }
      await decided
      show(language, path)
    },
    close: stop,
  }
}

function fits({ fromA, toA, fromB, toB }: Hunk, original: Text, text: Text): boolean {
  return fromA <= toA && toA <= original.length && fromB <= toB && toB <= text.length
}

function rejection({ fromA, toA, fromB, toB }: Hunk, original: Text, text: Text): ChangeSet {
  return ChangeSet.of({ from: fromB, to: toB, insert: original.slice(fromA, toA) }, text.length)
}

/** What the agent had written in the places of a change, and what stood there before. */
function quoted(change: ChangeSet, text: Text): { after: string; before: string } {
  const after: string[] = []
  const before: string[] = []
  change.iterChanges((from, to, _fromB, _toB, inserted) => {
    after.push(text.sliceString(from, to))
    before.push(inserted.toString())
  })
  const cut = (parts: string[]): string => parts.join("\n").slice(0, QUOTED).toWellFormed()
  return { after: cut(after), before: cut(before) }
}
