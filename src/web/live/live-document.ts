/**
 * One document over the socket: the confirmed text and version as the fold of what the server tells, and what was
 * typed here beyond it. Edits go out at once while none is under way, else gathered behind those that are.
 */
import { apply, createDocument, parseUpdates, since } from "../../core/document.ts"
import type { Document, Update } from "../../core/document.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { ErrorCode, Problem } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import type { LineMark } from "../../protocol/acts.ts"
import type { ClientMessage, RemoteCursor } from "../../protocol/messages.ts"
import type { Clock } from "./clock.ts"
import type { FromServer } from "./connection.ts"
import { createCursors } from "./cursors.ts"
import { createMarks } from "./marks.ts"
import { createReview } from "./review.ts"
import type { DocumentSource, DocumentStatus } from "./document-source.ts"
import type { OfflineStore } from "./offline.ts"
import { batch } from "./queue.ts"
import { createUnconfirmed } from "./unconfirmed.ts"

export interface LiveDocumentOptions {
  session: string
  question: string
  language: Language
  path: string
  /** False when there is no connection. */
  send(message: ClientMessage): boolean
  /** Null where nothing is ever typed. */
  offline: OfflineStore | null
  clock: Clock
  /** Something that `unconfirmed` or `saved` tells has changed. */
  onChange(): void
  /** Nobody holds it and nothing is left to send. */
  onIdle(): void
  onStoreFailed: () => void
}

export interface LiveDocument {
  readonly source: DocumentSource
  readonly language: Language
  readonly question: string
  /** Edits the server has not confirmed. */
  unconfirmed(): number
  /** Is the latest version on disk? */
  saved(): boolean
  /** One more holder; `source.release()` is one less. It begins with one. */
  hold(): void
  connected(): void
  disconnected(): void
  received(message: FromServer): void
  /** Tries again what was refused: the interview goes on. */
  resume(): void
  /** The question is over: nothing is sent any more; what is unconfirmed stays in this browser. */
  retire(): Promise<void>
  /** Writes what is unconfirmed to this browser's store now. */
  flush(): Promise<void>
}

const RETRY_MS = 1_000
/** Confirmed updates kept to place late cursors. */
const KEEP_UPDATES = 256

/** Refusals that last until something else happens; any other is tried again after a second. */
const LASTING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "session-paused",
  "session-ended",
  "session-not-running",
  "forbidden",
  "record-full",
  "file-too-large",
  "file-not-text",
  "file-not-regular",
  "path-invalid",
  "path-escapes",
  "too-large",
  "bad-request",
])

export function createLiveDocument(options: LiveDocumentOptions): LiveDocument {
  const { path, language, clock } = options
  const where = { path, language }
  let status: DocumentStatus = { status: "loading" }
  let document: Document | null = null
  let readOnly: null | "binary" | "too-large" | "role" = null
  /** Rises when the text was replaced rather than changed. */
  let start = 0
  let savedVersion = 0
  let holders = 1
  let loaded = false
  let online = false
  /** Asked the server for the document and had no answer. */
  let asking = false
  let asked = 0
  /** Edits sent over this connection and not confirmed. */
  let inFlight = 0
  let held = false
  let retired = false
  const cursors = createCursors()
  const onUpdates = new Set<(from: number, updates: readonly Update[], actor: Actor) => void>()
  const onCursor = new Set<(cursors: readonly RemoteCursor[]) => void>()
  const onStatus = new Set<() => void>()
  const onMarks = new Set<(marks: readonly LineMark[]) => void>()
  const review = createReview()
  const marks = createMarks()
  const { session, question, offline } = options
  const unconfirmed = createUnconfirmed({
    key: { session, question, ...where },
    store: offline,
    clock,
    confirmed: () => document,
    onStoreFailed: options.onStoreFailed,
  })

  function begin(): void {
    document = null
    loaded = false
    void unconfirmed.load().then(() => {
      loaded = true
      options.onChange()
      ask()
    })
  }

  /** Asks for what is new since the version known here, or for the whole text. */
  function ask(whole = false): void {
    if (!online || !loaded || retired || status.status === "gone" || status.status === "failed") return
    const version = whole ? null : (document ?? unconfirmed.oldestBase())?.version
    asking = options.send({ type: "open-document", ...where, version: version ?? null })
    asked++
    inFlight = 0
  }

  function setStatus(next: DocumentStatus): void {
    status = next
    for (const listener of onStatus) listener()
  }

  /** Shows the document, first when what was typed here earlier is in it, or cannot go now. */
  function show(): void {
    if (!document || (status.status === "loading" && unconfirmed.hasLeft() && !held && !readOnly)) return
    if (status.status !== "open" || status.readOnly !== readOnly) setStatus({ status: "open", readOnly })
  }

  function pump(): void {
    if (!online || asking || inFlight > 0 || held || retired || !document || readOnly) return
    const queue = unconfirmed.next()
    if (!queue) return
    const updates = batch(queue)
    if (!options.send({ type: "push", ...where, version: document.version, updates })) return
    inFlight = updates.length
    unconfirmed.markSent(updates.length)
  }

  function replace(message: Extract<FromServer, { type: "document" }>): void {
    const before = document
    document = { ...createDocument(message.text, "\n"), version: message.version }
    readOnly = message.readOnly
    savedVersion = message.version
    inFlight = 0
    start++
    unconfirmed.carryOver(before, document.text)
    cursors.clear()
    review.replaced(document)
    marks.clear()
    if (status.status === "open") setStatus({ status: "open", readOnly })
  }

  function update(message: Extract<FromServer, { type: "document-updates" }>): void {
    const known = document ?? revive()
    // Told to an earlier life of this document: the answer to this one's asking is still to come.
    if (!known || message.from > known.version) return asking ? undefined : ask()
    const answer = asking
    asking = false
    const updates = parseUpdates(message.updates).slice(known.version - message.from)
    document = apply(known, updates, KEEP_UPDATES)
    if (answer) savedVersion = document.version
    const ours = unconfirmed.confirm(known.version, updates)
    inFlight = message.updates.length === 0 ? 0 : Math.max(0, inFlight - ours)
    cursors.moved(updates)
    review.moved(document, updates)
    const late = marks.moved(document, updates)
    if (updates.length === 0) return
    for (const listener of onUpdates) listener(known.version, updates, message.actor)
    if (late) tellMarks()
  }

  /** After a reload: the text the oldest left edits were made on; the answer leads on from it. */
  function revive(): Document | null {
    const base = unconfirmed.oldestBase()
    return base && { ...createDocument("", "\n"), ...base }
  }

  function settle(): void {
    show()
    pump()
    options.onChange()
    rest()
    // Left edits whose base lies beyond what the server knows are laid over the whole text instead.
    if (unconfirmed.oldestBase()) clock.after(RETRY_MS, () => unconfirmed.oldestBase() && ask(true))
  }

  function rest(): void {
    if (holders > 0 || asking || unconfirmed.count() > 0) return
    options.send({ type: "close-document", path })
    options.onIdle()
  }

  function refuse(problem: Problem): void {
    inFlight = 0
    if (problem.code === "document-stale") return ask(true)
    if (problem.code === "access-needed") {
      // What was typed as the leave to type ended is nobody's: the text is shown as it stands.
      void unconfirmed.leave()
      return ask(true)
    }
    if (problem.code === "document-gone" || problem.code === "file-absent") {
      asking = false
      void unconfirmed.leave()
      setStatus(document ? { status: "gone", movedTo: null } : { status: "failed", problem })
      rest()
    } else if (LASTING.has(problem.code)) {
      asking = false
      held = true
      if (document) show()
      else setStatus({ status: "failed", problem })
    } else {
      const last = asked
      clock.after(RETRY_MS, () => (asking && asked === last ? ask() : pump()))
    }
    options.onChange()
  }

  function go(movedTo: string | null): void {
    asking = false
    inFlight = 0
    void (movedTo === null ? unconfirmed.leave() : unconfirmed.moveTo(movedTo)).then(() => {
      setStatus({ status: "gone", movedTo })
      options.onChange()
      rest()
    })
  }

  function tellMarks(): void {
    for (const listener of onMarks) listener(marks.list())
  }

  const source: DocumentSource = {
    path,
    getStatus: () => status,
    initial: () =>
      document && { text: document.text, version: document.version, pending: unconfirmed.own(), start },
    onUpdates: (listener) => subscribe(onUpdates, listener),
    review: () => review.back(),
    onReview: (listener) => review.subscribe(listener),
    onCursor(listener) {
      if (cursors.list().length > 0) listener(cursors.list())
      return subscribe(onCursor, listener)
    },
    onMarks(listener) {
      if (marks.list().length > 0) listener(marks.list())
      return subscribe(onMarks, listener)
    },
    onStatus: (listener) => subscribe(onStatus, listener),
    push(version, updates) {
      if (version !== document?.version || updates.length === 0 || retired || status.status !== "open") return
      unconfirmed.setOwn(updates)
      pump()
      options.onChange()
    },
    moveCursor(version, anchor, head) {
      if (!asking && !retired) options.send({ type: "cursor", path, version, anchor, head })
    },
    release() {
      holders = Math.max(0, holders - 1)
      rest()
    },
  }

  begin()

  return {
    source,
    language,
    question,
    unconfirmed: () => unconfirmed.count(),
    saved: () => !document || savedVersion >= document.version,
    hold() {
      holders++
      if (status.status !== "gone" && status.status !== "failed") return
      setStatus({ status: "loading" })
      begin()
    },
    connected() {
      online = true
      held = false
      if (status.status === "failed") setStatus({ status: "loading" })
      ask()
    },
    disconnected() {
      online = false
      asking = false
      inFlight = 0
      cursors.clear()
      for (const listener of onCursor) listener([])
    },
    received(message) {
      if (retired) return
      switch (message.type) {
        case "document":
          asking = false
          replace(message)
          return settle()
        case "document-updates":
          try {
            update(message)
          } catch (error) {
            if (error instanceof RangeError) return ask(true)
            throw error
          }
          return settle()
        case "document-saved":
          savedVersion = Math.max(savedVersion, message.version)
          return options.onChange()
        case "review":
          return review.put(document, message)
        case "marks":
          marks.put(document, message)
          return tellMarks()
        case "document-gone":
          return go(message.movedTo)
        case "document-problem":
          return refuse(message.problem)
        case "cursor":
          cursors.put(message.cursor, document && since(document, message.version))
          for (const listener of onCursor) listener(cursors.list())
      }
    },
    resume() {
      held = false
      pump()
    },
    async retire() {
      retired = true
      await unconfirmed.leave()
      setStatus({ status: "gone", movedTo: null })
    },
    flush: () => unconfirmed.flush(),
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
