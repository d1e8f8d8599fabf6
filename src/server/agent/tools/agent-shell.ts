/**
 * A shell of the agent's own in a terminal that the candidate sees. The shell marks where a command begins to print and
 * where it has ended, as FinalTerm's OSC 133 has it, with a word that no program knows by chance.
 */
import { randomUUID } from "node:crypto"
import type { Actor } from "../../../protocol/events.ts"
import { unlessAborted } from "../../abort.ts"
import { elapsed } from "../../clock.ts"
import type { Clock } from "../../clock.ts"
import type { RecordedTerminal } from "../../workspace/terminal.ts"

export interface AgentShell {
  readonly id: string
  /** A command was typed whose end did not come yet. */
  readonly busy: boolean
  readonly ended: boolean
  /**
   * Types a line, and passes on what is printed until the command has ended, `limitMs` are over or the shell is gone.
   * Where a program still runs, it is that program that gets the line. Rejects when the signal aborts.
   */
  type(line: string, limitMs: number, watcher: Watcher, signal: AbortSignal): Promise<Outcome>
}

export interface Watcher {
  /** What was printed up to now is what was typed. */
  restart(): void
  push(bytes: Uint8Array): void
}

export type Outcome = { how: "done"; code: number } | { how: "runs" } | { how: "ended" }

const READY_MS = 5_000
/** How long a program that was interrupted may take to be gone. */
const INTERRUPTED_MS = 300
const INTERRUPT = "\u0003"

/** Makes a shell of an open terminal, whose output is known up to `offset`; null when it does not answer. */
export async function createAgentShell(
  terminal: RecordedTerminal,
  offset: number,
  actor: Actor,
  clock: Clock,
): Promise<AgentShell | null> {
  const word = randomUUID().slice(0, 8)
  const mark = new RegExp(`\\x1b\\]133;(?:C|D;(\\d+));${word}\\x07`, "g")
  /** Longer than any mark, and shorter than any is waited for. */
  const longest = 32
  let at = offset
  let carried = Buffer.alloc(0)
  let busy = true
  let code = 0
  let ended = false
  void terminal.ended.then(() => {
    ended = true
    change()
  })
  let change: () => void = () => undefined

  const send = (text: string): Promise<void> => terminal.input(actor, Buffer.from(text))

  /** Passes on all but the marks. Half a mark at the end waits for the rest. */
  function read(bytes: Buffer, watcher: Watcher): void {
    const all = Buffer.concat([carried, bytes])
    const text = all.toString("latin1")
    let from = 0
    for (const { 0: found, 1: status, index } of text.matchAll(mark)) {
      pass(all.subarray(from, index), watcher)
      from = index + found.length
      if (status === undefined) watcher.restart()
      else {
        busy = false
        code = Number(status)
      }
    }
    const escape = text.lastIndexOf("\u001b]")
    const half = escape >= from && text.length - escape < longest && !text.includes("\u0007", escape)
    const until = half ? escape : text.length
    pass(all.subarray(from, until), watcher)
    carried = Buffer.from(all.subarray(until))
    change()
  }

  /** What is printed while nothing runs is the prompt. */
  function pass(bytes: Uint8Array, watcher: Watcher): void {
    if (busy && bytes.length > 0) watcher.push(bytes)
  }

  /** Reads on until something holds, or the time is over. */
  async function follow<T>(watcher: Watcher, work: (until: Until) => Promise<T>): Promise<T> {
    let line: ReturnType<RecordedTerminal["attach"]> | null = null
    const viewer = {
      screen: (offset: number) => {
        at = offset
      },
      send: (offset: number, data: Uint8Array) => {
        at = offset + data.byteLength
        read(Buffer.from(data), watcher)
        line?.ack(at)
      },
    }
    line = terminal.attach(viewer, at)
    line.ack(at)
    try {
      return await work(async (holds, limitMs) => {
        const { promise, resolve } = Promise.withResolvers<void>()
        change = () => {
          if (holds() || ended) resolve()
        }
        change()
        await Promise.race([promise, elapsed(clock, limitMs)])
      })
    } finally {
      change = () => undefined
      line.detach()
    }
  }

  const done = (): boolean => !busy
  const nothing: Watcher = { restart: () => undefined, push: () => undefined }

  await follow(nothing, async (until) => {
    await send(`${setUp(word)}\r`)
    await until(done, READY_MS)
  })
  if (busy || ended) return null

  return {
    id: terminal.id,
    get busy() {
      return busy
    },
    get ended() {
      return ended
    },
    type: (line, limitMs, watcher, signal) =>
      follow(watcher, async (until) => {
        // The end of what was interrupted before may be on its way.
        if (busy) await until(done, INTERRUPTED_MS)
        if (ended) return { how: "ended" }
        const text = busy ? toProgram(line) : toShell(line)
        busy = true
        await send(text)
        try {
          await unlessAborted(() => until(done, limitMs), signal)
        } catch (failure) {
          await send(INTERRUPT)
          await until(done, INTERRUPTED_MS)
          throw failure
        }
        if (!busy) return { how: "done", code }
        return { how: ended ? "ended" : "runs" }
      }),
  }
}

type Until = (holds: () => boolean, limitMs: number) => Promise<void>

/** One line, without what a shell takes for a key; the screen is then empty. */
function setUp(word: string): string {
  const mark = (what: string): string => `\\033]133;${what};${word}\\007`
  return [
    " set +H",
    "bind 'set enable-bracketed-paste on'",
    `PS0=$'${mark("C")}'`,
    `PROMPT_COMMAND='printf "${mark("D;%s")}" "$?"'`,
    "clear",
  ].join("; ")
}

/** As a paste, so that no character is taken for a key; several lines as one command. */
function toShell(line: string): string {
  const text = line.replaceAll("\r\n", "\n").replace(/\n+$/, "")
  if (isKeys(text)) return toProgram(line)
  return `\u001b[200~${text.includes("\n") ? `{\n${text}\n}` : text}\u001b[201~\r`
}

function toProgram(line: string): string {
  const text = line.replaceAll(/\r?\n/g, "\r")
  return isKeys(text.at(-1) ?? "") || text.endsWith("\r") ? text : `${text}\r`
}

const isKeys = (text: string): boolean => /[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)
