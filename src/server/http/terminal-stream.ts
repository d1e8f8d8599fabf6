import type { FastifyReply } from "fastify"
import { AppError } from "../../protocol/errors.ts"
import type { Clock } from "../clock.ts"
import { keepAsking } from "../keep-asking.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { RecordedTerminal } from "../workspace/terminal.ts"
import { beginEvents } from "./event-stream.ts"

const streams = new WeakMap<RecordedTerminal, number>()

/**
 * A terminal for a plain HTTP client: `screen` says where a fresh screen starts, `output` carries base64 bytes. Ends once
 * `again` rejects. Throws `AppError` too-many-clients.
 */
export function streamTerminal(
  terminal: RecordedTerminal,
  from: number,
  reply: FastifyReply,
  { clock, again }: { clock: Clock; again(): Promise<unknown> },
): void {
  const open = streams.get(terminal) ?? 0
  if (open >= LIMITS.http.streamsPerTerminal) throw new AppError("too-many-clients")
  const raw = beginEvents(reply)
  if (!raw) return
  const send = (event: string, data: object): boolean =>
    raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const viewer = {
    screen: (offset: number) => void send("screen", { terminal: terminal.id, offset }),
    send(offset: number, data: Uint8Array) {
      const end = offset + data.byteLength
      const flowing = send("output", {
        terminal: terminal.id,
        offset,
        data: Buffer.from(data).toString("base64"),
      })
      if (flowing) queueMicrotask(() => view.ack(end))
      else raw.once("drain", () => view.ack(end))
    },
  }
  const view = terminal.attach(viewer, from)
  streams.set(terminal, open + 1)
  const forgetAsking = keepAsking(clock, LIMITS.socket.askMs, again, () => raw.end())
  raw.on("close", () => {
    forgetAsking()
    view.detach()
    streams.set(terminal, (streams.get(terminal) ?? 1) - 1)
  })
  void terminal.ended.then(() => {
    send("exit", { terminal: terminal.id })
    raw.end()
  })
}
