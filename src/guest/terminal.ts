/** PTYs that outlive every connection: a ring of output, readers with credit, and a drain before the end. */
import { constants } from "node:os"
import { setTimeout as delay } from "node:timers/promises"
import { ReadStream } from "node:tty"
import type { GuestTerminal } from "../protocol/guest.ts"
import { type Link, meter, type Metered } from "./link.ts"
import { givenEnvironment, killTree, MARKER, signal } from "./processes.ts"
import { preferAsVictim } from "./exec.ts"
import { forkPty, loadPty } from "./pty.ts"
import { createRing } from "./ring.ts"

const RING_BYTES = 512 << 10
/** A PTY is paused when this much is unread, and goes on when half of it is left. */
const UNREAD_LIMIT = 256 << 10
const CHUNK = 64 << 10
/** After the shell's exit, output that stays silent this long is over, though a background job holds the PTY open. */
const DRAIN_SILENCE_MS = 150
/** Between the hang-up of a closed terminal and the end of what ignored it. */
const HANG_UP_MS = 300

export interface GuestTerminals {
  open(spec: { id: string; cols: number; rows: number; cwd: string; argv: readonly string[] }): GuestTerminal
  list: () => GuestTerminal[]
  get(id: string): OpenTerminal | undefined
}

export interface OpenTerminal {
  info(): GuestTerminal
  /** Sends output from `from` on, or from the oldest byte kept; answers where it starts. */
  read(from: number, stream: number, link: Link): number
  write(bytes: Uint8Array): Promise<void>
  resize(cols: number, rows: number): void
  /** Hangs up, then ends what ignored that; resolves when the terminal is over and its name free. */
  close(): Promise<void>
}

/** `onExit` is told once per terminal, after its last output went to the readers. */
export function createTerminals(onExit: (terminal: GuestTerminal) => void): GuestTerminals {
  const terminals = new Map<string, OpenTerminal>()
  return {
    open(spec) {
      const known = terminals.get(spec.id)
      if (known) return known.info()
      const terminal = openTerminal(spec, onExit, () => terminals.delete(spec.id))
      terminals.set(spec.id, terminal)
      return terminal.info()
    },
    list: () => [...terminals.values()].map((terminal) => terminal.info()),
    get: (id) => terminals.get(id),
  }
}

function openTerminal(
  spec: { id: string; cols: number; rows: number; cwd: string; argv: readonly string[] },
  onExit: (terminal: GuestTerminal) => void,
  forget: () => void,
): OpenTerminal {
  const [file = "/bin/bash", ...args] = spec.argv
  const marker = `terminal-${spec.id}`
  const env = { ...givenEnvironment, TERM: "xterm-256color", PWD: spec.cwd, [MARKER]: marker }
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value ?? ""}`)
  let { cols, rows } = spec
  let status: GuestTerminal["exit"] = null
  let exited = false
  let silence: NodeJS.Timeout | null = null
  const { fd, pid } = forkPty(file, args, pairs, spec.cwd, cols, rows, -1, -1, true, "", (code, signal) => {
    status = { code: signal === 0 ? code : null, signal: signal === 0 ? null : signalName(signal) }
    waitForSilence()
  })
  preferAsVictim(pid)
  const socket = new ReadStream(fd)
  const ring = createRing(RING_BYTES)
  const readers = new Map<number, { at: number; meter: Metered; link: Link }>()
  /** Everything before this was handed to some reader. */
  let delivered = 0
  let flushing = false
  const ended = Promise.withResolvers<void>()

  const info = (): GuestTerminal => ({
    id: spec.id,
    cols,
    rows,
    offset: ring.end,
    exit: exited ? status : null,
  })
  const unread = () => {
    const from =
      readers.size === 0 ? delivered : Math.min(...[...readers.values()].map((reader) => reader.at))
    return ring.end - from
  }
  const flush = () => {
    flushing = false
    for (const [stream, reader] of readers) {
      while (reader.at < ring.end && reader.meter.room() > 0) {
        const bytes = ring.read(reader.at, Math.min(CHUNK, reader.meter.room()))
        reader.at += bytes.length
        reader.meter.send(bytes)
      }
      delivered = Math.max(delivered, reader.at)
      if (exited && reader.at === ring.end) {
        readers.delete(stream)
        reader.link.end(stream)
      }
    }
    if (socket.isPaused() && unread() < UNREAD_LIMIT / 2) {
      socket.resume()
      waitForSilence()
    }
  }
  const schedule = () => {
    if (flushing) return
    flushing = true
    setImmediate(flush)
  }
  const over = () => {
    if (exited || status === null) return
    exited = true
    flush()
    onExit(info())
    ended.resolve()
  }
  /** Ends a drain that a background job keeps from ending by itself. */
  function waitForSilence(): void {
    if (status === null || exited) return
    if (silence) clearTimeout(silence)
    if (!socket.isPaused()) silence = setTimeout(() => socket.destroy(), DRAIN_SILENCE_MS)
  }
  socket.on("data", (chunk: Buffer) => {
    ring.push(chunk)
    if (unread() >= UNREAD_LIMIT) socket.pause()
    waitForSilence()
    schedule()
  })
  socket.on("error", () => socket.destroy())
  socket.on("close", () => {
    if (silence) clearTimeout(silence)
    const finish = () => (status === null ? setTimeout(finish, 5) : over())
    finish()
  })

  return {
    info,
    read(from, stream, link) {
      const at = Math.min(Math.max(from, ring.start), ring.end)
      const metered = meter(link, stream, () => {
        if (metered.ended) readers.delete(stream)
        schedule()
      })
      readers.set(stream, { at, meter: metered, link })
      schedule()
      return at
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (exited || socket.destroyed) reject(new Error("the terminal has ended"))
        else socket.write(bytes, (error) => (error ? reject(error) : resolve()))
      }),
    resize(newCols, newRows) {
      cols = newCols
      rows = newRows
      if (!socket.destroyed) loadPty().resize(fd, cols, rows)
    },
    async close() {
      socket.destroy()
      signal(-pid, "SIGHUP")
      await Promise.race([ended.promise, delay(HANG_UP_MS)])
      await killTree({ pid, marker, started: Number.MAX_SAFE_INTEGER })
      await ended.promise
      forget()
    },
  }
}

function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `SIG${number}`
}
