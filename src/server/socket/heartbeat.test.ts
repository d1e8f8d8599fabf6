import { once } from "node:events"
import { afterAll, beforeAll, expect, test } from "vitest"
import { WebSocket, WebSocketServer } from "ws"
import { holdClock } from "../../../test/support/clock.ts"
import { keepWatch } from "./heartbeat.ts"

let server: WebSocketServer

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" })
  await once(server, "listening")
})

afterAll(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

/** Both ends of a connection. */
async function pair(): Promise<{ near: WebSocket; far: WebSocket }> {
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server does not listen")
  const arrived = new Promise<WebSocket>((resolve) => server.once("connection", resolve))
  const far = new WebSocket(`ws://127.0.0.1:${address.port}`)
  far.on("error", () => undefined)
  const near = await arrived
  if (far.readyState !== far.OPEN) await once(far, "open")
  return { near, far }
}

test("[SOCK3] a window that falls silent without closing is gone after 25 s", async () => {
  const clock = holdClock()
  const { near, far } = await pair()
  keepWatch(near, clock)
  // It reads nothing, so it answers nothing, and closes nothing either.
  far.pause()
  const gone = once(near, "close")
  clock.advance(24_999)
  expect(near.readyState).toBe(near.OPEN)
  clock.advance(1)
  await gone
  far.terminate()
})

test("[SOCK3] a window that answers stays, and so does one that only speaks", async () => {
  const clock = holdClock()
  const { near, far } = await pair()
  keepWatch(near, clock)
  for (let round = 0; round < 5; round++) {
    const answered = once(near, "pong")
    clock.advance(10_000)
    await answered
  }
  far.pause()
  for (let round = 0; round < 3; round++) {
    clock.advance(20_000)
    const spoken = once(near, "message")
    far.send("here")
    await spoken
  }
  expect(near.readyState).toBe(near.OPEN)
  near.terminate()
  far.terminate()
})
