/**
 * A shell through the whole server, recorded, beside a PTY wired to a socket. Measured once on one machine, ttyd's echo
 * was 0.8 of that floor's median and 2.4 of its p99, its `seq` 0.7 and its `cat` 0.55; budgets given by ttyd are so
 * turned into shares of the floor.
 */
import { join } from "node:path"
import { once } from "node:events"
import { WebSocket } from "ws"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { startChild } from "../lib/child.ts"
import { begin } from "../lib/interview.ts"
import { memoryOf } from "../lib/process-table.ts"
import { atLeast, atMost } from "../lib/row.ts"
import type { Bench } from "../lib/row.ts"
import type { ServerApi } from "../lib/server.ts"
import { interleave, median, quantile, spread } from "../lib/statistics.ts"
import type { RawServerApi } from "./raw-server.ts"
import { bulk, echo, shows } from "./shell.ts"
import type { Shell } from "./shell.ts"
import { stall } from "./stall.ts"

const BIG_FILE = "head -c 37500000 /dev/urandom | base64 > /tmp/big"
const STALLED_MS = 5_000

function fan(): { listeners: Set<(bytes: Uint8Array) => void>; listen: Shell["listen"] } {
  const listeners = new Set<(bytes: Uint8Array) => void>()
  return {
    listeners,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** As the page has it, with a screen that parses at once. */
async function openOurs(view: LiveSession): Promise<Shell> {
  const opened = await view.command({ type: "open-terminal", cols: 80, rows: 24 })
  if (!("terminal" in opened)) throw new Error("No terminal was opened")
  const terminal = view.openTerminal(opened.terminal)
  const { listeners, listen } = fan()
  terminal.attach({
    reset: () => undefined,
    async write(data) {
      for (const listener of listeners) listener(data)
    },
  })
  return { type: (text) => terminal.input(text), listen }
}

async function openFloor(address: string): Promise<{ shell: Shell; socket: WebSocket }> {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  const { listeners, listen } = fan()
  socket.on("message", (data) => {
    if (Buffer.isBuffer(data)) for (const listener of listeners) listener(data)
  })
  await once(socket, "open")
  return { shell: { type: (text) => socket.send(text), listen }, socket }
}

async function prepare(shell: Shell): Promise<void> {
  const ready = shows(shell, "is ready")
  shell.type(`${BIG_FILE}; stty -echo; PS1=; echo is rea''dy\n`)
  await ready
}

/** Keys go to `cat` with the PTY's echo on. */
async function inCat<T>(shell: Shell, work: () => Promise<T>): Promise<T> {
  const started = shows(shell, "cat begins")
  shell.type("stty echo; echo cat be''gins; cat > /dev/null\n")
  await started
  await new Promise((resolve) => setTimeout(resolve, 100))
  const result = await work()
  const ended = shows(shell, "cat ended")
  // A line of its own and the end of input: an interrupt would throw away what is typed behind it.
  shell.type("\n\u0004")
  shell.type("stty -echo; echo cat en''ded\n")
  await ended
  return result
}

export const terminal: Bench = async ({ long }) => {
  const server = await startChild<ServerApi>(join(import.meta.dirname, "../lib/server.ts"))
  const raw = await startChild<RawServerApi>(join(import.meta.dirname, "raw-server.ts"))
  try {
    const interview = await server.ask("interview", join(import.meta.dirname, "../../questions/alert-storms"))
    const view = await begin(interview)
    const address = await raw.ask("open", null)
    const floor = await openFloor(address)
    const shells = { ours: await openOurs(view), floor: floor.shell }
    await prepare(shells.ours)
    await prepare(shells.floor)
    const both = <T>(work: (shell: Shell) => Promise<T>) => ({
      ours: () => work(shells.ours),
      floor: () => work(shells.floor),
    })
    const rounds = long ? 10 : 3
    const keys = await interleave(
      rounds,
      both((shell) => inCat(shell, () => echo(shell, 100))),
    )
    const seq = await interleave(
      rounds,
      both((shell) => bulk(shell, "seq 2000000")),
    )
    const cat = await interleave(
      rounds,
      both((shell) => bulk(shell, "cat /tmp/big")),
    )

    const growth = async (pid: number, begin: () => Promise<() => void>): Promise<number> => {
      const before = await memoryOf(pid)
      const end = await begin()
      await new Promise((resolve) => setTimeout(resolve, STALLED_MS))
      const grown = (await memoryOf(pid)) - before
      end()
      return grown / 2 ** 20
    }
    const ourGrowth = await growth(server.pid, () => stall(interview, view))
    const floorGrowth = await growth(raw.pid, async () => {
      const { shell, socket } = await openFloor(address)
      socket.pause()
      shell.type("yes\n")
      return () => socket.terminate()
    })
    view.close()
    floor.socket.close()

    const [ourKeys, floorKeys] = [keys.ours.flat(), keys.floor.flat()]
    const at = (q: number) => (rounds: number[][]) => median(rounds.map((times) => quantile(times, q)))
    const peer = (value: number) => ({ name: "raw PTY", value })
    const note = `p50 / p95 / p99: ours ${spread(ourKeys)}, raw ${spread(floorKeys)}`
    return [
      atMost(1.2, {
        work: "terminal echo, p50",
        unit: "ms",
        peer: peer(at(0.5)(keys.floor)),
        ours: at(0.5)(keys.ours),
        note,
      }),
      atMost(3.6, {
        work: "terminal echo, p99",
        unit: "ms",
        peer: peer(at(0.99)(keys.floor)),
        ours: at(0.99)(keys.ours),
      }),
      atLeast(0.55, {
        work: "terminal bulk, seq 2000000",
        unit: "MB/s",
        peer: peer(median(seq.floor)),
        ours: median(seq.ours),
      }),
      atLeast(0.45, {
        work: "terminal bulk, cat of 50 MB",
        unit: "MB/s",
        peer: peer(median(cat.floor)),
        ours: median(cat.ours),
      }),
      {
        work: "memory, stalled viewer for 5 s",
        unit: "MB more",
        peer: peer(floorGrowth),
        ours: ourGrowth,
        budget: "<= 16 MB",
        met: ourGrowth <= 16,
      },
    ]
  } finally {
    await server.stop()
    await raw.stop()
  }
}
