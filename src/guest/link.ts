/** The guest's end of the stream to the server: frames out with back pressure, frames in by stream. */
import type { Socket } from "node:net"
import { createFrameDecoder, FRAME, frameHeader, STREAM_CHUNK } from "../protocol/frame.ts"
import type { GuestMessage, GuestRequest } from "../protocol/guest.ts"

/** What happens to bytes and grants that arrive for one stream. */
export interface Sink {
  data?(bytes: Uint8Array): void
  end?(): void
  credit?(bytes: number): void
}

export interface Link {
  send(message: GuestMessage): void
  /** False when the socket is full: wait for `drained` before sending more. */
  data(stream: number, bytes: Uint8Array): boolean
  end(stream: number): void
  grant(stream: number, bytes: number): void
  /** Resolves when the socket takes bytes again, or is closed. */
  drained(): Promise<void>
  receive(stream: number, sink: Sink): void
  release(stream: number): void
  /** Runs once when the connection is gone. */
  onClose(listener: () => void): void
  readonly open: boolean
  /** Whether bytes wait for the socket. */
  readonly congested: boolean
  close(): void
}

/** Frames on a socket. `onRequest` is called in order of arrival and must not throw. */
export function createLink(
  socket: Socket,
  onRequest: (request: GuestRequest & { id: number }) => void,
): Link {
  const decode = createFrameDecoder()
  const sinks = new Map<number, Sink>()
  const closers: (() => void)[] = []
  let open = true
  const write = (kind: number, stream: number, payload: Uint8Array): boolean => {
    if (!open) return true
    socket.cork()
    socket.write(frameHeader(kind, stream, payload.length))
    const room = socket.write(payload)
    socket.uncork()
    return room
  }
  const link: Link = {
    send: (message) => void write(FRAME.control, 0, Buffer.from(JSON.stringify(message))),
    data(stream, bytes) {
      let room = true
      for (let at = 0; at < bytes.length; at += STREAM_CHUNK)
        room = write(FRAME.data, stream, bytes.subarray(at, at + STREAM_CHUNK))
      return room
    },
    end: (stream) => void write(FRAME.end, stream, new Uint8Array(0)),
    grant(stream, bytes) {
      const payload = Buffer.alloc(4)
      payload.writeUInt32LE(bytes)
      write(FRAME.credit, stream, payload)
    },
    async drained() {
      if (open && socket.writableNeedDrain)
        await new Promise<void>((resolve) => {
          const done = () => {
            socket.off("drain", done)
            socket.off("close", done)
            resolve()
          }
          socket.on("drain", done)
          socket.on("close", done)
        })
    },
    receive: (stream, sink) => void sinks.set(stream, sink),
    release: (stream) => void sinks.delete(stream),
    onClose(listener) {
      if (open) closers.push(listener)
      else listener()
    },
    get open() {
      return open
    },
    get congested() {
      return open && socket.writableNeedDrain
    },
    close: () => socket.destroySoon(),
  }
  socket.on("data", (chunk) => {
    for (const { kind, stream, payload } of decode(chunk)) {
      if (kind === FRAME.control) onRequest(JSON.parse(Buffer.from(payload).toString()))
      else if (kind === FRAME.data) sinks.get(stream)?.data?.(payload)
      else if (kind === FRAME.end) sinks.get(stream)?.end?.()
      else if (kind === FRAME.credit) sinks.get(stream)?.credit?.(Buffer.from(payload).readUInt32LE())
    }
  })
  socket.on("error", () => socket.destroy())
  socket.on("close", () => {
    open = false
    for (const listener of closers) listener()
  })
  return link
}

/** A request's body, whole. Start it in the tick the request arrived in. */
export function collectBody(link: Link, stream: number, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    let size = 0
    link.receive(stream, {
      data(bytes) {
        size += bytes.length
        if (size <= limit) parts.push(Uint8Array.from(bytes))
      },
      end() {
        link.release(stream)
        if (size > limit) reject(new Error(`a body over ${limit} bytes`))
        else resolve(Buffer.concat(parts))
      },
    })
    link.onClose(() => reject(new Error("the connection closed")))
  })
}

/** Sends on a stream no faster than its reader grants. */
export interface Metered {
  /** Bytes that may be sent now. */
  room(): number
  send(bytes: Uint8Array): void
  /** Resolves when there is room, or the reader is gone. */
  wait(): Promise<void>
  readonly ended: boolean
}

/** `onChange` runs at every grant, and when the reader has left. */
export function meter(link: Link, stream: number, onChange: () => void): Metered {
  let credit = 0
  let ended = false
  let waiting: (() => void)[] = []
  const changed = () => {
    for (const resume of waiting) resume()
    waiting = []
    onChange()
  }
  const finish = () => {
    if (ended) return
    ended = true
    link.release(stream)
    changed()
  }
  link.receive(stream, {
    credit(bytes) {
      credit += bytes
      changed()
    },
    end: finish,
  })
  link.onClose(finish)
  return {
    room: () => credit,
    send(bytes) {
      credit -= bytes.length
      link.data(stream, bytes)
    },
    async wait() {
      if (credit <= 0 && !ended) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    get ended() {
      return ended
    },
  }
}
