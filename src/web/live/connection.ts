/**
 * One WebSocket that comes back: hello and welcome, heartbeat, retries with jitter. It knows nothing of what the
 * messages mean beyond those that open, keep and close a connection.
 */
import { PROTOCOL_VERSION } from "../../protocol/messages.ts"
import type { ClientMessage, ServerMessage } from "../../protocol/messages.ts"
import { problem } from "../../protocol/errors.ts"
import type { ErrorCode, Problem } from "../../protocol/errors.ts"
import type { SessionState } from "../../core/session.ts"
import type { Clock } from "./clock.ts"
import type { Connection } from "./session-view.ts"

export type FromServer = ServerMessage<SessionState>

/** What is used of a `WebSocket`. */
export type Socket = Pick<
  WebSocket,
  "addEventListener" | "send" | "close" | "readyState" | "OPEN" | "binaryType"
>

export interface ConnectionOptions {
  /** This window's id, the same over all its connections. */
  client: string
  open: () => Socket
  clock: Clock
  /** In [0, 1). */
  random(): number
  onStatus(connection: Connection): void
  onMessage(message: FromServer): void
  /** A binary frame: terminal output. */
  onFrame(frame: Uint8Array): void
}

export interface LiveConnection {
  /** False when there is no welcome yet or any more: nothing was sent. */
  send(message: ClientMessage): boolean
  /** Tries now rather than later; does nothing while online. */
  retry(): void
  takeOver(): void
  /** Asks whether the other end still answers; if it does not within two seconds, the connection counts as lost. */
  probe(): void
  close(): void
}

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 10_000
const PING_EVERY_MS = 10_000
const DEAD_AFTER_MS = 20_000
const PROBE_MS = 2_000

/** Refusals that pass by themselves; after any other the connection stays closed. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "session-elsewhere",
  "store-unavailable",
  "sandbox-unavailable",
  "internal",
  "too-fast",
])

/** How long to wait before attempt `attempt` (from 0): doubling, between half and all of it. Milliseconds. */
export function retryDelay(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt)
  return whole * (0.5 + random / 2)
}

export function connect(options: ConnectionOptions): LiveConnection {
  const { clock } = options
  let socket: Socket | null = null
  let welcomed = false
  let attempt = 0
  let lostAt: number | null = null
  let heardAt = 0
  let cancelRetry = () => {}
  let cancelHeartbeat = () => {}

  const write = (message: ClientMessage) => socket?.send(JSON.stringify(message))

  function begin(takeOver: boolean): void {
    cancelRetry()
    drop()
    let mine: Socket
    try {
      mine = options.open()
    } catch {
      lost()
      return
    }
    socket = mine
    mine.binaryType = "arraybuffer"
    mine.addEventListener("open", () => {
      if (socket === mine)
        write({ type: "hello", protocol: PROTOCOL_VERSION, client: options.client, takeOver })
    })
    mine.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (socket === mine) heard(event.data)
    })
    mine.addEventListener("close", () => {
      if (socket === mine) lost()
    })
    mine.addEventListener("error", () => {
      if (socket === mine && mine.readyState !== mine.OPEN) lost()
    })
    heardAt = clock.now()
    beat(PING_EVERY_MS)
  }

  function beat(ms: number): void {
    cancelHeartbeat()
    cancelHeartbeat = clock.after(ms, () => {
      if (clock.now() - heardAt >= DEAD_AFTER_MS) return lost()
      if (welcomed) write({ type: "ping", clientAt: clock.now() })
      beat(PING_EVERY_MS)
    })
  }

  function heard(data: unknown): void {
    heardAt = clock.now()
    if (data instanceof ArrayBuffer) return options.onFrame(new Uint8Array(data))
    const message = parse(data)
    if (!message) return
    if (message.type === "closed") return refused(message.problem)
    if (message.type === "welcome") {
      welcomed = true
      attempt = 0
      lostAt = null
      options.onMessage(message)
      options.onStatus({ status: "online" })
      return
    }
    options.onMessage(message)
  }

  function refused(why: Problem): void {
    if (PASSING.has(why.code)) return lost()
    drop()
    options.onStatus(why.code === "in-use" ? { status: "in-use" } : { status: "closed", problem: why })
  }

  function lost(): void {
    drop()
    lostAt ??= clock.now()
    const wait = retryDelay(attempt, options.random())
    attempt++
    cancelRetry = clock.after(wait, () => begin(false))
    options.onStatus({ status: "offline", since: lostAt, retryAt: clock.now() + wait, attempt })
  }

  function drop(): void {
    const old = socket
    socket = null
    welcomed = false
    cancelHeartbeat()
    old?.close()
  }

  options.onStatus({ status: "connecting" })
  begin(false)

  return {
    send(message) {
      if (!welcomed || socket?.readyState !== socket?.OPEN) return false
      write(message)
      return true
    },
    retry() {
      if (!socket) begin(false)
    },
    takeOver: () => begin(true),
    probe() {
      if (!socket) return begin(false)
      const askedAt = clock.now()
      if (welcomed) write({ type: "ping", clientAt: askedAt })
      const asked = socket
      clock.after(PROBE_MS, () => {
        if (socket === asked && heardAt < askedAt) lost()
      })
    },
    close() {
      cancelRetry()
      drop()
      options.onStatus({
        status: "closed",
        problem: problem("session-elsewhere", "This page has left the interview."),
      })
    },
  }
}

/** The server is trusted with shapes; what is no message at all is passed over. */
function parse(data: unknown): FromServer | null {
  if (typeof data !== "string") return null
  try {
    const message: unknown = JSON.parse(data)
    return typeof message === "object" && message !== null && "type" in message
      ? (message as FromServer)
      : null
  } catch {
    return null
  }
}
