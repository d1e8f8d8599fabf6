/** A terminal in a sandbox, as the server sees it. */
import { STREAM_WINDOW } from "../../protocol/frame.ts"
import { GuestReply } from "../../protocol/guest.ts"
import type { Terminal } from "./engine.ts"
import type { GuestLink } from "./link.ts"
import { createQueue } from "./queue.ts"

export function guestTerminal(link: GuestLink, id: string, exit: Terminal["exit"]): Terminal {
  return {
    id,
    exit,
    output: (from) => readOutput(link, id, from),
    async write(bytes) {
      await link.request(
        { op: "terminal.write", terminal: id, stream: link.streams(1) },
        GuestReply.nothing,
        bytes,
      )
    },
    async resize(cols, rows) {
      await link.request({ op: "terminal.resize", terminal: id, cols, rows }, GuestReply.nothing)
    },
    async close() {
      await link.request({ op: "terminal.close", terminal: id }, GuestReply.nothing)
    },
  }
}

function readOutput(
  link: GuestLink,
  id: string,
  from: number,
): AsyncIterable<{ offset: number; data: Uint8Array }> {
  const stream = link.streams(1)
  let at = from
  let outstanding = 0
  let read = 0
  const grant = (bytes: number) => {
    outstanding += bytes
    link.grant(stream, bytes)
  }
  const queue = createQueue<{ offset: number; data: Uint8Array }>({
    taken(chunk) {
      read += chunk.data.length
      if (read < STREAM_WINDOW / 4) return
      grant(read)
      read = 0
    },
    left() {
      link.release(stream)
      link.end(stream)
    },
  })
  const finish = () => {
    link.release(stream)
    queue.close()
  }
  link.receive(stream, {
    data(bytes) {
      outstanding -= bytes.length
      if (outstanding < 0) return link.close()
      queue.push({ offset: at, data: Uint8Array.from(bytes) })
      at += bytes.length
    },
    end: finish,
    lost: finish,
  })
  link.request({ op: "terminal.read", terminal: id, from, stream }, GuestReply.offset).then(
    ({ offset }) => {
      at = offset
      grant(STREAM_WINDOW)
    },
    (error: unknown) => {
      link.release(stream)
      queue.close(error instanceof Error ? error : new Error(String(error)))
    },
  )
  return queue
}
