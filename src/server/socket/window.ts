/** One window's conversation with its room: every message it may send, and what is answered. */
import { serializeUpdates, since } from "../../core/document.ts"
import { visibleState } from "../../core/visibility.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { AppError, problem } from "../../protocol/errors.ts"
import type { Problem } from "../../protocol/errors.ts"
import { encodeTerminalFrame } from "../../protocol/messages.ts"
import type { ClientMessage } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import { MESSAGES } from "../permissions.ts"
import type { Client } from "../room/client.ts"
import type { Room } from "../room/room.ts"
import { perform } from "../room/commands.ts"

type Message<T extends ClientMessage["type"]> = Extract<ClientMessage, { type: T }>

export interface Window {
  /** Never throws: what is refused is told to the window. */
  receive(message: Exclude<ClientMessage, { type: "hello" }>): void
  leave(): void
}

interface WindowParts {
  room: Room
  client: Client
  clock: Clock
  onProblem(problem: unknown): void
}

/** Lets the window into the room. Throws `AppError` in-use or too-many-clients. */
export function enter({ room, client, clock, onProblem }: WindowParts, takeOver: boolean): Window {
  const { log, documents, audience, workspaces } = room
  const screens = new Map<string, { ack(offset: number): void; detach(): void }>()
  let left = false
  audience.join(client, takeOver, welcome)

  function welcome(): void {
    client.send({
      type: "welcome",
      you: { role: client.role, client: client.id, id: client.actor.id, name: client.name },
      now: clock.now(),
      state: visibleState(log.told, client.role),
      people: audience.people(client.role),
      workspace: workspaces.status.status,
    })
    client.send(room.assistance.review.all())
    if (workspaces.status.status === "failed") client.send({ type: "workspace", ...workspaces.status })
  }

  async function openDocument({ path, language, version }: Message<"open-document">): Promise<void> {
    if (!documents.told.get(language, path)) {
      const workspace = await workspaces.current()
      if (workspace.language !== language) throw new AppError("document-gone")
      const opened = await workspace.disk.open(path)
      if (opened.readOnly) {
        client.send({
          type: "document",
          path,
          language,
          version: 0,
          text: opened.text,
          readOnly: opened.readOnly,
        })
        return
      }
    }
    sendDocument(path, language, version)
  }

  /** Sends and subscribes in one go, so that the next update told is the next the window gets. */
  function sendDocument(path: string, language: Language, version: number | null): void {
    const document = documents.told.get(language, path)
    if (!document) throw new AppError("document-gone")
    audience.watch(client, language, path)
    const missed = version === null ? null : since(document, version)
    if (missed && version !== null) {
      const updates = serializeUpdates(missed)
      client.send({ type: "document-updates", path, language, from: version, updates, actor: client.actor })
    } else {
      const readOnly = client.role === "viewer" ? "role" : null
      client.send({
        type: "document",
        path,
        language,
        version: document.version,
        text: document.text.toString(),
        readOnly,
      })
    }
    audience.tellCursors(client, language, path, document)
    const review = room.assistance.review.of(language, path)
    if (review) client.send(review)
    const marks = room.acts.marks(language, path)
    if (marks) client.send(marks)
  }

  async function push({ path, language, version, updates }: Message<"push">): Promise<void> {
    room.acts.mayWrite(client.actor, "edit")
    room.mustRun()
    await documents.push(client.actor, language, path, version, updates)
  }

  async function attach({ terminal, from }: Message<"attach-terminal">): Promise<void> {
    const { terminals } = await workspaces.current()
    if (left) return
    const size = log.told.terminals.find(({ id }) => id === terminal)
    screens.get(terminal)?.detach()
    const viewer = {
      screen(offset: number) {
        client.send({
          type: "terminal-screen",
          terminal,
          offset,
          cols: size?.cols ?? 80,
          rows: size?.rows ?? 24,
        })
      },
      send(offset: number, data: Uint8Array) {
        client.sendBytes(encodeTerminalFrame(terminal, offset, data))
      },
    }
    screens.set(terminal, terminals.get(terminal).attach(viewer, from))
  }

  async function type({ terminal, data }: Message<"terminal-input">): Promise<void> {
    const { terminals } = await workspaces.current()
    room.acts.mayWrite(client.actor, "terminal")
    room.mustRun()
    await terminals.get(terminal).input(client.actor, Buffer.from(data))
  }

  async function resize({ terminal, cols, rows }: Message<"resize-terminal">): Promise<void> {
    const { terminals } = await workspaces.current()
    await terminals.get(terminal).resize(client.actor, cols, rows)
  }

  async function command({ id, command }: Message<"command">): Promise<void> {
    try {
      const result = await perform(room, client, command)
      client.send({ type: "reply", id, ok: true, result })
    } catch (failure) {
      client.send({ type: "reply", id, ok: false, problem: told(failure) })
    }
  }

  function told(failure: unknown): Problem {
    if (failure instanceof AppError) return failure.toProblem()
    onProblem(failure)
    return problem("internal")
  }

  function tryDocument(path: string, work: Promise<void>): void {
    work.catch((failure: unknown) => client.send({ type: "document-problem", path, problem: told(failure) }))
  }

  /** For what has no answer of its own: a terminal that is gone tells itself by its exit. */
  function attempt(work: Promise<void>): void {
    work.catch((failure: unknown) => void told(failure))
  }

  /** A page that does not ask for what its seat may not do never meets this. */
  function refuse(message: ClientMessage): void {
    if ("path" in message)
      client.send({ type: "document-problem", path: message.path, problem: problem("forbidden") })
  }

  return {
    receive(message) {
      if (!MESSAGES[message.type].includes(client.role)) return refuse(message)
      switch (message.type) {
        case "command":
          return void command(message)
        case "open-document":
          return tryDocument(message.path, openDocument(message))
        case "close-document":
          return audience.unwatch(client, message.path)
        case "push":
          return tryDocument(message.path, push(message))
        case "cursor":
          return audience.cursor(client, message.path, message.version, message.anchor, message.head)
        case "attach-terminal":
          return attempt(attach(message))
        case "detach-terminal":
          screens.get(message.terminal)?.detach()
          screens.delete(message.terminal)
          return
        case "terminal-input":
          return attempt(type(message))
        case "resize-terminal":
          return attempt(resize(message))
        case "ack-terminal":
          return screens.get(message.terminal)?.ack(message.offset)
        case "observe":
          return attempt(room.observe(client.actor, message.observation))
        case "ping":
          return client.send({ type: "pong", clientAt: message.clientAt, now: clock.now() })
      }
    },
    leave() {
      left = true
      for (const screen of screens.values()) screen.detach()
      audience.leave(client)
    },
  }
}
