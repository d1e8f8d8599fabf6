/**
 * The server's end of the stream to a guest: requests and replies, byte streams, events. Whatever arrives is
 * untrusted: frames are bounded, control messages parsed, and a guest that breaks the protocol is cut off.
 */
import type { Duplex } from "node:stream"
import type { z } from "zod"
import { createFrameDecoder, FRAME, frameHeader, STREAM_CHUNK } from "../../protocol/frame.ts"
import { GuestMessage, type GuestRequest } from "../../protocol/guest.ts"
import { FileError } from "./engine.ts"

export interface StreamSink {
  data?(bytes: Uint8Array): void
  end?(): void
  credit?(bytes: number): void
  /** The connection is gone. */
  lost?(): void
}

export interface GuestLink {
  /** Resolves with the parsed reply. Throws `FileError` for what the guest refused by code, `Error` otherwise. */
  request<T>(request: GuestRequest, reply: z.ZodType<T>, body?: Uint8Array): Promise<T>
  /** A run of `count` fresh stream numbers, the first of them. */
  streams(count: number): number
  receive(stream: number, sink: StreamSink): void
  release(stream: number): void
  data(stream: number, bytes: Uint8Array): Promise<void>
  end(stream: number): void
  grant(stream: number, bytes: number): void
  /** Resolves with the reason when the connection is gone; never rejects. */
  readonly closed: Promise<"replaced" | "ended">
  close(): void
}

export type GuestEvent = Exclude<GuestMessage, { event: "reply" | "refused" }>

/** `onEvent` sees every event in order, the guest's `hello` first. */
export function createGuestLink(socket: Duplex, onEvent: (event: GuestEvent) => void): GuestLink {
  const decode = createFrameDecoder()
  const sinks = new Map<number, StreamSink>()
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  let nextRequest = 1
  let nextStream = 1
  const state = { open: true, replaced: false }
  const ended = Promise.withResolvers<"replaced" | "ended">()

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

  const onControl = (payload: Uint8Array) => {
    const message = GuestMessage.parse(JSON.parse(Buffer.from(payload).toString()))
    if (message.event === "reply" || message.event === "refused") {
      const waiter = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.event === "reply") waiter?.resolve(message.result)
      else if (message.code === "failed")
        waiter?.reject(new Error(`The sandbox could not do this: ${message.message}`))
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
    } catch {
      socket.destroy()
    }
  })
  socket.on("error", () => socket.destroy())
  socket.on("close", () => {
    state.open = false
    for (const { reject } of waiting.values()) reject(new Error("The sandbox is gone."))
    waiting.clear()
    for (const sink of sinks.values()) sink.lost?.()
    sinks.clear()
    ended.resolve(state.replaced ? "replaced" : "ended")
  })

  return {
    async request(request, reply, body) {
      if (!state.open) throw new Error("The sandbox is gone.")
      const id = nextRequest++
      const result = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      write(FRAME.control, 0, Buffer.from(JSON.stringify({ ...request, id })))
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
