/** WebSocket connections: who may connect, what a message may be, and how one that misbehaves is cut off. */
import type { Server } from "node:http"
import type { Duplex } from "node:stream"
import type { IncomingMessage } from "node:http"
import { WebSocketServer } from "ws"
import type { RawData, WebSocket } from "ws"
import { z } from "zod"
import { isWellFormed } from "../../core/well-formed.ts"
import { AppError, problem } from "../../protocol/errors.ts"
import type { Problem } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { ClientMessage } from "../../protocol/messages.ts"
import type { Role } from "../../protocol/messages.ts"
import { createAllowance } from "../allowance.ts"
import type { Clock } from "../clock.ts"
import { settleAddress } from "../http/address.ts"
import type { IsProxy } from "../http/address.ts"
import type { Access, Guest } from "../http/access.ts"
import { seatsFor } from "../http/entrance.ts"
import { sameOrigin } from "../http/origin.ts"
import type { Client } from "../room/client.ts"
import { keepAsking } from "../keep-asking.ts"
import { MESSAGES } from "../permissions.ts"
import type { Registry } from "../room/registry.ts"
import { keepWatch } from "./heartbeat.ts"
import { enter } from "./window.ts"
import type { Window } from "./window.ts"

interface SocketParts {
  server: Server
  access: Access
  registry: Registry
  /** How people reach this server; null means its own address. */
  publicUrl: string | null
  isProxy: IsProxy
  clock: Clock
  onProblem(problem: unknown): void
}

const ADDRESS = /^\/api\/interview\/([\w-]{1,64})\/socket(?:\?role=(candidate|assessor|viewer))?$/
/** A connection that has not said hello by then is nobody's. */
const HELLO_MS = 15_000
/** RFC 6455: a close the client should take as final; the `closed` message before it says why. */
const CLOSE_CODE = 4_000

export function serveSockets(parts: SocketParts): { close(): void } {
  const { server, access, registry, publicUrl, isProxy, clock, onProblem } = parts
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.socket.messageBytes,
    perMessageDeflate: false,
  })

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const [, session, role] = ADDRESS.exec(request.url ?? "") ?? []
    // Until the WebSocket has it, a connection that breaks is nobody's to hear, and would end the process.
    const lost = (): void => void stream.destroy()
    stream.on("error", lost)
    settleAddress(request, isProxy)
    try {
      if (!session) throw new AppError("not-found")
      sameOrigin(request, publicUrl)
      const guest = await access.of(request, session, seatsFor(MESSAGES.hello, role as Role | undefined))
      if (stream.destroyed) return
      stream.off("error", lost)
      const again = (): Promise<Guest> => access.of(request, session, [guest.role])
      sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, guest, again))
    } catch (failure) {
      refuse(stream, failure)
    }
  }

  function refuse(stream: Duplex, failure: unknown): void {
    const told = failure instanceof AppError ? failure.toProblem() : problem("internal")
    if (!(failure instanceof AppError)) onProblem(failure)
    const body = JSON.stringify(told)
    stream.end(
      `HTTP/1.1 ${told.status} Refused\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }

  function serve(socket: WebSocket, guest: Guest, again: () => Promise<Guest>): void {
    let window: Window | null = null
    let greeted = false
    const { messagesPerSecond, bytesPerSecond, bytesAtOnce } = LIMITS.socket
    const messages = createAllowance(clock, { perSecond: messagesPerSecond, atOnce: messagesPerSecond * 2 })
    const bytes = createAllowance(clock, { perSecond: bytesPerSecond, atOnce: bytesAtOnce })
    keepWatch(socket, clock)
    const forgetHello = clock.after(HELLO_MS, () => {
      if (!greeted) socket.terminate()
    })
    // A link that was withdrawn, or a sign-in that was revoked, is not good for a socket either.
    const stillThere = (): Promise<unknown> =>
      again().catch((failure: unknown) => {
        if (failure instanceof AppError) throw failure
        onProblem(failure)
      })
    const forgetAsking = keepAsking(clock, LIMITS.socket.askMs, stillThere, (failure) =>
      closeWith(socket, failure instanceof AppError ? failure.toProblem() : problem("internal")),
    )
    socket.on("close", () => {
      forgetHello()
      forgetAsking()
      window?.leave()
    })
    socket.on("error", () => socket.terminate())

    async function greet(hello: Extract<ClientMessage, { type: "hello" }>): Promise<void> {
      const client = clientOf(socket, guest, hello.client)
      try {
        const room = await registry.room(guest.session)
        if (socket.readyState === socket.OPEN)
          window = enter({ room, client, clock, onProblem }, hello.takeOver)
      } catch (failure) {
        if (!(failure instanceof AppError)) onProblem(failure)
        client.close(failure instanceof AppError ? failure.toProblem() : problem("internal"))
      }
    }

    socket.on("message", (data, binary) => {
      if (messages(1) > 0 || bytes(lengthOf(data)) > 0) return closeWith(socket, problem("too-fast"))
      const text = binary || !Buffer.isBuffer(data) ? null : data.toString()
      const message = text === null ? null : parseMessage(text)
      if (!message && text !== null && refuseCommand(socket, text)) return
      if (!message)
        return closeWith(
          socket,
          problem("bad-request", "A message was not of the expected form; reload the page."),
        )
      if (message.type !== "hello") return window?.receive(message)
      if (greeted) return
      greeted = true
      void greet(message)
    })
  }

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void =>
    void upgrade(request, stream, head)
  server.on("upgrade", onUpgrade)
  return {
    close() {
      server.off("upgrade", onUpgrade)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function parseMessage(text: string): ClientMessage | null {
  const { data: message } = ClientMessage.safeParse(parseJson(text))
  return message && isWellFormed(message) ? message : null
}

const AnyCommand = z.object({ type: z.literal("command"), id: z.number().int() })

/** A command that is not of the expected form has an answer, and costs no connection. */
function refuseCommand(socket: WebSocket, text: string): boolean {
  const asked = AnyCommand.safeParse(parseJson(text))
  if (!asked.success) return false
  socket.send(
    JSON.stringify({ type: "reply", id: asked.data.id, ok: false, problem: problem("bad-request") }),
  )
  return true
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function clientOf(socket: WebSocket, { role, name, actor }: Guest, id: string): Client {
  function sendText(text: string | Uint8Array): void {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > LIMITS.socket.bufferedBytes) socket.terminate()
    else socket.send(text)
  }
  return {
    id,
    role,
    name,
    actor,
    send: (message) => sendText(JSON.stringify(message)),
    sendText,
    sendBytes: sendText,
    close: (reason) => closeWith(socket, reason),
  }
}

function closeWith(socket: WebSocket, reason: Problem): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: "closed", problem: reason }))
  socket.close(CLOSE_CODE, reason.code)
}

function lengthOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength
}
