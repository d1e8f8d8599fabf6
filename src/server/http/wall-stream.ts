/** A team's wall as server-sent events: `wall`, all there is, and then `changes`. */
import type { FastifyReply } from "fastify"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import { createScope } from "../scope.ts"
import type { Reading, Walls } from "../wall/walls.ts"
import { beginEvents } from "./event-stream.ts"
import { keepAsking } from "../keep-asking.ts"

interface StreamParts {
  walls: Walls
  organization: string
  clock: Clock
  /** Throws when they may look on no more. */
  again(): Promise<void>
}

/** What may wait for a slow reader. One who has more before them is sent the latest whole, once they have read it. */
const WAITING_BYTES = 1 << 20

/** Ends when whoever reads has left or may read no more. Throws `AppError` too-many-clients. */
export async function streamWall(
  { walls, organization, clock, again }: StreamParts,
  reply: FastifyReply,
): Promise<void> {
  let begun = false
  let behind = false
  const scope = createScope()
  const reading: Reading = await walls.read(organization, (changes) => {
    if (!begun || behind) return
    if (raw && raw.writableLength > WAITING_BYTES) behind = true
    else send("changes", changes)
  })
  scope.add(reading.leave)
  const raw = beginEvents(reply)
  if (!raw) return scope.close()
  const close = (): void => void scope.close()
  scope.add(() => void raw.end())
  raw.on("close", close)
  raw.on("drain", () => {
    if (!behind) return
    behind = false
    send("wall", JSON.stringify(reading.whole()))
  })

  function send(event: "wall" | "changes", data: string): void {
    raw?.write(`event: ${event}\ndata: ${data}\n\n`)
  }

  begun = true
  send("wall", JSON.stringify(reading.whole()))
  scope.add(keepAsking(clock, LIMITS.socket.askMs, again, close))
}
