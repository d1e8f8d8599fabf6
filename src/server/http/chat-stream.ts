/** The conversation with the agent for a plain HTTP client: its events from a number on, and then as they happen. */
import { once } from "node:events"
import type { FastifyReply } from "fastify"
import { isVisible, visibleEvent } from "../../core/visibility.ts"
import { AppError } from "../../protocol/errors.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Role } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import type { Room } from "../room/room.ts"
import { createScope } from "../scope.ts"
import type { Journal } from "../store/store.ts"
import { beginEvents } from "./event-stream.ts"
import { keepAsking } from "../keep-asking.ts"

const OF_CONVERSATION =
  /^(?:chat|nudge|level|agent|review)\.|^question\.(?:opened|submitted)$|^session\.(?:paused|resumed|ended)$/

interface StreamParts {
  room: Room
  journal: Journal
  clock: Clock
  role: Role
  /** The last event the client has; what comes after it is sent. */
  from: number
  /** Throws when the link is good no more; answers the room as it is now. */
  enter(): Promise<Room>
}

const streams = new WeakMap<Room, number>()

/**
 * Each event is `id: SEQ`, `event: TYPE`, and the event as JSON. Ends with the interview, with the link, and for who
 * reads too slowly; a client goes on from the last `id`. Throws `AppError` too-many-clients.
 */
export function streamChat(
  { room, journal, clock, role, from, enter }: StreamParts,
  reply: FastifyReply,
): void {
  const open = streams.get(room) ?? 0
  if (open >= LIMITS.http.chatStreams) throw new AppError("too-many-clients")
  const begun = beginEvents(reply)
  if (!begun) return
  const raw = begun
  raw.flushHeaders()
  const scope = createScope()
  streams.set(room, open + 1)
  scope.add(() => void streams.set(room, (streams.get(room) ?? 1) - 1))
  scope.add(() => void raw.end())
  const close = (): void => void scope.close()
  raw.on("close", close)

  const waiting: JournalEvent[] = []
  let wake = (): void => undefined
  const before = room.log.told.seq
  scope.add(
    room.log.listen("told", (events) => {
      waiting.push(...events)
      // What is still to be written to one who does not read is not waited for.
      if (waiting.length > LIMITS.http.chatStreamWaiting) raw.destroy()
      wake()
    }),
  )
  scope.add(() => wake())
  void room.broken.then(close)

  async function stillThere(): Promise<void> {
    if ((await enter()) !== room) throw new Error("A room that was opened anew tells no more in this one")
  }

  async function send(event: JournalEvent): Promise<void> {
    if (!OF_CONVERSATION.test(event.type) || !isVisible(event, role, room.log.told)) return
    const data = JSON.stringify(visibleEvent(event, role, room.log.told))
    const flows = raw.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${data}\n\n`)
    if (!flows && !scope.closed) await once(raw, "drain", { signal: scope.signal })
  }

  async function run(): Promise<void> {
    for await (const event of journal.read(room.log.told.id, from)) {
      if (scope.closed || event.seq > before) break
      await send(event)
    }
    while (!scope.closed) {
      const event = waiting.shift()
      if (event && event.seq > from) await send(event)
      if (event) continue
      if (room.log.told.phase.phase === "ended") return
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }

  scope.add(keepAsking(clock, LIMITS.http.chatStreamAskMs, stillThere, close))
  void run().then(close, close)
}
