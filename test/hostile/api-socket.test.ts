/** The live socket, spoken to by something that is no page of ours. */
import { once } from "node:events"
import { createConnection } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { WebSocket } from "ws"
import { z } from "zod"
import { Problem } from "../../src/protocol/errors.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, startTestServer, tokenOf, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { journalOf } from "../room/moves.ts"

let server: TestServer
let created: CreatedSession
type LinkedRole = keyof CreatedSession["links"]
let view: LiveSession

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  view = await begin(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

const Message = z.object({ type: z.string() }).loose()
type Message = z.infer<typeof Message>

interface Raw {
  socket: WebSocket
  messages: Message[]
  /** Resolves with the next message of a type. */
  next(type: string): Promise<Message>
  /** Resolves when the socket is closed, with the code of the problem told before, if any. */
  closed: Promise<string | null>
}

async function connect(role: LinkedRole = "assessor", headers: Record<string, string> = {}): Promise<Raw> {
  const address = `${server.url.replace("http", "ws")}/api/interview/${created.id}/socket?role=${role}`
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${tokenOf(created.links[role])}`, ...headers },
  })
  const messages: Message[] = []
  const waiting: { type: string; resolve(message: Message): void }[] = []
  socket.on("message", (data: Buffer, binary) => {
    if (binary) return
    const message = Message.parse(JSON.parse(data.toString()))
    messages.push(message)
    for (const one of waiting) if (one.type === message.type) one.resolve(message)
  })
  socket.on("error", () => undefined)
  const closed = once(socket, "close").then(() => {
    const told = messages.find(({ type }) => type === "closed")
    return told ? Problem.parse(told["problem"]).code : null
  })
  await once(socket, "open")
  return {
    socket,
    messages,
    closed,
    next: (type) => new Promise((resolve) => waiting.push({ type, resolve })),
  }
}

const hello = (client = "client-raw-1"): string =>
  JSON.stringify({ type: "hello", protocol: 1, client, takeOver: false })

async function greeted(role: LinkedRole = "assessor"): Promise<Raw> {
  const raw = await connect(role)
  const welcome = raw.next("welcome")
  raw.socket.send(hello())
  await welcome
  return raw
}

/** Status and problem with which an upgrade is refused. */
async function upgradeRefusal(path: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, { headers })
  const { promise, resolve } = Promise.withResolvers<[number, string]>()
  socket.on("error", () => undefined)
  socket.on("open", () => resolve([101, "open"]))
  socket.on("unexpected-response", (_request, reply) => {
    let text = ""
    reply.on("data", (chunk: Buffer) => (text += chunk.toString()))
    reply.on("end", () => resolve([reply.statusCode ?? 0, Problem.parse(JSON.parse(text)).code]))
  })
  return promise
}

test("[API2] [API4] only the holder of a link, on our own page, gets a socket", async () => {
  const path = `/api/interview/${created.id}/socket?role=candidate`
  const authorization = `Bearer ${tokenOf(created.links.candidate)}`
  expect(await upgradeRefusal(path)).toEqual([401, "not-signed-in"])
  expect(await upgradeRefusal(path, { authorization: `Bearer ${"x".repeat(43)}` })).toEqual([
    404,
    "link-unknown",
  ])
  expect(await upgradeRefusal(path, { authorization, origin: "https://evil.example" })).toEqual([
    403,
    "wrong-origin",
  ])
  expect(await upgradeRefusal(path, { authorization, origin: "null" })).toEqual([403, "wrong-origin"])
  expect(await upgradeRefusal(path.replace("candidate", "assessor"), { authorization })).toEqual([
    403,
    "forbidden",
  ])
  expect(await upgradeRefusal("/api/interview/nowhere/socket", { authorization })).toEqual([
    401,
    "not-signed-in",
  ])
  expect(await upgradeRefusal("/api/other", { authorization })).toEqual([404, "not-found"])
  expect(await upgradeRefusal(path, { authorization, origin: server.url })).toEqual([101, "open"])
})

test("[API9] connections that break while they are asked who they are cost nobody anything", async () => {
  const { hostname, port } = new URL(server.url)
  const path = `/api/interview/${created.id}/socket?role=candidate`
  const asked = `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n`
  const key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
  for (let round = 0; round < 20; round++) {
    const authorization = round % 2 ? `Authorization: Bearer ${tokenOf(created.links.candidate)}\r\n` : ""
    const socket = createConnection(Number(port), hostname)
    await once(socket, "connect")
    await new Promise((resolve) => socket.write(`${asked}${key}${authorization}\r\n`, resolve))
    socket.resetAndDestroy()
    await once(socket, "close")
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test("[SOCK1] what is no message ends that socket with the reason, and nobody else's", async () => {
  for (const garbage of [
    "",
    "{",
    "null",
    "[]",
    '{"type":"nonsense"}',
    '{"type":"hello","protocol":99,"client":"client-raw-1","takeOver":false}',
    '{"type":"hello","protocol":1,"client":"../../etc","takeOver":false}',
    '{"type":"push","path":"x","language":"python","version":-1,"updates":[]}',
    '{"type":"attach-terminal","terminal":"../x","from":0}',
    Buffer.from([0, 255, 254, 1, 2, 3]),
    Buffer.from(hello()),
  ]) {
    const raw = await connect()
    raw.socket.send(garbage)
    expect(await raw.closed, String(garbage)).toBe("bad-request")
  }
  const raw = await connect()
  raw.socket.send("x".repeat(LIMITS.socket.messageBytes + 1))
  expect(await raw.closed).toBeNull()
  expect(view.getState().connection.status).toBe("online")
})

test("[SOCK2] before its hello a window is told nothing and can do nothing; a second hello changes nothing", async () => {
  const before = (await journalOf(server, created)).length
  const raw = await connect()
  raw.socket.send(JSON.stringify({ type: "command", id: 1, command: { type: "end", reason: "" } }))
  raw.socket.send(
    JSON.stringify({ type: "open-document", path: "tab/group.py", language: "python", version: null }),
  )
  const welcome = raw.next("welcome")
  raw.socket.send(hello("client-raw-2"))
  await welcome
  expect(raw.messages[0]!.type).toBe("welcome")
  raw.socket.send(hello("client-raw-3"))
  const pong = raw.next("pong")
  raw.socket.send(JSON.stringify({ type: "ping", clientAt: 1 }))
  await pong
  expect(raw.messages.filter(({ type }) => type === "welcome")).toHaveLength(1)
  expect(raw.messages.filter(({ type }) => type === "document")).toEqual([])
  raw.socket.close()
  const after = (await journalOf(server, created)).slice(before)
  expect(after.filter(({ type }) => type === "session.ended")).toEqual([])
})

test("[SOCK1] a command out of form is answered, and costs no connection", async () => {
  const raw = await greeted()
  const reply = raw.next("reply")
  raw.socket.send(JSON.stringify({ type: "command", id: 7, command: { type: "grade", score: 100 } }))
  expect(await reply).toMatchObject({ id: 7, ok: false, problem: { code: "bad-request" } })
  expect(raw.socket.readyState).toBe(WebSocket.OPEN)
  raw.socket.close()
  await raw.closed
})

test("[SOCK1] a flood of messages ends that socket as too fast; everybody else goes on", async () => {
  const raw = await greeted()
  for (let index = 0; index < LIMITS.socket.messagesPerSecond * 4; index++)
    raw.socket.send(JSON.stringify({ type: "ping", clientAt: index }))
  expect(await raw.closed).toBe("too-fast")
  await view.command({ type: "list-files", path: "" })
})

test("[SOCK1] a flood of large messages ends that socket, however few they are", async () => {
  const raw = await greeted()
  const updates = [{ clientID: "flood", changes: [[0, "x".repeat(900_000)]] }]
  const push = JSON.stringify({ type: "push", path: "x", language: "python", version: 0, updates })
  for (let sent = 0; sent < LIMITS.socket.bytesAtOnce * 2; sent += push.length) raw.socket.send(push)
  expect(await raw.closed).toBe("too-fast")
  await view.command({ type: "list-files", path: "" })
})

test("[SOCK1] edits, acknowledgements and cursors that make no sense harm nobody", async () => {
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  view.close()
  const raw = await connect("candidate")
  const welcome = raw.next("welcome")
  raw.socket.send(JSON.stringify({ type: "hello", protocol: 1, client: "client-raw-4", takeOver: true }))
  await welcome
  const send = (message: object): void => raw.socket.send(JSON.stringify(message))
  const document = raw.next("document")
  send({ type: "open-document", path: "tab/group.py", language: "python", version: 999_999 })
  const { version, text } = await document
  const where = { type: "push", path: "tab/group.py", language: "python" }
  for (const [changes, at] of [
    [[5], version],
    [[[1e9, "x"]], version],
    [[[0, "x"], 1], version],
    [[[0, "x"]], 999_999],
  ] as const) {
    const problem = raw.next("document-problem")
    send({ ...where, version: at, updates: [{ clientID: "raw", changes }] })
    expect((await problem)["problem"]).toMatchObject({
      code: expect.stringMatching(/bad-request|document-stale/),
    })
  }
  send({ type: "cursor", path: "tab/group.py", version: 999, anchor: 1e9, head: 1e9 })
  send({ type: "ack-terminal", terminal: "t-1", offset: 1e9 })
  send({ type: "terminal-input", terminal: "t-1", data: "x" })
  send({ type: "detach-terminal", terminal: "t-1" })
  send({ type: "close-document", path: "never" })
  const again = raw.next("document")
  send({ type: "open-document", path: "tab/group.py", language: "python", version: null })
  expect((await again)["text"]).toBe(text)
  raw.socket.close()
  await until(assessor, ({ people }) => people.every(({ role }) => role === "assessor"))
  assessor.close()
  expect(server.problems).toEqual([])
})
