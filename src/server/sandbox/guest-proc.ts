/** A command in a sandbox, as the server sees it. */
import { createCountdown } from "../../core/countdown.ts"
import type { Countdown } from "../../core/countdown.ts"
import type { ExecRequest, GuestExit } from "../../protocol/guest.ts"
import { GuestReply } from "../../protocol/guest.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { systemClock } from "../clock.ts"
import type { Command, Proc, ProcExit } from "./engine.ts"
import type { GuestLink } from "./link.ts"
import { createQueue } from "./queue.ts"

/** How long past the limit of time a guest may take to end a command before the sandbox is given up. */
const GRACE_MS = 5_000
const CHANNEL_LIMIT = 33 << 20

export interface ProcWatch {
  /** Kernel kills for want of memory so far, and the most that was ever in use; null where nothing counts them. */
  memory: () => Promise<{ kills: number; peakBytes: number } | null>
  /** The guest no longer does as it should. */
  giveUp: () => void
}

/** Starts a command. `exits` hands over the guest's word on a stream's end; `guards` are stopped by a freeze. */
export async function startProc(
  link: GuestLink,
  command: Command,
  exits: Map<number, (exit: GuestExit) => void>,
  watch: ProcWatch,
  guards: Set<Countdown>,
): Promise<Proc> {
  const stream = link.streams(4)
  const request: ExecRequest = {
    op: "exec",
    stream,
    argv: command.argv,
    cwd: command.cwd ?? "",
    env: command.env ?? {},
    wallMs: command.limits?.wallMs ?? LIMITS.run.wallMs,
    outputBytes: command.limits?.outputBytes ?? LIMITS.run.outputBytes,
    channel: command.channel ?? false,
  }
  const output = createQueue<{ fd: 1 | 2 | 3; data: Uint8Array }>()
  const exit = Promise.withResolvers<ProcExit>()
  const startedAt = performance.now()
  const before = await watch.memory()
  let over = false
  const finish = (result: ProcExit) => {
    if (over) return
    over = true
    guard.cancel()
    guards.delete(guard)
    exits.delete(stream)
    for (const offset of [0, 1, 2, 3]) link.release(stream + offset)
    output.close()
    exit.resolve(result)
  }
  const lost = () => {
    const usage = { wallMs: performance.now() - startedAt, cpuMs: 0, peakMemoryBytes: 0 }
    finish({ code: null, signal: null, reason: "lost", usage })
  }
  const guard = createCountdown(systemClock, request.wallMs + GRACE_MS, watch.giveUp)
  guards.add(guard)

  const allowed = { outputs: request.outputBytes, channel: CHANNEL_LIMIT }
  const take = (fd: 1 | 2 | 3, bytes: Uint8Array) => {
    const key = fd === 3 ? "channel" : "outputs"
    allowed[key] -= bytes.length
    if (allowed[key] < 0) watch.giveUp()
    else output.push({ fd, data: Uint8Array.from(bytes) })
  }
  link.receive(stream, { lost })
  link.receive(stream + 1, { data: (bytes) => take(1, bytes) })
  link.receive(stream + 2, { data: (bytes) => take(2, bytes) })
  link.receive(stream + 3, { data: (bytes) => take(3, bytes) })
  exits.set(stream, (result) => {
    const noCount = (): null => null
    void watch
      .memory()
      .catch(noCount)
      .then((after) => finish(withMemory(result, before, after)))
  })
  try {
    await link.request(request, GuestReply.nothing)
  } catch (error) {
    lost()
    throw error
  }
  if (command.stdin !== undefined) {
    await link.data(stream, command.stdin)
    link.end(stream)
  }
  return {
    output,
    write: (bytes) => (over ? Promise.resolve() : link.data(stream, bytes)),
    async closeInput() {
      if (!over) link.end(stream)
    },
    async kill() {
      if (!over) await link.request({ op: "kill", stream }, GuestReply.nothing)
    },
    exit: exit.promise,
  }
}

type Memory = { kills: number; peakBytes: number } | null

/** A command that ended badly while the kernel killed for want of memory ended for want of memory. */
function withMemory(exit: GuestExit, before: Memory, after: Memory): ProcExit {
  if (!after) return exit
  const starved = after.kills > (before?.kills ?? 0) && exit.reason === "exited" && exit.code !== 0
  const usage = { ...exit.usage, peakMemoryBytes: Math.max(exit.usage.peakMemoryBytes, after.peakBytes) }
  return { ...exit, reason: starved ? "memory" : exit.reason, usage }
}
