/** A `Sandbox` made of a stream to its guest and the few things only its engine can do. The same on every engine. */
import type { Countdown } from "../../core/countdown.ts"
import type { Duplex } from "node:stream"
import { type GuestExit, type GuestFileChange, GuestReply } from "../../protocol/guest.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Sandbox, SandboxSpec, Terminal } from "./engine.ts"
import { guestFiles } from "./guest-files.ts"
import { startProc } from "./guest-proc.ts"
import { guestTerminal } from "./guest-terminal.ts"
import { createGuestLink } from "./link.ts"

/** What an engine does from outside. Where it leaves out an optional part, the guest's own word is taken. */
export interface SandboxHost {
  /** Ends everything in the sandbox and removes what it left. Idempotent. */
  destroy: () => Promise<void>
  setNetwork: (network: SandboxSpec["network"]) => Promise<void>
  /** Whether its time is over. */
  expired: () => boolean
  usage?: () => Promise<{ memoryBytes: number; processes: number }>
  /** Left out, the guest stops processes by signal, which shells notice. */
  freezer?: { freeze(): Promise<void>; thaw(): Promise<void> }
  /** Called once the guest has answered; `stopAll` kills every process inside but the guest, `gone` resolves at the end. */
  opened?: (inside: { stopAll: () => Promise<void>; gone: Promise<unknown> }) => void
  memory?: () => Promise<{ kills: number; peakBytes: number }>
}

/** Resolves once the guest has said hello. Throws when it does not within `helloMs`. */
export async function openGuestSandbox(
  id: string,
  socket: Duplex,
  host: SandboxHost,
  helloMs: number,
): Promise<Sandbox> {
  const exits = new Map<number, (exit: GuestExit) => void>()
  const changes = new Map<number, (change: GuestFileChange) => void>()
  const terminalExits = new Map<string, PromiseWithResolvers<Awaited<Terminal["exit"]>>>()
  const hello = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<Awaited<Sandbox["closed"]>>()
  let leaving: "destroyed" | "detached" | null = null

  const exitOf = (terminal: string) => {
    const known = terminalExits.get(terminal) ?? Promise.withResolvers<Awaited<Terminal["exit"]>>()
    terminalExits.set(terminal, known)
    return known
  }
  const link = createGuestLink(socket, (event) => {
    if (event.event === "hello") {
      for (const terminal of event.terminals) if (terminal.exit) exitOf(terminal.id).resolve(terminal.exit)
      hello.resolve()
    } else if (event.event === "exit") exits.get(event.stream)?.(event.exit)
    else if (event.event === "terminal-exit") {
      terminalExits.get(event.terminal)?.resolve(event.exit)
      // The name may be used again.
      terminalExits.delete(event.terminal)
    } else if (event.event === "change") changes.get(event.stream)?.(event.change)
  })
  const giveUp = () => hello.reject(new Error("The sandbox did not answer in time."))
  // What came while this process was busy is read first.
  const late = setTimeout(() => setImmediate(giveUp), helloMs)
  void link.closed.then(async ({ how, fault }) => {
    hello.reject(new Error("The sandbox ended before it answered."))
    for (const terminal of terminalExits.values()) terminal.resolve({ code: null, signal: null })
    if (leaving === "detached") return
    const expired = host.expired()
    // Whatever could not be removed, its end is told: the sandbox is made anew.
    if (how === "ended" && leaving === null) await host.destroy().catch(() => undefined)
    closed.resolve({ reason: leaving ?? (expired ? "expired" : "lost"), ...(fault !== null && { fault }) })
  })
  try {
    await hello.promise
  } catch (error) {
    leaving = "detached"
    link.close()
    throw error
  } finally {
    clearTimeout(late)
  }

  host.opened?.({
    stopAll: () => link.request({ op: "stop-all" }, GuestReply.nothing),
    gone: link.closed,
  })
  const watch = {
    memory: async () => (await host.memory?.()) ?? null,
    giveUp: () => link.close(),
  }
  const guards = new Set<Countdown>()
  return {
    id,
    fs: guestFiles(link, changes),
    closed: closed.promise,
    exec: (command) => startProc(link, command, exits, watch, guards),
    async terminal({ id, cols, rows, cwd = "", argv = ["/bin/bash", "-i"] }) {
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(id))
        throw new RangeError(`${JSON.stringify(id)} is no name for a terminal`)
      const exit = exitOf(id)
      const info = await link.request(
        { op: "terminal.open", terminal: id, cols, rows, cwd, argv },
        GuestReply.terminal,
      )
      if (info.exit) exit.resolve(info.exit)
      return guestTerminal(link, id, exit.promise)
    },
    terminals: () => link.request({ op: "terminal.list" }, GuestReply.terminals),
    setNetwork: host.setNetwork,
    async freeze() {
      await link.request({ op: "freeze", processes: !host.freezer }, GuestReply.nothing)
      for (const guard of guards) guard.stop()
      await host.freezer?.freeze()
    },
    async thaw() {
      await host.freezer?.thaw()
      for (const guard of guards) guard.goOn()
      await link.request({ op: "thaw", processes: !host.freezer }, GuestReply.nothing)
    },
    usage: () => host.usage?.() ?? link.request({ op: "usage" }, GuestReply.usage),
    async destroy() {
      leaving = "destroyed"
      await host.destroy()
      link.close()
      closed.resolve({ reason: "destroyed" })
    },
    async detach() {
      leaving = "detached"
      link.close()
      await link.closed
    },
  }
}

/** Workspace, home and account inside every sandbox. */
export const INSIDE = {
  workspace: "/workspace",
  home: "/home/candidate",
  /** On disk, where /tmp is in memory and small. */
  scratch: "/var/tmp",
  user: "candidate",
  uid: 1000,
  tmpBytes: LIMITS.sandbox.tmpBytes,
} as const
