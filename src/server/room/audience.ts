/** Who is connected to a room, what each has open, and what reaches whom. */
import { hasAccess } from "../../core/acts/acts.ts"
import { mapPosition, since } from "../../core/document.ts"
import type { Document } from "../../core/document.ts"
import { NO_RESULTS, resultOf, withResult } from "../../core/run-results.ts"
import { isVisible, visibleEvent } from "../../core/visibility.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError, problem } from "../../protocol/errors.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { Role } from "../../protocol/messages.ts"
import type { Person, RemoteCursor } from "../../protocol/messages.ts"
import type { Client, Outgoing } from "./client.ts"
import type { Log } from "./log.ts"

export interface Audience {
  /**
   * Lets a window in. A candidate has one at a time until the end: without `takeOver` another window's arrival throws
   * `AppError` in-use, unless it is the same window come back. After the end nothing is worked on, and there is room
   * for some; one too many throws too-many-clients. `greet` runs before anything else is sent to the window.
   */
  join(client: Client, takeOver: boolean, greet: () => void): void
  leave(client: Client): void
  people(role: Role): Person[]
  /** From now on this window gets the document's updates. */
  watch(client: Client, language: Language, path: string): void
  unwatch(client: Client, path: string): void
  cursor(client: Client, path: string, version: number, anchor: number, head: number): void
  /** Tells a window that was just given a document where the others are in it, who may stand still for long. */
  tellCursors(client: Client, language: Language, path: string, document: Document): void
  broadcast(message: Outgoing): void
  /** To those who have the document open. */
  tellWatchers(language: Language, path: string, message: Outgoing): void
  readonly size: number
  close(reason: Parameters<Client["close"]>[0]): void
}

interface Seat {
  client: Client
  /** Path to language of the documents it has open. */
  documents: Map<string, Language>
  path: string | null
  /** Where its cursor was last, in the document of that version. */
  cursor: { path: string; version: number; anchor: number; head: number } | null
  /** Who is there, as it was last told. */
  people: string
}

export function createAudience(log: Log, onProblem: (problem: unknown) => void): Audience {
  const seats = new Map<Client, Seat>()
  /** Those of whom it is durable that they came, and not that they left: the only ones anybody is told of. */
  const present = new Map<Client, Seat>()

  /** Records a coming or going, then tells it. After the end there is no record to wait for. */
  function record(client: Client, act: Pick<Draft, "type" | "data">, take: () => void): void {
    const tellIt = (): void => {
      take()
      tellPeople()
    }
    if (log.told.phase.phase === "ended") return tellIt()
    log.record([{ actor: client.actor, question: null, ...act } as Draft]).then(tellIt, onProblem)
  }

  /** Whether a window of that role may know of a client. */
  function shows(client: Client, role: Role): boolean {
    return (
      role !== "candidate" || client.role === "candidate" || log.told.watchersVisible || takesPart(client)
    )
  }

  /** Who writes in the candidate's files or shell is there for them to see. */
  function takesPart({ actor }: Client): boolean {
    return hasAccess(log.told.acts, actor, "edit") || hasAccess(log.told.acts, actor, "terminal")
  }

  /** A caret that only stands in the candidate's text tells them nothing: they see where somebody types or selects. */
  function showsPlace(
    client: Client,
    role: Role,
    { anchor, head }: Pick<RemoteCursor, "anchor" | "head">,
  ): boolean {
    return role !== "candidate" || client.role === "candidate" || anchor !== head || takesPart(client)
  }

  function people(role: Role): Person[] {
    const shown = [...present.values()].filter(({ client }) => shows(client, role))
    return shown.map(({ client, path }) => ({
      client: client.id,
      name: client.name,
      role: client.role,
      path,
    }))
  }

  /** Tells what changed for a window and nothing else: a message alone would betray who is not shown. */
  function tellPeople(): void {
    for (const seat of seats.values()) {
      const text = JSON.stringify({ type: "people", people: people(seat.client.role) } satisfies Outgoing)
      if (text === seat.people) continue
      seat.people = text
      seat.client.sendText(text)
    }
  }

  function send(to: Iterable<Seat>, message: Outgoing): void {
    let text: string | null = null
    for (const { client } of to) client.sendText((text ??= JSON.stringify(message)))
  }

  function whoSee(client: Client): Seat[] {
    return [...seats.values()].filter((seat) => seat.client !== client && shows(client, seat.client.role))
  }

  function* watching(language: Language, path: string): Generator<Seat> {
    for (const seat of seats.values()) if (seat.documents.get(path) === language) yield seat
  }

  /** Edits and saves go to those who have the document open, each as a message of its own. */
  function tellDocument(event: JournalEvent): void {
    switch (event.type) {
      case "doc.changed": {
        const { language, path, version, updates } = event.data
        const from = version - updates.length
        send(watching(language, path), {
          type: "document-updates",
          path,
          language,
          from,
          updates,
          actor: event.actor,
        })
        return
      }
      case "doc.saved": {
        const { language, path, version } = event.data
        send(watching(language, path), { type: "document-saved", path, language, version })
        return
      }
      case "doc.renamed":
      case "doc.deleted":
        tellGone(event)
        return
      default:
    }
  }

  function tellGone(event: JournalEvent & { type: "doc.renamed" | "doc.deleted" }): void {
    const root = event.type === "doc.renamed" ? event.data.from : event.data.path
    for (const seat of seats.values()) {
      for (const [path, language] of seat.documents) {
        if (language !== event.data.language || (path !== root && !path.startsWith(`${root}/`))) continue
        seat.documents.delete(path)
        const movedTo = event.type === "doc.renamed" ? event.data.to + path.slice(root.length) : null
        seat.client.send({ type: "document-gone", path, language, movedTo })
      }
    }
  }

  /** As a role is sent it; a test's result goes out as the state has it, with as much of its texts as is kept. */
  function shown(event: JournalEvent, role: Role): JournalEvent {
    if (event.type !== "test.result") return visibleEvent(event, role, log.told)
    const { run, result } = event.data
    const { results } = log.told.run?.id === run ? log.told.run : { results: withResult(NO_RESULTS, result) }
    return { ...event, data: { run, result: resultOf(results, result.id) ?? result } }
  }

  /** Who takes part is seen while they do: nothing is left of them where it ended and watchers are hidden. */
  function tellParts(ended: readonly string[]): void {
    tellPeople()
    if (log.told.watchersVisible) return
    const of = new Set(log.told.acts.access.filter(({ id }) => ended.includes(id)).map(({ by }) => by.id))
    const candidates = [...seats.values()].filter(({ client }) => client.role === "candidate")
    for (const { client, path } of seats.values()) {
      if (!of.has(client.actor.id) || path === null || takesPart(client)) continue
      send(candidates, { type: "cursor", path, version: 0, cursor: { client: client.id, gone: true } })
    }
  }

  /** Where people were in a question or language that was left says nothing of the next. */
  function forgetPlaces(): void {
    for (const seat of seats.values()) {
      seat.path = null
      seat.cursor = null
    }
    tellPeople()
  }

  function tell(events: readonly JournalEvent[]): void {
    if (events.some(({ type }) => type === "question.opened" || type === "language.changed")) forgetPlaces()
    for (const event of events) tellDocument(event)
    for (const role of Role.options) {
      const visible = events
        .filter((event) => isVisible(event, role, log.told))
        .map((event) => shown(event, role))
      if (visible.length === 0) continue
      const to = [...seats.values()].filter(({ client }) => client.role === role)
      send(to, { type: "events", events: visible })
    }
    if (events.some(({ type }) => type.startsWith("access.")))
      tellParts(events.flatMap((event) => (event.type === "access.ended" ? event.data.access : [])))
  }

  const windows = (role: Role): number => [...seats.keys()].filter((client) => client.role === role).length

  function makeRoom(client: Client, takeOver: boolean): void {
    const over = log.told.phase.phase === "ended"
    if (client.role === "candidate") {
      for (const { client: other } of seats.values()) {
        if (other.role !== "candidate" || (over && other.id !== client.id)) continue
        if (other.id !== client.id && !takeOver) throw new AppError("in-use")
        leave(other, client)
        other.close(problem("taken-over"))
      }
      // However many watch, the candidate comes in.
      if (!over) return
    }
    if (windows(client.role) >= LIMITS.socket.clientsPerSession) throw new AppError("too-many-clients")
  }

  function leave(client: Client, next?: Client): void {
    const seat = seats.get(client)
    if (!seats.delete(client)) return
    if (seat?.path)
      send(whoSee(client), {
        type: "cursor",
        path: seat.path,
        version: 0,
        cursor: { client: client.id, gone: true },
      })
    const takenOverBy = next && next.id !== client.id ? { takenOverBy: next.id } : {}
    record(client, { type: "presence.left", data: { client: client.id, ...takenOverBy } }, () =>
      present.delete(client),
    )
  }

  function remote({ id, actor, name }: Client, anchor: number, head: number): RemoteCursor {
    return { client: id, actor: actor.kind, name, anchor, head }
  }

  log.listen("told", tell)

  return {
    join(client, takeOver, greet) {
      makeRoom(client, takeOver)
      const seat: Seat = { client, documents: new Map(), path: null, cursor: null, people: "" }
      seats.set(client, seat)
      greet()
      const { id, name, role } = client
      record(client, { type: "presence.joined", data: { client: id, name, role } }, () => {
        // After the end a leaving waits for no record, and may be told first.
        if (seats.has(client)) present.set(client, seat)
      })
    },
    leave: (client) => leave(client),
    people,
    watch(client, language, path) {
      seats.get(client)?.documents.set(path, language)
    },
    unwatch(client, path) {
      seats.get(client)?.documents.delete(path)
    },
    cursor(client, path, version, anchor, head) {
      const seat = seats.get(client)
      const language = seat?.documents.get(path)
      if (!seat || !language) return
      if (seat.path !== path) {
        seat.path = path
        tellPeople()
      }
      const before = seat.cursor
      seat.cursor = { path, version, anchor, head }
      if (!present.has(client)) return
      const others = whoSee(client).filter((one) => one.documents.get(path) === language)
      const seen = others.filter((one) => showsPlace(client, one.client.role, { anchor, head }))
      send(seen, { type: "cursor", path, version, cursor: remote(client, anchor, head) })
      const left = others.filter(
        (one) => !seen.includes(one) && before && showsPlace(client, one.client.role, before),
      )
      send(left, { type: "cursor", path, version, cursor: { client: client.id, gone: true } })
    },
    tellCursors(client, language, path, document) {
      for (const seat of present.values()) {
        const { cursor } = seat
        if (seat.client === client || !cursor || cursor.path !== path) continue
        const updates = seat.documents.get(path) === language ? since(document, cursor.version) : null
        if (!updates || !shows(seat.client, client.role)) continue
        if (!showsPlace(seat.client, client.role, cursor)) continue
        const place = (position: number): number => mapPosition(position, updates)
        const { version } = document
        const placed = remote(seat.client, place(cursor.anchor), place(cursor.head))
        client.send({ type: "cursor", path, version, cursor: placed })
      }
    },
    broadcast(message) {
      send(seats.values(), message)
    },
    tellWatchers(language, path, message) {
      send(watching(language, path), message)
    },
    get size() {
      return seats.size
    },
    close(reason) {
      for (const { client } of seats.values()) client.close(reason)
      seats.clear()
      present.clear()
    },
  }
}
