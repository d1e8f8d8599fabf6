/**
 * An edit that is made while its text is still being written: batch by batch, each recorded before the next, in a
 * document in which others write as well. It builds on everything decided, so that its place is exact at any moment.
 */
import { ChangeSet, Text } from "@codemirror/state"
import { afterOther, afterOwn, beginReplacement, carry, end, write } from "../../../core/agent/replacement.ts"
import type { Range, Written } from "../../../core/agent/replacement.ts"
import { beginUndo, evolveUndo } from "../../../core/agent/undo.ts"
import { parseUpdates, serializeUpdates, since } from "../../../core/document.ts"
import type { Document } from "../../../core/document.ts"
import { isWithin, moved } from "../../../core/path.ts"
import type { Language } from "../../../protocol/ctrf.ts"
import { AppError } from "../../../protocol/errors.ts"
import type { Actor, JournalEvent } from "../../../protocol/events.ts"
import { elapsed } from "../../clock.ts"
import type { ToolParts } from "./parts.ts"

/** A screen's frame: more often nobody sees it. */
const BATCH_MS = 16

export interface LiveEdit {
  /** More of the new text: well-formed, LF, no NUL. Never throws; what is wrong, `end` says. */
  write(piece: string): void
  /** The new text is whole. Resolves when the edit is durable, rejects with what kept it from being made. */
  end(): Promise<void>
  /** Replaces the other places, those that still read as they did. Answers how many. After `end`. */
  replaceOthers(old: string, insert: string): Promise<number>
  /** Takes back what it did, whatever others did since, and resolves when that is durable. Once; also after `end`. */
  undo(): Promise<void>
  /** Where the file is now. */
  readonly path: string
  /** The text with all that is decided, and where in it the new text stands. */
  readonly text: Text
  readonly written: Range
  /** Whether somebody else wrote in the file meanwhile. */
  readonly disturbed: boolean
}

export interface Target {
  actor: Actor
  /** Names the edit's updates in the record. */
  client: string
  language: Language
  path: string
  /** The document with everything decided, as it is at this very moment. */
  document: Document
  range: Range
  /** Other places of which `replaceOthers` may be asked. */
  others: readonly Range[]
}

/** As which client a call's edits are recorded. */
export const clientOf = (call: string): string => call.slice(0, 64)

type Parts = Pick<ToolParts, "log" | "documents" | "clock" | "onCursor">

export function beginLiveEdit({ log, documents, clock, onCursor }: Parts, target: Target): LiveEdit {
  const { actor, client, language } = target
  let { path, others } = target
  let { version } = target.document
  let undo = beginUndo(target.document.text)
  let replacement = beginReplacement(target.range)
  let start = target.range.from
  let disturbed = false
  let closed = false

  let pending = ""
  let hurried = false
  let lastBatch = -Infinity
  let pumping: Promise<void> | null = null
  let making: Written | null = null
  let fault: unknown = null
  let undoing: Promise<void> | null = null

  const unlisten = log.listen("decided", (events) => events.forEach(follow))

  function follow(event: JournalEvent): void {
    switch (event.type) {
      case "doc.changed":
        if (event.data.language !== language || event.data.path !== path) return
        for (const update of parseUpdates(event.data.updates))
          took(update.changes, update.clientID === client)
        version = event.data.version
        return
      case "doc.renamed":
        if (event.data.language === language && isWithin(path, event.data.from))
          path = moved(path, event.data.from, event.data.to)
        return
      case "doc.deleted":
        if (event.data.language === language && isWithin(path, event.data.path)) lose()
        return
      case "question.opened":
      case "question.submitted":
      case "language.changed":
      case "session.ended":
        lose()
        return
      default:
    }
  }

  /** There is nothing any more to write in, or to take back. */
  function lose(): void {
    fault ??= new AppError("document-gone", `${path} was deleted or left in the middle of the edit.`)
    undoing ??= Promise.resolve()
    close()
  }

  function took(changes: ChangeSet, own: boolean): void {
    undo = evolveUndo(undo, { changes }, own)
    replacement = own && making ? afterOwn(making, changes) : afterOther(replacement, changes)
    others = others.flatMap((range) => carry(range, changes))
    start = changes.mapPos(start, -1)
    if (!own) disturbed = true
  }

  function close(): void {
    if (closed) return
    closed = true
    unlisten()
    onCursor(null)
  }

  /** Decides a change at once, and resolves when it is told. */
  function push(changes: ChangeSet): Promise<void> {
    return documents.push(actor, language, path, version, serializeUpdates([{ clientID: client, changes }]))
  }

  async function make(written: Written): Promise<void> {
    const changes = ChangeSet.of(written.change ?? [], undo.text.length)
    let told: Promise<void>
    if (written.change) {
      making = written
      told = push(changes)
      making = null
    } else {
      replacement = afterOwn(written, changes)
      told = log.settled()
    }
    const { at } = replacement
    const cursor = { path, version, anchor: at, head: at }
    await told
    if (!closed) onCursor(cursor)
  }

  async function pump(): Promise<void> {
    for (;;) {
      const wait = lastBatch + BATCH_MS - clock.now()
      if (pending !== "" && wait > 0 && !hurried) await elapsed(clock, wait)
      if (pending === "" || fault !== null) return
      lastBatch = clock.now()
      const piece = pending
      pending = ""
      await make(write(replacement, undo.text, piece))
    }
  }

  function kick(): Promise<void> {
    pumping ??= pump()
      .catch((failure: unknown) => {
        fault ??= failure
      })
      .finally(() => {
        pumping = null
        if (pending !== "" && fault === null) void kick()
      })
    return pumping
  }

  async function takeBack(): Promise<void> {
    await pumping
    close()
    const document = documents.head.get(language, path)
    const later = document && since(document, version)
    if (!document || !later) return
    for (const { clientID, changes } of later) undo = evolveUndo(undo, { changes }, clientID === client)
    version = document.version
    if (undo.inverse.empty) return
    const told = push(undo.inverse)
    undo = beginUndo(undo.inverse.apply(undo.text))
    await told
  }

  return {
    write(piece) {
      if (piece === "" || fault !== null) return
      pending += piece
      void kick()
    },
    async end() {
      hurried = true
      await kick()
      // What came at the very end of a round waits for the next.
      await kick()
      if (fault !== null) throw fault
      await make(end(replacement))
      if (others.length === 0) close()
    },
    async replaceOthers(old, insert) {
      const same = others.filter(({ from, to }) => undo.text.sliceString(from, to) === old)
      others = []
      const changes = ChangeSet.of(
        same.map((range) => ({ ...range, insert: Text.of(insert.split("\n")) })),
        undo.text.length,
      )
      if (same.length > 0) await push(changes)
      close()
      return same.length
    },
    undo() {
      pending = ""
      fault ??= new AppError("document-gone", "The edit was taken back.")
      return (undoing ??= takeBack())
    },
    get path() {
      return path
    },
    get text() {
      return undo.text
    },
    get written() {
      return { from: start, to: Math.max(start, replacement.at) }
    },
    get disturbed() {
      return disturbed
    },
  }
}
