/** The stream of a wall by itself, with time held. */
import Fastify from "fastify"
import { once } from "node:events"
import { connect } from "node:net"
import { expect, test } from "vitest"
import { holdClock } from "../../../test/support/clock.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { WallWhole } from "../../protocol/wall.ts"
import type { Walls } from "../wall/walls.ts"
import { streamWall } from "./wall-stream.ts"

/** A server with one wall, whose changes the test tells. */
async function serve(again: () => Promise<void> = () => Promise.resolve()) {
  const clock = holdClock()
  const readers = new Set<(changes: string) => void>()
  const whole = (): WallWhole => ({ now: clock.now(), rows: [], pulses: [] })
  const walls: Walls = {
    look: async () => whole(),
    async read(_, changes) {
      readers.add(changes)
      return { whole, leave: () => void readers.delete(changes) }
    },
    close: () => undefined,
  }
  const app = Fastify({ forceCloseConnections: true })
  app.get("/", (_, reply) => streamWall({ walls, organization: "o1", clock, again }, reply))
  const address = await app.listen({ port: 0, host: "127.0.0.1" })
  return {
    clock,
    address,
    readers,
    tell: (changes: string) => readers.forEach((reader) => reader(changes)),
    close: () => app.close(),
  }
}

test("[BOARD8] who may look on no more is shown the wall no longer", async () => {
  let asked = 0
  const { clock, address, readers, close } = await serve(async () => {
    asked += 1
    if (asked > 1) throw new Error("Not any more")
  })
  try {
    const response = await fetch(address)
    clock.advance(LIMITS.socket.askMs)
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(LIMITS.socket.askMs)
    expect(await response.text()).toMatch(/^event: wall\ndata: .*\n\n$/)
    expect(asked).toBe(2)
    expect(readers.size).toBe(0)
  } finally {
    await close()
  }
})

test("[BOARD10] who reads too slowly is spared the changes, and sent all there is once they have caught up", async () => {
  const { clock, address, tell, close } = await serve()
  try {
    const socket = connect(Number(new URL(address).port), "127.0.0.1")
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    await once(socket, "data")
    socket.pause()
    const changes = JSON.stringify("x".repeat(1 << 20))
    for (let told = 0; told < 100; told++) {
      tell(changes)
      await new Promise((resolve) => setImmediate(resolve))
    }
    clock.advance(5_000)
    let bytes = 0
    for await (const data of socket) {
      bytes += (data as Buffer).length
      if (String(data).includes(`event: wall\ndata: {"now":${clock.now()}`)) break
    }
    expect(bytes).toBeGreaterThan(1 << 20)
    expect(bytes).toBeLessThan(50 << 20)
  } finally {
    await close()
  }
})
