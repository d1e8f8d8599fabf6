/**
 * The server's end of the stream to a guest: requests and replies, byte streams, events. Whatever arrives is
 * untrusted: frames are bounded, control messages parsed, and a guest that breaks the protocol is cut off.
 */
import type { Duplex } from "node:stream"
import type { z } from "zod"
import { createFrameDecoder, FRAME, frameHeader, STREAM_CHUNK } from "../../protocol/frame.ts"
import { GuestMessage, type GuestRequest } from "../../protocol/guest.ts"
import { FileError, NoMoreProcesses } from "./engine.ts"

export interface StreamSink {
  data?(bytes: Uint8Array): void
  end?(): void
  credit?(bytes: number): void
  /** The connection is gone. */
  lost?(): void
}

export interface GuestLink {
  /** Resolves with the parsed reply. Throws `FileError` or `NoMoreProcesses` for what the guest refused by code, else `Error`. */
  request<T>(request: GuestRequest, reply: z.ZodType<T>, body?: Uint8Array): Promise<T>
  /** A run of `count` fresh stream numbers, the first of them. */
  streams(count: number): number
  receive(stream: number, sink: StreamSink): void
  release(stream: number): void
  data(stream: number, bytes: Uint8Array): Promise<void>
  end(stream: number): void
  grant(stream: number, bytes: number): void
  /** Resolves with the reason when the connection is gone; never rejects. `fault` tells what the guest did wrong. */
  readonly closed: Promise<{ how: "replaced" | "ended"; fault: string | null }>
  close(): void
}

export type GuestEvent = Exclude<GuestMessage, { event: "reply" | "refused" }>

/** How often a guest that owes an answer is asked whether it is there: it has as long to say so. */
const ANSWER_MS = 10_000
/** Such times after which a request has failed that takes no stream at its own pace. */
const PATIENCE = 6
const AT_ITS_OWN_PACE: ReadonlySet<GuestRequest["op"]> = new Set([
  "pack",
  "unpack",
  "terminal.write",
] as const)

interface Waiting {
  op: GuestRequest["op"]
  times: number
  resolve: (result: unknown) => void
  reject: (error: Error) => void
}

/** `onEvent` sees every event in order, the guest's `hello` first. */
export function createGuestLink(
  socket: Duplex,
  onEvent: (event: GuestEvent) => void,
  answerMs = ANSWER_MS,
): GuestLink {
  const decode = createFrameDecoder()
  const sinks = new Map<number, StreamSink>()
  const waiting = new Map<number, Waiting>()
  let nextRequest = 1
  let nextStream = 1
  const state = { open: true, replaced: false, fault: null as string | null }
  const ended = Promise.withResolvers<{ how: "replaced" | "ended"; fault: string | null }>()
  /** The number of the question whether the guest is there, while that is open. */
  let asked: number | null = null
  let watching: NodeJS.Timeout | null = null

  const write = (kind: number, stream: number, payload: Uint8Array): boolean => {
    if (!state.open) return true
    socket.cork()
    socket.write(frameHeader(kind, stream, payload.length))
    const room = socket.write(payload)
    socket.uncork()
    return room
  }
  const drained = () =>
    new Promise<void>((resolve) => {
      const done = () => {
        socket.off("drain", done)
        socket.off("close", done)
        resolve()
      }
      socket.on("drain", done)
      socket.on("close", done)
    })
  const data = async (stream: number, bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length && state.open; at += STREAM_CHUNK)
      if (!write(FRAME.data, stream, bytes.subarray(at, at + STREAM_CHUNK)) && state.open) await drained()
  }
  const end = (stream: number) => void write(FRAME.end, stream, new Uint8Array(0))

  const cutOff = (fault: string) => {
    state.fault ??= fault
    socket.destroy()
  }

  const send = (op: GuestRequest["op"], request: object): { id: number; result: Promise<unknown> } => {
    const id = nextRequest++
    const result = new Promise<unknown>((resolve, reject) =>
      waiting.set(id, { op, times: 0, resolve, reject }),
    )
    write(FRAME.control, 0, Buffer.from(JSON.stringify({ ...request, id })))
    return { id, result }
  }

  /** A guest that is stopped, or stuck, must hold up nobody for ever: what waits for it is told that it is gone. */
  const lookAfter = () => {
    if (waiting.size === 0) {
      if (watching) clearInterval(watching)
      watching = null
      return
    }
    if (asked !== null && waiting.has(asked)) return cutOff("It did not answer.")
    for (const one of waiting.values())
      if (++one.times > PATIENCE && !AT_ITS_OWN_PACE.has(one.op))
        return cutOff(`It did not finish ${one.op}.`)
    const question = send("terminal.list", { op: "terminal.list" })
    asked = question.id
    question.result.catch(() => undefined)
  }

  const onControl = (payload: Uint8Array) => {
    const message = GuestMessage.parse(JSON.parse(Buffer.from(payload).toString()))
    if (message.event === "reply" || message.event === "refused") {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.event === "reply") waiter?.resolve(message.result)
      else if (message.code === "failed")
        waiter?.reject(new Error(`The sandbox could not do this: ${message.message}`))
      else if (message.code === "no-process") waiter?.reject(new NoMoreProcesses(message.message))
      else waiter?.reject(new FileError(message.code, message.message))
    } else {
      if (message.event === "replaced") state.replaced = true
      onEvent(message)
    }
  }
  socket.on("data", (chunk: Uint8Array) => {
    try {
      for (const { kind, stream, payload } of decode(chunk)) {
        if (kind === FRAME.control) onControl(payload)
        else if (kind === FRAME.data) sinks.get(stream)?.data?.(payload)
        else if (kind === FRAME.end) sinks.get(stream)?.end?.()
        else if (kind === FRAME.credit && payload.length === 4)
          sinks.get(stream)?.credit?.(Buffer.from(payload).readUInt32LE())
        else throw new RangeError(`a frame of kind ${kind}`)
      }
    } catch (failure) {
      cutOff(`It said what cannot be understood: ${String(failure).slice(0, 500)}`)
    }
  })
  socket.on("error", () => socket.destroy())
  socket.on("close", () => {
    state.open = false
    if (watching) clearInterval(watching)
    for (const { reject } of waiting.values()) reject(new Error("The sandbox is gone."))
    waiting.clear()
    for (const sink of sinks.values()) sink.lost?.()
    sinks.clear()
    ended.resolve({ how: state.replaced ? "replaced" : "ended", fault: state.fault })
  })

  return {
    async request(request, reply, body) {
      if (!state.open) throw new Error("The sandbox is gone.")
      const { result } = send(request.op, request)
      watching ??= setInterval(lookAfter, answerMs).unref()
      if (body && "stream" in request) {
        const sent = data(request.stream, body).then(() => end(request.stream))
        await Promise.all([sent, result])
      }
      return reply.parse(await result)
    },
    streams(count) {
      const first = nextStream
      nextStream += count
      return first
    },
    receive(stream, sink) {
      if (state.open) sinks.set(stream, sink)
      else sink.lost?.()
    },
    release: (stream) => void sinks.delete(stream),
    data,
    end,
    grant(stream, bytes) {
      const payload = Buffer.alloc(4)
      payload.writeUInt32LE(bytes)
      write(FRAME.credit, stream, payload)
    },
    closed: ended.promise,
    close: () => void socket.destroy(),
  }
}
