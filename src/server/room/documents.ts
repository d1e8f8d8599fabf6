/**
 * The documents of the open question. Every writer (a keystroke, the agent, the shell) comes in through `push`.
 * `head` holds everything decided; `told` what is durable, which is all that people and the disk ever see.
 */
import type { DocumentSet } from "../../core/document-set.ts"
import type { ChangeSet } from "@codemirror/state"
import { apply, content, parseUpdates, rebase, serializeUpdates } from "../../core/document.ts"
import type { Document, Update } from "../../core/document.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, DocumentUpdate, Draft } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { openQuestion } from "../../core/session.ts"
import type { DiskTexts } from "../workspace/disk-texts.ts"
import type { Log } from "./log.ts"

export interface TextFile {
  path: string
  text: string
  eol: Document["eol"]
}

export interface Documents {
  readonly told: DocumentSet
  /** With everything decided, told or not: for a writer on the server that builds on it. Only `documents.ts` folds it. */
  readonly head: Pick<DocumentSet, "get">
  /** What a sandbox that outlived a server may hold of them. */
  readonly onDisk: Pick<DiskTexts, "of">
  /** Makes documents of files' texts, leaving those that are documents already. Resolves when durable. */
  open(actor: Actor, language: Language, files: readonly TextFile[]): Promise<void>
  /**
   * Rebases updates made on `version` and records them. Resolves when durable and told.
   * Throws `AppError`: document-gone, document-stale (load it again), bad-request, file-too-large.
   */
  push(
    actor: Actor,
    language: Language,
    path: string,
    version: number,
    updates: readonly DocumentUpdate[],
  ): Promise<void>
  /** The same for one change made on the server, which is nobody's resent update. */
  edit(actor: Actor, language: Language, path: string, version: number, change: ChangeSet): Promise<void>
  /** Of a file or a folder with all below it. */
  rename(actor: Actor, language: Language, from: string, to: string): Promise<void>
  delete(actor: Actor, language: Language, path: string): Promise<void>
}

/** Goes on from the documents of the journal so far; `log` is what comes after. */
export function createDocuments(
  log: Log,
  { head, told, onDisk }: { head: DocumentSet; told: DocumentSet; onDisk: DiskTexts },
): Documents {
  let edits = 0
  log.listen("decided", (events) => events.forEach(head.fold))
  log.listen("told", (events) => events.forEach(told.fold))

  async function record(actor: Actor, act: Pick<Draft, "type" | "data">): Promise<void> {
    await log.record([{ actor, question: openQuestion(log.head)?.id ?? null, ...act } as Draft])
  }

  /** Every document is held in memory twice, so that one interview may not have any number of them. */
  function mustFit(documents: number, characters: number): void {
    const { workspace } = LIMITS
    const over =
      head.size.documents + documents > workspace.documents ||
      head.size.characters + characters > workspace.documentCharacters
    if (over && (documents > 0 || characters > 0))
      throw new AppError("disk-full", "A question holds at most 5,000 text files of together 64 MB.")
  }

  const push: Documents["push"] = async (actor, language, path, version, raw) => {
    const document = head.get(language, path)
    if (!document) throw new AppError("document-gone")
    const updates = rebaseOnto(document, version, raw)
    if (updates.length === 0) return log.settled()
    mustFit(0, growth(updates))
    const data = {
      language,
      path,
      version: document.version + updates.length,
      updates: serializeUpdates(updates),
    }
    await record(actor, { type: "doc.changed", data })
  }

  return {
    told,
    head,
    onDisk,
    async open(actor, language, files) {
      const question = openQuestion(log.head)?.id ?? null
      const fresh = files.filter(({ path }) => !head.get(language, path))
      const length = fresh.reduce((sum, { text }) => sum + text.length, 0)
      mustFit(fresh.length, length)
      await log.record(
        fresh.map((file) => ({
          actor,
          question,
          type: "doc.opened",
          data: { language, ...file, version: head.nextVersion() },
        })),
      )
      await log.settled()
    },
    push,
    edit(actor, language, path, version, change) {
      const update = { clientID: `${actor.kind}-${edits++}`, changes: change }
      return push(actor, language, path, version, serializeUpdates([update]))
    },
    rename: (actor, language, from, to) =>
      record(actor, { type: "doc.renamed", data: { language, from, to } }),
    delete: (actor, language, path) => record(actor, { type: "doc.deleted", data: { language, path } }),
  }
}

const growth = (updates: readonly Update[]): number =>
  updates.reduce((sum, { changes }) => sum + changes.newLength - changes.length, 0)

/** The updates as they fit the document now, tried out whole, so that what is recorded always folds. */
function rebaseOnto(document: Document, version: number, raw: readonly DocumentUpdate[]): readonly Update[] {
  try {
    const updates = rebase(document, version, parseUpdates(raw))
    if (!updates) throw new AppError("document-stale")
    if (isTooLarge(apply(document, updates, 0)))
      throw new AppError("file-too-large", "A document holds at most 1 MB.")
    return updates
  } catch (failure) {
    if (failure instanceof RangeError)
      throw new AppError("bad-request", "An update does not fit its document.")
    throw failure
  }
}

/** A character takes one to three bytes, so that most documents need no counting. */
function isTooLarge(document: Document): boolean {
  const { bytes } = LIMITS.document
  if ((document.text.length + document.text.lines) * 3 <= bytes) return false
  return Buffer.byteLength(content(document)) > bytes
}
