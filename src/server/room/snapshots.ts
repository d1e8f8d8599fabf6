/** Every half minute in which something changed: what each changed document was since the last time, as one change. */
import type { ChangeSet } from "@codemirror/state"
import { content, parseUpdates } from "../../core/document.ts"
import { isWithin, moved } from "../../core/path.ts"
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { Changes, EventData, JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import { sha256 } from "../sha256.ts"
import type { Documents } from "./documents.ts"
import type { Log } from "./log.ts"

const SYSTEM = { kind: "system", id: "snapshots" } as const

export interface Snapshots {
  /** Takes one now, if anything changed. Call it before a question is left. */
  take(): Promise<void>
  close(): void
}

export function createSnapshots(log: Log, documents: Documents, clock: Clock): Snapshots {
  const changed = new Map<Language, Map<string, ChangeSet>>()
  let cancel = (): void => undefined

  function follow(event: JournalEvent): void {
    if (event.type === "question.opened") changed.clear()
    if (event.type === "doc.renamed") carryOver(event.data.language, event.data.from, event.data.to)
    if (event.type !== "doc.changed") return
    const { language, path, updates } = event.data
    const files = changed.get(language) ?? new Map<string, ChangeSet>()
    changed.set(language, files)
    for (const { changes } of parseUpdates(updates))
      files.set(path, files.get(path)?.compose(changes) ?? changes)
  }

  function carryOver(language: Language, from: string, to: string): void {
    const files = changed.get(language)
    const held = [...(files ?? [])].filter(([path]) => isWithin(path, from))
    for (const [path, changes] of held) {
      files?.delete(path)
      files?.set(moved(path, from, to), changes)
    }
  }

  function filesOf(language: Language, files: Map<string, ChangeSet>): EventData<"snapshot.taken">["files"] {
    return [...files].flatMap(([path, changes]) => {
      const document = documents.told.get(language, path)
      if (!document) return []
      const digest = sha256(content(document))
      return [{ path, version: document.version, digest, changes: changes.toJSON() as Changes }]
    })
  }

  async function take(): Promise<void> {
    const question = openQuestion(log.head)?.id ?? null
    const drafts = [...changed].flatMap(([language, files]) => {
      const taken = filesOf(language, files)
      return taken.length === 0
        ? []
        : [{ actor: SYSTEM, question, type: "snapshot.taken" as const, data: { language, files: taken } }]
    })
    changed.clear()
    await log.record(drafts)
  }

  function again(): void {
    cancel = clock.after(LIMITS.save.snapshotEveryMs, () => {
      take().catch(() => undefined)
      again()
    })
  }

  const stop = log.listen("told", (events) => events.forEach(follow))
  again()
  return {
    take,
    close() {
      stop()
      cancel()
    },
  }
}
