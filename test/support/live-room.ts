/**
 * A room in memory from the real pure parts, for the live client's tests: documents by `core/document.ts`, messages as
 * the protocol has them, nothing stored. What it leaves out: roles, limits, files, tests.
 */
import {
  apply,
  createDocument,
  parseUpdates,
  rebase,
  serializeUpdates,
  since,
} from "../../src/core/document.ts"
import type { Document, Update } from "../../src/core/document.ts"
import { begin, evolve } from "../../src/core/session.ts"
import type { SessionState } from "../../src/core/session.ts"
import type { Language } from "../../src/protocol/ctrf.ts"
import { problem } from "../../src/protocol/errors.ts"
import type { Actor, Draft, JournalEvent } from "../../src/protocol/events.ts"
import { ClientMessage, encodeTerminalFrame } from "../../src/protocol/messages.ts"
import type { ServerMessage } from "../../src/protocol/messages.ts"

type ToClient = ServerMessage<SessionState>

/** One window's end of the line. */
export interface Line {
  send(data: string | Uint8Array): void
  close(): void
}

export interface LiveRoom {
  state(): SessionState
  text(path: string): string
  /** Somebody else writes. */
  write(path: string, actor: Actor, change: (document: Document) => Update): void
  record(...drafts: Draft[]): void
  output(terminal: string, data: Uint8Array): void
  /** Sends every window something that is no message. */
  say(text: string): void
  /** Drops the history, as after a long time. */
  forget(path: string): void
  /** A window connected; answers what to do with what it says, and that it is gone. */
  connect(line: Line): { receive(data: string): void; gone(): void }
  /** Commands and observations received, in order. */
  readonly heard: ClientMessage[]
}

interface Window {
  line: Line
  client: string | null
  documents: Set<string>
  terminals: Set<string>
}

const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const SESSION = "s1"

export function createLiveRoom(options: {
  files: Record<string, string>
  language?: Language
  now?: () => number
}): LiveRoom {
  const { language = "python", now = Date.now } = options
  const documents = new Map<string, Document>()
  const actors = new Map<string, Actor>()
  const windows = new Set<Window>()
  const outputs = new Map<string, Uint8Array>()
  const heard: ClientMessage[] = []
  for (const [path, text] of Object.entries(options.files)) documents.set(path, createDocument(text, "\n"))
  let seq = 0
  const stored = (draft: Draft): JournalEvent => ({ ...draft, session: SESSION, seq: ++seq, at: now(), v: 1 })
  let state = opening(language)
    .slice(1)
    .reduce((folded, draft) => evolve(folded, stored(draft)), begin(stored(opening(language)[0]!)))

  const tell = (window: Window, message: ToClient) => window.line.send(JSON.stringify(message))

  function publish(path: string, from: number, updates: readonly Update[], actor: Actor): void {
    for (const { clientID } of updates) actors.set(clientID, actor)
    for (const window of windows) if (window.documents.has(path)) tellUpdates(window, path, from, updates)
  }

  /** One message for each run of updates by one actor. */
  function tellUpdates(window: Window, path: string, from: number, updates: readonly Update[]): void {
    let at = 0
    do {
      const actor = actors.get(updates[at]?.clientID ?? "") ?? CANDIDATE
      const end = updates.findIndex(
        (update, index) => index >= at && (actors.get(update.clientID) ?? CANDIDATE) !== actor,
      )
      const run = updates.slice(at, end < 0 ? undefined : end)
      tell(window, {
        type: "document-updates",
        path,
        language,
        from: from + at,
        updates: serializeUpdates(run),
        actor,
      })
      at += run.length
    } while (at < updates.length)
  }

  function submit(path: string, version: number, updates: readonly Update[], actor: Actor): boolean {
    const document = documents.get(path)
    const fresh = document && rebase(document, version, updates)
    if (!document || !fresh) return false
    documents.set(path, apply(document, fresh, 100_000))
    if (fresh.length > 0) publish(path, document.version, fresh, actor)
    return true
  }

  function open(window: Window, path: string, version: number | null): void {
    const document = documents.get(path)
    if (!document) return tell(window, { type: "document-problem", path, problem: problem("file-absent") })
    window.documents.add(path)
    const updates = version === null ? null : since(document, version)
    if (updates) return tellUpdates(window, path, version!, updates)
    const text = document.text.toString()
    tell(window, { type: "document", path, language, version: document.version, text, readOnly: null })
  }

  function receive(window: Window, message: ClientMessage): void {
    heard.push(message)
    switch (message.type) {
      case "hello": {
        const other = [...windows].find((one) => one !== window && one.client !== null)
        if (other && other.client !== message.client && !message.takeOver) {
          tell(window, { type: "closed", problem: problem("in-use") })
          return window.line.close()
        }
        if (other) {
          tell(other, { type: "closed", problem: problem("taken-over") })
          windows.delete(other)
          other.line.close()
        }
        window.client = message.client
        const you = { role: "candidate", client: message.client, id: "candidate", name: "Ada" } as const
        return tell(window, { type: "welcome", you, now: now(), state, people: [], workspace: "ready" })
      }
      case "ping":
        return tell(window, { type: "pong", clientAt: message.clientAt, now: now() })
      case "open-document":
        return open(window, message.path, message.version)
      case "close-document":
        window.documents.delete(message.path)
        return
      case "push": {
        const { path, version, updates } = message
        if (!submit(path, version, parseUpdates(updates), CANDIDATE))
          tell(window, { type: "document-problem", path, problem: problem("document-stale") })
        return
      }
      case "attach-terminal": {
        const { terminal, from } = message
        const all = outputs.get(terminal) ?? new Uint8Array()
        const offset = from < 0 ? 0 : from
        window.terminals.add(terminal)
        tell(window, { type: "terminal-screen", terminal, offset, cols: 80, rows: 24 })
        window.line.send(encodeTerminalFrame(terminal, offset, all.slice(offset)))
        return
      }
      case "detach-terminal":
        window.terminals.delete(message.terminal)
        return
      case "command":
        return tell(window, { type: "reply", id: message.id, ok: true })
      default:
    }
  }

  return {
    heard,
    state: () => state,
    text: (path) => documents.get(path)!.text.toString(),
    write(path, actor, change) {
      const document = documents.get(path)!
      submit(path, document.version, [change(document)], actor)
    },
    record(...drafts) {
      const events = drafts.map(stored)
      state = events.reduce(evolve, state)
      for (const window of windows) if (window.client) tell(window, { type: "events", events })
    },
    output(terminal, data) {
      const before = outputs.get(terminal) ?? new Uint8Array()
      outputs.set(terminal, Buffer.concat([before, data]))
      for (const window of windows)
        if (window.terminals.has(terminal))
          window.line.send(encodeTerminalFrame(terminal, before.length, data))
    },
    say(text) {
      for (const window of windows) window.line.send(text)
    },
    forget(path) {
      const document = documents.get(path)!
      documents.set(path, { ...document, recent: [], recentLength: 0 })
    },
    connect(line) {
      const window: Window = { line, client: null, documents: new Set(), terminals: new Set() }
      windows.add(window)
      return {
        receive(data) {
          const message = ClientMessage.parse(JSON.parse(data))
          // What a broken line still carried counts only where it was an edit.
          if (windows.has(window) || message.type === "push") receive(window, message)
        },
        gone: () => void windows.delete(window),
      }
    },
  }
}

function opening(language: Language): Draft[] {
  const digest = "0".repeat(64)
  const questions = [{ id: "q1", version: digest, title: "One", languages: [language], minutes: 30 }]
  const system: Actor = { kind: "system", id: "system" }
  const consent = { text: "All is recorded.", digest }
  return [
    {
      actor: system,
      question: null,
      type: "session.created",
      data: {
        title: "Trial",
        candidate: { name: "Ada" },
        durationMs: 3_600_000,
        questions,
        watchersVisible: true,
        consent,
      },
    },
    { actor: CANDIDATE, question: null, type: "session.consented", data: { digest } },
    { actor: CANDIDATE, question: null, type: "session.started", data: {} },
    { actor: CANDIDATE, question: "q1", type: "question.opened", data: { language } },
  ]
}
