/** One terminal's bytes over the socket: each byte once and in order, whatever happens to the connection. */
import type { ClientMessage } from "../../protocol/messages.ts"
import type { Clock } from "./clock.ts"
import type { TerminalSource } from "./terminal-source.ts"

type Sink = Parameters<TerminalSource["attach"]>[0]

export interface LiveTerminal {
  readonly source: TerminalSource
  connected(): void
  /** The next bytes start at `offset`. */
  screen(message: { offset: number; cols: number; rows: number }): void
  output(offset: number, data: Uint8Array): void
}

/** Parsed bytes are told at most this often: often enough to keep bytes coming, well within the server's allowance. */
const ACK_EVERY_MS = 8
const INPUT_CHUNK = 16_384

/** `send` answers false when there is no connection; what was typed then is dropped, as nobody saw a prompt. */
export function createLiveTerminal(
  id: string,
  clock: Clock,
  send: (message: ClientMessage) => boolean,
): LiveTerminal {
  let sink: Sink | null = null
  let size: { cols: number; rows: number } | null = null
  /** Offset of the next byte expected; null before the first screen. */
  let expected: number | null = null
  let parsed = 0
  let acknowledged = 0
  /** Writes of an earlier screen count no more. */
  let screens = 0
  let cancelAck: (() => void) | null = null

  function attach(from: number): void {
    if (sink) send({ type: "attach-terminal", terminal: id, from })
  }

  function acknowledge(): void {
    cancelAck ??= clock.after(ACK_EVERY_MS, () => {
      cancelAck = null
      if (parsed <= acknowledged || !sink) return
      acknowledged = parsed
      send({ type: "ack-terminal", terminal: id, offset: parsed })
    })
  }

  async function write(to: Sink, data: Uint8Array, end: number): Promise<void> {
    const screen = screens
    await to.write(data)
    if (screen !== screens || to !== sink) return
    parsed = end
    acknowledge()
  }

  const source: TerminalSource = {
    id,
    attach(next) {
      sink = next
      expected = null
      attach(-1)
      return () => {
        if (sink !== next) return
        sink = null
        expected = null
        send({ type: "detach-terminal", terminal: id })
      }
    },
    input(data) {
      for (const part of chunks(data)) send({ type: "terminal-input", terminal: id, data: part })
    },
    resize(cols, rows) {
      if (size?.cols === cols && size.rows === rows) return
      size = { cols, rows }
      send({ type: "resize-terminal", terminal: id, ...size })
    },
  }

  return {
    source,
    connected() {
      attach(expected ?? -1)
      if (size) send({ type: "resize-terminal", terminal: id, ...size })
    },
    screen({ offset, cols, rows }) {
      if (!sink || offset === expected) return
      screens++
      expected = parsed = acknowledged = offset
      sink.reset({ cols, rows })
    },
    output(offset, data) {
      if (!sink || expected === null) return
      if (offset > expected) {
        expected = null
        attach(-1)
        return
      }
      const fresh = data.subarray(expected - offset)
      if (fresh.length === 0) return
      expected += fresh.length
      void write(sink, fresh, expected)
    },
  }
}

/** Pieces small enough for one message; a surrogate pair is never torn. */
function chunks(data: string): string[] {
  const parts: string[] = []
  let from = 0
  while (from < data.length) {
    let to = Math.min(data.length, from + INPUT_CHUNK)
    if (to < data.length && isHighSurrogate(data.charCodeAt(to - 1))) to--
    parts.push(data.slice(from, to))
    from = to
  }
  return parts
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code < 0xdc00
