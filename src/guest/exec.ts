/** One command at a time: spawn, stream, limit, and the end of everything it started. */
import { spawn } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import type { Readable } from "node:stream"
import { createCountdown, type Countdown } from "../core/countdown.ts"
import type { ExecRequest, GuestExit } from "../protocol/guest.ts"
import type { Link } from "./link.ts"
import {
  attempt,
  givenEnvironment,
  killTree,
  listProcesses,
  MARKER,
  membersOf,
  readMarker,
  readProcess,
} from "./processes.ts"

/** The channel of a reporter may carry more than the outputs, within reason. */
const CHANNEL_LIMIT = 32 << 20
const FIRST_SAMPLE_MS = 20
const SLOWEST_SAMPLE_MS = 1_000
const TICKS_PER_SECOND = 100

const TIMER = {
  now: () => performance.now(),
  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** Stream numbers begin again with each connection; a mark must not. */
let serial = 0

export interface RunningCommand {
  kill(): void
  /** Its limit of time: stands still while the sandbox is frozen. */
  readonly time: Pick<Countdown, "stop" | "goOn">
  /** Says that the memory watch has killed something of this sandbox. */
  outOfMemory(): void
}

/**
 * Starts a command whose outputs go to `stream + 1..3` and whose input comes from `stream`. `done` is called once,
 * after the last byte was sent and the whole tree is dead.
 */
export function startCommand(
  request: ExecRequest,
  cwd: string,
  link: Link,
  done: (exit: GuestExit) => void,
): RunningCommand {
  const marker = `run-${++serial}`
  const startedAt = performance.now()
  const cpuBefore = childCpuMs()
  const [file = "", ...args] = request.argv
  const child = spawn(file, args, {
    cwd,
    env: { ...givenEnvironment, PWD: cwd, ...request.env, [MARKER]: marker },
    stdio: request.channel ? ["pipe", "pipe", "pipe", "pipe"] : ["pipe", "pipe", "pipe"],
    detached: true,
  })
  const root = { pid: child.pid ?? -1, marker, started: (child.pid && readProcess(child.pid)?.started) || 0 }
  let reason: GuestExit["reason"] = "exited"
  let peakMemoryBytes = 0
  let finished = false

  const end = (why: GuestExit["reason"]) => {
    if (reason === "exited") reason = why
    void killTree(root)
  }
  const wall = createCountdown(TIMER, request.wallMs, () => end("timeout"))
  const sample = (next: number) => {
    const members = membersOf(root, listProcesses(), readMarker)
    const resident = members.reduce((sum, info) => sum + info.residentBytes, 0)
    peakMemoryBytes = Math.max(peakMemoryBytes, resident)
    sampling = setTimeout(sample, next, Math.min(next * 2, SLOWEST_SAMPLE_MS))
  }
  let sampling = setTimeout(sample, FIRST_SAMPLE_MS, FIRST_SAMPLE_MS * 2)

  const budget = { left: request.outputBytes }
  const channelBudget = { left: CHANNEL_LIMIT }
  const streams: [Readable | null, number, { left: number }][] = [
    [child.stdout, 1, budget],
    [child.stderr, 2, budget],
  ]
  const channel = child.stdio[3]
  if (channel && "read" in channel) streams.push([channel, 3, channelBudget])
  for (const [readable, fd, allowance] of streams)
    if (readable) forward(readable, request.stream + fd, allowance, link, () => end("output"))

  child.stdin?.on("error", () => {})
  link.receive(request.stream, {
    data: (bytes) => void child.stdin?.write(Uint8Array.from(bytes)),
    end: () => void child.stdin?.end(),
  })

  const finish = (code: number | null, signal: string | null) => {
    if (finished) return
    finished = true
    wall.cancel()
    clearTimeout(sampling)
    link.release(request.stream)
    const usage = { wallMs: performance.now() - startedAt, cpuMs: childCpuMs() - cpuBefore, peakMemoryBytes }
    done({ code, signal, reason, usage })
  }
  child.on("error", (error) => {
    const text = `${file}: ${"code" in error && error.code === "ENOENT" ? "command not found" : error.message}\n`
    link.data(request.stream + 2, Buffer.from(text))
    finish(127, null)
  })
  child.on("exit", (code, signal) => {
    wall.cancel()
    void killTree(root).then(() => {
      const last = setTimeout(() => {
        for (const [readable] of streams) readable?.destroy()
        finish(code, signal)
      }, 1000)
      child.on("close", () => {
        clearTimeout(last)
        finish(code, signal)
      })
      if (streams.every(([readable]) => readable?.closed ?? true)) {
        clearTimeout(last)
        finish(code, signal)
      }
    })
  })
  if (child.pid) preferAsVictim(child.pid)
  return { kill: () => end("killed"), time: wall, outOfMemory: () => end("memory") }
}

function forward(
  readable: Readable,
  stream: number,
  allowance: { left: number },
  link: Link,
  exceeded: () => void,
): void {
  readable.on("error", () => {})
  readable.on("data", (chunk: Buffer) => {
    if (allowance.left <= 0) return
    const bytes = chunk.subarray(0, allowance.left)
    const over = chunk.length > allowance.left
    allowance.left -= bytes.length
    if (!link.data(stream, bytes)) {
      readable.pause()
      void link.drained().then(() => readable.resume())
    }
    if (over) {
      allowance.left = 0
      exceeded()
    }
  })
}

/** When the sandbox runs out of memory, the kernel should take the command and leave the guest. */
export function preferAsVictim(pid: number, retries = 3): void {
  const done = attempt(() => {
    writeFileSync(`/proc/${pid}/oom_score_adj`, "500")
    return true
  })
  // Until it has become another program it is as closed as the guest itself.
  if (!done && retries > 0) setTimeout(() => preferAsVictim(pid, retries - 1), 10).unref()
}

/** CPU time of all children this process has waited for, and of those they had waited for. */
function childCpuMs(): number {
  const text = attempt(() => readFileSync("/proc/self/stat", "latin1")) ?? ""
  const fields = text.slice(text.lastIndexOf(") ") + 2).split(" ")
  return ((Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * 1000) / TICKS_PER_SECOND
}
