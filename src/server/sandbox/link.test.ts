import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection, createServer, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { duplexPair } from "node:stream"
import { expect, onTestFinished, test, vi } from "vitest"
import { createFrameDecoder, FRAME, frameHeader, GUEST_PROTOCOL } from "../../protocol/frame.ts"
import { GuestReply } from "../../protocol/guest.ts"
import { openGuestSandbox } from "./guest-sandbox.ts"
import { createGuestLink } from "./link.ts"

/** A guest that answers what `answer` answers, and nothing when that is undefined. */
function createGuest(answer: (op: string) => unknown) {
  const [socket, end] = duplexPair()
  const decode = createFrameDecoder()
  const sayText = (text: string): void => {
    const payload = Buffer.from(text)
    end.write(Buffer.concat([frameHeader(FRAME.control, 0, payload.length), payload]))
  }
  const say = (message: object): void => sayText(JSON.stringify(message))
  end.on("data", (chunk: Uint8Array) => {
    for (const { kind, payload } of decode(chunk)) {
      if (kind !== FRAME.control) continue
      const { id, op }: { id: number; op: string } = JSON.parse(Buffer.from(payload).toString())
      const result = answer(op)
      if (result !== undefined) say({ event: "reply", id, result })
    }
  })
  return { socket, say, sayText }
}

const ANSWER_MS = 20
const ignore = (): void => undefined

test("[GUEST2] a guest that answers nothing is cut off, and whoever waits for it is told", async () => {
  const { socket } = createGuest(() => undefined)
  const link = createGuestLink(socket, ignore, ANSWER_MS)
  await expect(link.request({ op: "stat", path: "a" }, GuestReply.entryOrNull)).rejects.toThrow("gone")
  expect(await link.closed).toEqual({ how: "ended", fault: "It did not answer." })
})

test("[GUEST2] a guest that lives, but never finishes a request, is cut off later", async () => {
  const { socket } = createGuest((op) => (op === "terminal.list" ? [] : undefined))
  const link = createGuestLink(socket, ignore, ANSWER_MS)
  await expect(link.request({ op: "stat", path: "a" }, GuestReply.entryOrNull)).rejects.toThrow("gone")
  expect((await link.closed).fault).toBe("It did not finish stat.")
})

test("[GUEST2] a guest that owes nothing is asked nothing", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] })
  onTestFinished(() => void vi.useRealTimers())
  const asked: string[] = []
  const { socket } = createGuest((op) => {
    asked.push(op)
    return null
  })
  const link = createGuestLink(socket, ignore, ANSWER_MS)
  await link.request({ op: "stat", path: "a" }, GuestReply.entryOrNull)
  await vi.advanceTimersByTimeAsync(5 * ANSWER_MS)
  expect(asked).toEqual(["stat"])
})

const HELLO = { event: "hello", protocol: GUEST_PROTOCOL, terminals: [] }
const change = (path: string) => ({ event: "change", stream: 1, change: { kind: "removed", path } })

for (const [what, text] of [
  ["no JSON", "{"],
  ["a message nobody knows", JSON.stringify({ event: "promote" })],
  ["a path that leads out", JSON.stringify(change("../../etc/passwd"))],
  ["an absolute path", JSON.stringify(change("/etc/passwd"))],
  ["a path of another kind", JSON.stringify({ ...change("a"), change: { kind: "removed", path: 7 } })],
] as const) {
  test(`[GUEST3] ${what} from a guest costs that sandbox and nothing else, and is told once`, async () => {
    const { socket, say, sayText } = createGuest(() => null)
    let destroyed = 0
    const host = {
      destroy: async () => void destroyed++,
      setNetwork: async () => undefined,
      expired: () => false,
    }
    const opening = openGuestSandbox("fake", socket, host, 1_000)
    say(HELLO)
    const sandbox = await opening
    const changes = sandbox.fs.watch()[Symbol.asyncIterator]()
    sayText(text)
    sayText(text)
    expect(await sandbox.closed).toEqual({
      reason: "lost",
      fault: expect.stringContaining("cannot be understood"),
    })
    expect(await changes.next()).toEqual({ done: true, value: undefined })
    expect(destroyed).toBe(1)
  })
}

test("[BOX23] a hello that came in time is heard, though the server was too busy to read it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "interviewlm-link-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const server = createServer().listen(join(folder, "guest.sock"))
  await once(server, "listening")
  const socket = createConnection(join(folder, "guest.sock"))
  const [end]: Socket[] = await once(server, "connection")
  onTestFinished(() => {
    socket.destroy()
    end?.destroy()
    server.close()
  })
  const host = { destroy: async () => undefined, setNetwork: async () => undefined, expired: () => false }
  const opening = openGuestSandbox("busy", socket, host, ANSWER_MS)
  const payload = Buffer.from(JSON.stringify(HELLO))
  end?.write(Buffer.concat([frameHeader(FRAME.control, 0, payload.length), payload]))
  const until = performance.now() + 3 * ANSWER_MS
  while (performance.now() < until);
  expect((await opening).id).toBe("busy")
})
