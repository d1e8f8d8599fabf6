/**
 * One recorded terminal: bytes from the guest's PTY go to the journal and then to whoever watches. A watcher reads
 * at its own pace from a ring of the last output; one that falls out of the ring gets the screen afresh. The PTY
 * waits only for the journal, and for the fastest watcher while there is one.
 */
import { followModes, NO_MODES, restoreModes } from "../../core/terminal-modes.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { Terminal } from "../sandbox/engine.ts"
import { gather } from "./gather.ts"
import { createOutputRing } from "./output-ring.ts"
import { burst, isFlood, outputData } from "./terminal-record.ts"
import type { Burst } from "./terminal-record.ts"

const RING_BYTES = 256 << 10
const GATHER_BYTES = 128 << 10

export interface Viewer {
  /** The screen starts anew: what follows begins at `offset`. */
  screen(offset: number): void
  send(offset: number, data: Uint8Array): void
}

export interface RecordedTerminal {
  readonly id: string
  /** `from` -1 asks for the screen as it stands. Answers how to acknowledge and how to leave. */
  attach(viewer: Viewer, from: number): { ack(offset: number): void; detach(): void }
  /** Throws `AppError` forbidden in a shell of the agent's, in which only the agent types. */
  input(actor: Actor, data: Uint8Array): Promise<void>
  resize(actor: Actor, cols: number, rows: number): Promise<void>
  close(): Promise<void>
  /** Resolves when the shell has ended and that is recorded. */
  readonly ended: Promise<void>
}

export type TerminalAct = Pick<Draft, "type" | "data"> & { actor?: Actor }

interface TerminalParts {
  terminal: Terminal
  openedBy: Actor
  clock: Clock
  /** Bytes the journal has of this terminal already. */
  recorded: number
  /** Whether the record has no more room for output. The shell is then ended, for nothing may be shown unrecorded. */
  isFull(): boolean
  /** Records acts together, of the shell unless they say whose. */
  record(acts: readonly TerminalAct[]): Promise<unknown>
  onProblem(problem: unknown): void
}

interface Watching {
  viewer: Viewer
  sent: number
  acked: number
}

export function createRecordedTerminal(parts: TerminalParts): RecordedTerminal {
  const { terminal, clock, record } = parts
  const watchers = new Set<Watching>()
  let modesAtStart = NO_MODES
  let flood: Burst = { since: 0, bytes: 0 }
  let wake: (() => void) | null = null
  let ending: Promise<void> | null = null
  const ring = createOutputRing(RING_BYTES, (dropped) => {
    modesAtStart = followModes(modesAtStart, dropped.toString("latin1"))
  })

  function restart(watching: Watching): void {
    const modes = Buffer.from(restoreModes(modesAtStart))
    watching.sent = ring.start
    watching.acked = ring.start
    watching.viewer.screen(ring.start - modes.byteLength)
    if (modes.byteLength > 0) watching.viewer.send(ring.start - modes.byteLength, modes)
  }

  function feed(watching: Watching): void {
    if (watching.sent < ring.start) {
      // Fallen out of the ring: it gets the screen afresh once it has dealt with what it was sent.
      if (watching.acked < watching.sent) return
      restart(watching)
    }
    const room = LIMITS.terminal.unackedBytes - (watching.sent - watching.acked)
    const data = ring.read(watching.sent, Math.max(0, room))
    if (data.byteLength === 0) return
    const offset = watching.sent
    watching.sent += data.byteLength
    watching.viewer.send(offset, data)
  }

  /** Resolves when reading on makes sense: nobody watches, or somebody has room. */
  async function room(): Promise<void> {
    const behind = (one: Watching): boolean => ring.end - one.acked > LIMITS.terminal.unackedBytes
    if (watchers.size === 0 || ![...watchers].every(behind)) return
    await new Promise<void>((resolve) => {
      const cancel = clock.after(1_000, resolve)
      wake = () => {
        cancel()
        resolve()
      }
    })
    wake = null
  }

  async function take(offset: number, data: Buffer): Promise<void> {
    if (parts.isFull()) {
      ending ??= terminal.close().catch(parts.onProblem)
      return
    }
    const fresh = Math.max(0, parts.recorded - offset)
    if (fresh < data.byteLength) {
      const unseen = data.subarray(fresh)
      flood = burst(flood, clock.now(), unseen.byteLength)
      const told = outputData(terminal.id, offset + fresh, unseen, isFlood(flood))
      await record([{ type: "terminal.output", data: told }])
    }
    if (offset > ring.end) ring.restart(offset)
    ring.push(data)
    for (const watching of watchers) feed(watching)
    await room()
  }

  async function pump(): Promise<void> {
    const output = terminal.output(Math.max(0, parts.recorded - RING_BYTES))
    for await (const { offset, data } of gather(output, GATHER_BYTES)) await take(offset, Buffer.from(data))
    const { code, signal } = await terminal.exit
    await record([{ type: "terminal.exited", data: { terminal: terminal.id, code, signal } }])
  }

  const ended = pump().catch(parts.onProblem)

  return {
    id: terminal.id,
    attach(viewer, from) {
      const watching: Watching = { viewer, sent: from, acked: from }
      watchers.add(watching)
      if (from < ring.start || from > ring.end) restart(watching)
      feed(watching)
      return {
        ack(offset) {
          if (offset <= watching.acked || offset > watching.sent) return
          watching.acked = offset
          feed(watching)
          wake?.()
        },
        detach() {
          watchers.delete(watching)
          wake?.()
        },
      }
    },
    async input(actor, data) {
      if (parts.openedBy.kind === "agent" && actor.kind !== "agent")
        throw new AppError("forbidden", "This shell is the agent's. Open one of your own.")
      const typed = { terminal: terminal.id, data: Buffer.from(data).toString("base64") }
      // Its effect is told after the output it causes is durable, and the journal keeps this order.
      const stored = record([{ type: "terminal.input", data: typed, actor }])
      await Promise.all([terminal.write(data), stored])
    },
    async resize(actor, cols, rows) {
      const data = { terminal: terminal.id, cols, rows }
      await record([{ type: "terminal.resized", data, actor }])
      await terminal.resize(cols, rows)
    },
    close: () => terminal.close(),
    ended,
  }
}
