/** The live interview as a `SessionView`: what the server tells, folded, and what is asked of it. */
import { evolve, openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { problem } from "../../protocol/errors.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { decodeTerminalFrame } from "../../protocol/messages.ts"
import type { Command, CommandResult, Observation, Role } from "../../protocol/messages.ts"
import { agentAfter } from "./agent-place.ts"
import type { Clock } from "./clock.ts"
import { systemClock } from "./clock.ts"
import { connect } from "./connection.ts"
import type { FromServer, Socket } from "./connection.ts"
import { createLiveDocument } from "./live-document.ts"
import type { LiveDocument } from "./live-document.ts"
import { createLiveTerminal } from "./live-terminal.ts"
import type { LiveTerminal } from "./live-terminal.ts"
import type { OfflineStore } from "./offline.ts"
import { newClientId } from "./queue.ts"
import { ProblemError } from "./session-view.ts"
import type { SessionView, ViewState } from "./session-view.ts"

export interface LiveSessionOptions {
  session: string
  role: Role
  /** A new socket to the server each time; may throw. */
  open: () => Socket
  /** Where unconfirmed edits are kept; null keeps nothing. */
  offline?: OfflineStore | null
  /** This window's id, the same after a reload. */
  client?: string
  clock?: Clock
  random?: () => number
  onStoreFailed?: () => void
  /** Each batch of journal events once, as it is told. */
  onEvents?: (events: readonly JournalEvent[]) => void
}

/** A `SessionView` that can also be told what only a page knows. */
export interface LiveSession extends SessionView {
  /** The network may have changed: find out now. */
  probe(): void
  /** The page may be about to go: writes unconfirmed edits to this browser's store now. */
  flush(): Promise<void>
}

/** Acts on what was typed, so what was typed goes first. */
const AFTER_EDITS: ReadonlySet<Command["type"]> = new Set<Command["type"]>([
  "run-tests",
  "save",
  "submit",
  "change-language",
  "withdraw",
  "send-message",
  "continue-agent",
])
/** Edits that are refused for good hold nothing up for longer. */
const EDITS_WAIT_MS = 3_000

/** Fewer than the server takes at once. */
const KEPT_OBSERVATIONS = 200
/** That something is unsent or unsaved is told at once; how much, and that it no longer is, at most this often. */
const COUNT_EVERY_MS = 300
/** A difference of clocks worth telling. */
const SKEW_MS = 50

export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { session, role, clock = systemClock, random = Math.random } = options
  const offline = role === "candidate" ? (options.offline ?? null) : null
  const documents = new Map<string, LiveDocument>()
  const terminals = new Map<string, LiveTerminal>()
  const listed = new Set<string>([""])
  const waiting = new Map<
    number,
    { resolve: (result: CommandResult) => void; reject: (error: Error) => void }
  >()
  const observations: Observation[] = []
  const listeners = new Set<() => void>()
  const onConfirmed = new Set<() => void>()
  let commands = 0
  let told = false
  let cancelCount: (() => void) | null = null
  let state: ViewState = {
    connection: { status: "connecting" },
    session: null,
    you: null,
    people: [],
    workspace: { status: "preparing" },
    skewMs: 0,
    unacknowledged: 0,
    unsaved: new Set(),
    folders: new Map(),
    agentAt: null,
    reviews: [],
  }

  function set(patch: Partial<ViewState>): void {
    state = { ...state, ...patch }
    if (told) return
    told = true
    queueMicrotask(() => {
      told = false
      for (const listener of listeners) listener()
    })
  }

  function counted(): Pick<ViewState, "unacknowledged" | "unsaved"> {
    const behind = [...documents.values()].filter((one) => !one.saved() || one.unconfirmed() > 0)
    return { unacknowledged: unacknowledged(), unsaved: new Set(behind.map((one) => one.source.path)) }
  }

  function count(): void {
    const { unacknowledged, unsaved } = counted()
    const begins = state.unacknowledged === 0 && unacknowledged > 0
    if (begins || [...unsaved].some((path) => !state.unsaved.has(path))) set({ unacknowledged, unsaved })
    cancelCount ??= clock.after(COUNT_EVERY_MS, () => {
      cancelCount = null
      const now = counted()
      if (now.unacknowledged !== state.unacknowledged || !same(now.unsaved, state.unsaved)) set(now)
    })
  }

  const unacknowledged = (): number =>
    [...documents.values()].reduce((sum, one) => sum + one.unconfirmed(), 0)

  /** Resolves when the server has all that was typed, or does not take it. */
  function edited(): Promise<void> {
    if (unacknowledged() === 0 || state.connection.status !== "online") return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        onConfirmed.delete(look)
        cancel()
        resolve()
      }
      const look = (): void => {
        if (unacknowledged() === 0) done()
      }
      const cancel = clock.after(EDITS_WAIT_MS, done)
      onConfirmed.add(look)
    })
  }

  function changed(): void {
    count()
    for (const look of onConfirmed) look()
  }

  function touch(folders: Iterable<string>): void {
    const next = new Map(state.folders)
    for (const folder of folders) next.set(folder, (next.get(folder) ?? 0) + 1)
    set({ folders: next })
  }

  function question(): string {
    return (state.session && openQuestion(state.session)?.id) ?? ""
  }

  /** After the fold moved: documents of a question that is over go, refused edits of a pause go out. */
  function follow(before: ViewState["session"]): void {
    const now = state.session
    if (!now || before === now) return
    const running = now.phase.phase === "running"
    for (const [key, document] of documents) {
      if (document.question !== question()) {
        documents.delete(key)
        void document.retire()
      } else if (running && before?.phase.phase !== "running") document.resume()
    }
    const live = new Set(now.terminals.map(({ id }) => id))
    for (const { id } of before?.terminals ?? []) if (!live.has(id)) terminals.delete(id)
    count()
  }

  function welcome(message: Extract<FromServer, { type: "welcome" }>): void {
    const before = state.session
    const { you, people, state: folded } = message
    const workspace = { status: message.workspace }
    set({ session: folded, you, people, workspace, skewMs: message.now - clock.now(), reviews: [] })
    follow(before)
  }

  function online(): void {
    for (const document of documents.values()) document.connected()
    for (const terminal of terminals.values()) terminal.connected()
    for (const observation of observations.splice(0)) connection.send({ type: "observe", observation })
    touch(listed)
    void sendLeftovers()
  }

  /** Edits an earlier life of this browser left in files that nobody has opened now. */
  async function sendLeftovers(): Promise<void> {
    try {
      for (const record of (await offline?.list(session)) ?? []) {
        const { path, language } = record
        if (record.question === question() && !documents.has(keyOf(path, language)))
          view.openDocument(path, language).release()
      }
    } catch {
      options.onStoreFailed?.()
    }
  }

  function received(message: FromServer): void {
    switch (message.type) {
      case "welcome":
        return welcome(message)
      case "events": {
        const before = state.session
        if (!before) return
        const fresh = message.events.filter((event) => event.seq > before.seq)
        if (fresh.length > 0) set({ session: fresh.reduce(evolve, before) })
        options.onEvents?.(fresh)
        return follow(before)
      }
      case "reply": {
        const asked = waiting.get(message.id)
        waiting.delete(message.id)
        if (message.ok) asked?.resolve(message.result ?? {})
        else asked?.reject(new ProblemError(message.problem))
        return
      }
      case "people":
        return set({ people: message.people })
      case "workspace":
        return set({
          workspace: { status: message.status, ...(message.problem && { problem: message.problem }) },
        })
      case "files-changed":
        return touch(message.folders ?? listed)
      case "pong": {
        const skewMs = message.now - (message.clientAt + clock.now()) / 2
        return Math.abs(skewMs - state.skewMs) > SKEW_MS ? set({ skewMs }) : undefined
      }
      case "reviews":
        return set({ reviews: message.paths })
      case "terminal-screen":
        return terminals.get(message.terminal)?.screen(message)
      case "document":
      case "document-updates":
      case "document-saved":
      case "document-gone":
      case "review":
      case "marks":
        if (message.type === "document-updates") watchAgent(message)
        return documents.get(keyOf(message.path, message.language))?.received(message)
      case "document-problem":
      case "cursor":
        if (message.type === "cursor") watchAgent(message)
        for (const document of documents.values())
          if (document.source.path === message.path) document.received(message)
    }
  }

  /** Keeps to where the agent's cursor is, and how much it writes there. */
  function watchAgent(message: Extract<FromServer, { type: "cursor" | "document-updates" }>): void {
    const agentAt = agentAfter(state.agentAt, message)
    if (agentAt !== state.agentAt) set({ agentAt })
  }

  function lost(): void {
    if (state.agentAt) set({ agentAt: null })
    for (const document of documents.values()) document.disconnected()
    for (const { reject } of waiting.values()) reject(new ProblemError(problem("offline")))
    waiting.clear()
  }

  function keyOf(path: string, language: Language): string {
    return JSON.stringify([question(), language, path])
  }

  const view: LiveSession = {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async command(command: Command) {
      if (command.type === "list-files") listed.add(command.path)
      if (AFTER_EDITS.has(command.type)) await edited()
      const id = ++commands
      if (!connection.send({ type: "command", id, command }))
        return Promise.reject(new ProblemError(problem("offline")))
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    observe(observation) {
      if (connection.send({ type: "observe", observation })) return
      observations.push(observation)
      if (observations.length > KEPT_OBSERVATIONS) observations.shift()
    },
    takeOver: () => connection.takeOver(),
    retry: () => connection.retry(),
    openDocument(path, language) {
      const key = keyOf(path, language)
      const known = documents.get(key)
      if (known) {
        known.hold()
        return known.source
      }
      const document = createLiveDocument({
        session,
        question: question(),
        language,
        path,
        offline,
        clock,
        send: (message) => connection.send(message),
        onChange: changed,
        onIdle: () => {
          if (documents.get(key) === document) documents.delete(key)
          count()
        },
        onStoreFailed: () => options.onStoreFailed?.(),
      })
      documents.set(key, document)
      if (state.connection.status === "online") document.connected()
      return document.source
    },
    openTerminal(id) {
      const known = terminals.get(id)
      if (known) return known.source
      const terminal = createLiveTerminal(id, clock, (message) => connection.send(message))
      terminals.set(id, terminal)
      return terminal.source
    },
    probe: () => connection.probe(),
    async flush() {
      await Promise.all([...documents.values()].map((document) => document.flush()))
    },
    close() {
      void view.flush()
      connection.close()
    },
  }

  const connection = connect({
    client: options.client ?? newClientId(),
    open: options.open,
    clock,
    random,
    onMessage: received,
    onFrame(frame) {
      const { terminal, offset, data } = decodeTerminalFrame(frame)
      terminals.get(terminal)?.output(offset, data)
    },
    onStatus(status) {
      const was = state.connection.status
      set({ connection: status })
      if (status.status === "online") online()
      else if (was === "online") lost()
      if (status.status === "closed" || status.status === "in-use") void view.flush()
    },
  })
  return view
}

function same(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item))
}
