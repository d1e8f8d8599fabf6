/** Terminals as people use them: typed into, resized, flooded, reloaded, and left running by a server that stops. */
import { createHash } from "node:crypto"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { LIMITS } from "../../src/protocol/limits.ts"
import { decodeTerminalFrame } from "../../src/protocol/messages.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, openTerminal, refusal, watchTerminal } from "./moves.ts"

let server: TestServer
let created: CreatedSession
let view: LiveSession

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  view = await begin(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

const say = (terminal: string, line: string): void => view.openTerminal(terminal).input(`${line}\n`)

/** What the record holds of a terminal's output; stretches that were left out as `#`. */
async function recorded(terminal: string): Promise<string> {
  const parts: Buffer[] = []
  let end = 0
  for (const { data } of eventsOf(await journalOf(server, created), "terminal.output")) {
    if (data.terminal !== terminal) continue
    expect(data.offset, "nothing missing, nothing twice").toBe(end)
    const [head, tail] = [Buffer.from(data.head, "base64"), Buffer.from(data.tail ?? "", "base64")]
    parts.push(head, Buffer.alloc(data.omitted ? 1 : 0, "#"), tail)
    end += head.byteLength + (data.omitted?.bytes ?? 0) + tail.byteLength
  }
  return Buffer.concat(parts).toString()
}

test("[TERM1] opening, typing, output, resizing and the exit are all recorded, in that order", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, "echo wo''rd")
  await screen.shows(/word/)
  view.openTerminal(terminal).resize(132, 43)
  await until(view, ({ session }) => session?.terminals.find(({ id }) => id === terminal)?.cols === 132)
  say(terminal, "stty size")
  await screen.shows(/43 132/)
  say(terminal, "exit 7")
  const exited = await happened(server, created, "terminal.exited", ({ data }) => data.terminal === terminal)
  expect(exited.data).toEqual({ terminal, code: 7, signal: null })
  await until(view, ({ session }) => session?.terminals.length === 0)
  const events = (await journalOf(server, created)).filter(
    ({ type, data }) => type.startsWith("terminal.") && "terminal" in data && data.terminal === terminal,
  )
  expect(events[0]!.type).toBe("terminal.opened")
  expect(events.at(-1)!.type).toBe("terminal.exited")
  const typed = eventsOf(events, "terminal.input").map(({ data }) =>
    Buffer.from(data.data, "base64").toString(),
  )
  expect(typed.join("")).toBe("echo wo''rd\nstty size\nexit 7\n")
  expect(await recorded(terminal)).toContain("word")
  const rank = (passes: (event: (typeof events)[number]) => boolean): number => events.findIndex(passes)
  const wordAt = rank(
    (event) => event.type === "terminal.output" && Buffer.from(event.data.head, "base64").includes("word"),
  )
  expect(rank(({ type }) => type === "terminal.input")).toBeLessThan(wordAt)
})

test("[TERM1] jobs are controlled as in any shell: stop, background, foreground, interrupt", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, "cat")
  await screen.shows(/2004l\r$/)
  say(terminal, "li''ne")
  await screen.shows(/li''ne\r\nli''ne/)
  view.openTerminal(terminal).input("\x1a")
  await screen.shows(/Stopped[^\n]*\n[^\n]*\$ $/)
  say(terminal, "jobs; fg")
  await screen.shows(/\ncat\r\n$/)
  say(terminal, "mo''re")
  await screen.shows(/mo''re\r\nmo''re/)
  view.openTerminal(terminal).input("\x03")
  await screen.shows(/\^C\r\n[^\n]*\$ $/)
  say(terminal, "echo status-$?")
  await screen.shows(/status-130/)
  say(terminal, "tty; echo $TERM; python3 -c 'print(6*7)'")
  await screen.shows(/\/dev\/pts\/\d+\r\nxterm-256color\r\n42/)
  await view.command({ type: "close-terminal", terminal })
  await happened(server, created, "terminal.exited", ({ data }) => data.terminal === terminal)
  expect(await refusal(view.command({ type: "close-terminal", terminal }))).toBe("terminal-unknown")
})

test("[TERM2] a screen is restored after a reload and after a restart of the server, in its program's modes", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, "cd tab; V=kept; (sleep 300; echo) & printf '\\033[?1049h\\033[?25lfull-''screen'; read -rs")
  await screen.shows(/full-screen/)
  view.close()
  view = openWindow(server, created)
  await until(view, ({ connection }) => connection.status === "online")
  const restored = watchTerminal(view, terminal)
  expect(await restored.shows(/full-screen/)).toContain("\x1b[?1049h")
  restored.leave()

  server = await server.restarted()
  await until(
    view,
    ({ connection, workspace }) => connection.status === "online" && workspace.status === "ready",
  )
  const again = watchTerminal(view, terminal)
  const text = await again.shows(/full-screen/)
  expect(text).toContain("\x1b[?1049h")
  expect(text).toContain("\x1b[?25l")
  say(terminal, "")
  say(terminal, "echo $V-$(basename $PWD)-$(jobs -r | grep -c sleep)")
  await again.shows(/kept-tab-1/)
  const output = await recorded(terminal)
  expect(output.split("full-screen")).toHaveLength(2)
  await view.command({ type: "close-terminal", terminal })
})

test("[TERM2] more than the ring holds is behind the restored screen, and the modes set there still hold", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, "printf '\\033[?2004h\\033[?1000h'; seq 1 200000; echo do''ne")
  await screen.shows(/done/)
  screen.leave()
  const again = watchTerminal(view, terminal)
  const text = await again.shows(/done/)
  expect(text).toContain("\x1b[?1000h")
  expect(text.length).toBeLessThan(600_000)
  await view.command({ type: "close-terminal", terminal })
})

test("[TERM1] a flood is recorded by head, tail, length and digest", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, "stty -onlcr; head -c 3000000 /dev/zero | tr '\\0' z; echo flo''oded")
  await screen.shows(/flooded/)
  const events = eventsOf(await journalOf(server, created), "terminal.output").filter(
    ({ data }) => data.terminal === terminal,
  )
  const omitted = events.flatMap(({ data }) => data.omitted ?? [])
  expect(omitted.length).toBeGreaterThan(0)
  const zs = (bytes: number): string => createHash("sha256").update("z".repeat(bytes)).digest("hex")
  const sure = events.filter(({ data }) => /^z+$/.test(Buffer.from(data.head, "base64").toString()))
  for (const { data } of sure)
    if (data.omitted && /^z+$/.test(Buffer.from(data.tail ?? "", "base64").toString()))
      expect(data.omitted.digest).toBe(zs(data.omitted.bytes))
  expect(await recorded(terminal)).toContain("flooded")
  await view.command({ type: "close-terminal", terminal })
})

/** Bytes in use outside and inside the heap, after a collection. Both ends of every socket live in this process. */
function memory(): number {
  setFlagsFromString("--expose-gc")
  runInNewContext("gc")()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test("[TERM3] a viewer that never acknowledges costs no memory, and no other terminal its speed", async () => {
  const terminal = await openTerminal(view)
  const other = await openTerminal(view)
  const calm = watchTerminal(view, other)
  let received = 0
  const stalled = openWindow(server, created, {
    role: "assessor",
    onBytes: (bytes) => {
      if (bytes[0] === terminal.length && decodeTerminalFrame(bytes).terminal === terminal)
        received += bytes.length
    },
  })
  await until(stalled, ({ session }) => session !== null)
  stalled.openTerminal(terminal).attach({ reset: () => undefined, write: () => new Promise(() => undefined) })
  let heard = 0
  const heardMore = Promise.withResolvers<void>()
  const leave = view.openTerminal(terminal).attach({
    reset: () => undefined,
    async write(data) {
      heard += data.byteLength
      if (heard > 1 << 20) heardMore.resolve()
    },
  })
  say(terminal, "yes flood")
  await heardMore.promise
  const before = memory()
  for (let round = 1; round <= 20; round++) {
    say(other, `echo ca''lm-${round}`)
    await calm.shows(new RegExp(`calm-${round}\\r`))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const grown = memory() - before
  expect(received).toBeLessThan(LIMITS.terminal.unackedBytes * 2)
  expect(heard).toBeGreaterThan(received * 2)
  expect(grown).toBeLessThan(8 << 20)
  leave()
  view.openTerminal(terminal).input("\x03")
  const after = watchTerminal(view, terminal)
  await after.shows(/\^C\r\n[^\n]*\$ $/)
  after.leave()
  stalled.close()
  await view.command({ type: "close-terminal", terminal })
  await view.command({ type: "close-terminal", terminal: other })
})

/** Takes every process there may be, says so, and keeps them. */
const FORKS = `python3 -c 'exec("""
import os, time
try:
    while os.fork(): pass
    time.sleep(600)
except OSError:
    print("no m" + "ore", flush=True)
    time.sleep(600)
""")'`

test("[TERM7] where no more processes can be started, a new terminal is refused with what to do", async () => {
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  say(terminal, FORKS)
  await screen.shows(/no more/)
  expect(await refusal(openTerminal(view))).toBe("no-more-processes")
  view.openTerminal(terminal).input("\x03")
  await screen.shows(/KeyboardInterrupt/)
  // What was interrupted may still be printing behind the prompt.
  say(terminal, "echo fr''ee")
  await screen.shows(/^free\r$/m)
  const after = await openTerminal(view)
  expect(server.problems).toEqual([])
  screen.leave()
  await view.command({ type: "close-terminal", terminal: after })
  await view.command({ type: "close-terminal", terminal })
})

test("[TERM4] as many terminals as the limit says, and no more", async () => {
  await until(view, ({ session }) => session?.terminals.length === 0, "no terminals")
  // Shells that ended by themselves take nobody's place.
  for (let round = 0; round < LIMITS.sandbox.terminals; round++) {
    const brief = await openTerminal(view)
    say(brief, "exit")
    await happened(server, created, "terminal.exited", ({ data }) => data.terminal === brief)
  }
  const all: string[] = []
  const tried = await Promise.allSettled(
    Array.from({ length: LIMITS.sandbox.terminals + 3 }, () => openTerminal(view)),
  )
  for (const one of tried) if (one.status === "fulfilled") all.push(one.value)
  expect(all).toHaveLength(LIMITS.sandbox.terminals)
  expect(await refusal(openTerminal(view))).toBe("too-many-terminals")
  await view.command({ type: "close-terminal", terminal: all[0]! })
  await happened(server, created, "terminal.exited", ({ data }) => data.terminal === all[0])
  expect(await openTerminal(view)).toMatch(/^t-/)
  expect(server.problems).toEqual([])
})
