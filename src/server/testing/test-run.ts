/** One test run in a sandbox of its own, told event by event as it goes. */
import { randomBytes } from "node:crypto"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { Proc, ProcExit, Sandbox } from "../sandbox/engine.ts"
import type { TestAdapter, TestRequest } from "./adapter.ts"
import { createDecoder } from "./decoder.ts"
import { createLedger, type RunEvent } from "./ledger.ts"

/** A runner that has been started and waits. Good for one run. */
export interface PreparedRun {
  readonly adapter: TestAdapter
  readonly proc: Proc
}

export interface TestRunParts {
  prepared: PreparedRun
  request: Omit<TestRequest, "nonce">
  /** Graded run: the ids of the pristine tests. Each must report exactly once, as passed. */
  expect?: readonly string[]
  limits?: { wallMs: number; memoryBytes: number; outputBytes: number }
  clock: Clock
  signal?: AbortSignal
}

/** How long a started runner may wait for its run before it is ended by the sandbox. */
const WAIT_MS = 10 * 60_000

/** How much of what was printed is kept for display, from its end. */
const TAIL_BYTES = 64 << 10

/** Starts the runner in a sandbox that holds, or shares, the files to test, and will be used for nothing else. */
export async function prepareRun(
  sandbox: Pick<Sandbox, "exec">,
  adapter: TestAdapter,
  limits: { wallMs: number; outputBytes: number } = LIMITS.run,
): Promise<PreparedRun> {
  const wallMs = WAIT_MS + limits.wallMs
  const proc = await sandbox.exec({
    ...adapter.command(),
    limits: { wallMs, outputBytes: limits.outputBytes },
  })
  return { adapter, proc }
}

/**
 * Runs the tests and tells each as it ends; the last event is always `finished`. Never throws on what the tests do.
 * Aborting the signal, or leaving the iteration, kills the runner. Destroying the sandbox is the caller's.
 */
export async function* createTestRun(parts: TestRunParts): AsyncGenerator<RunEvent, void, void> {
  const { prepared, request, expect, limits = LIMITS.run, clock, signal } = parts
  const { adapter, proc } = prepared
  const nonce = randomBytes(24).toString("hex")
  const ledger = createLedger({ expect, only: request.only, start: clock.now(), limits })
  const decode = createDecoder(nonce)
  let timedOut = false
  const kill = () => void proc.kill().catch(() => {})
  const disarm = clock.after(limits.wallMs, () => {
    timedOut = true
    kill()
  })
  signal?.addEventListener("abort", kill, { once: true })
  if (signal?.aborted) kill()
  const tail = createTail()
  try {
    // A runner that has died meanwhile refuses its input; its exit tells why.
    await proc.write(adapter.request({ ...request, nonce })).catch(() => {})
    for await (const { fd, data } of proc.output) {
      if (fd !== 3) tail.push(data)
      else for (const event of decode(data)) yield* ledger.accept(event)
    }
    const exit = await proc.exit
    yield* ledger.close({
      exit: timedOut ? { ...exit, reason: "timeout" as const } : exit,
      cancelled: signal?.aborted === true && !timedOut && stoppedByUs(exit),
      stop: clock.now(),
      output: tail.text(),
    })
  } finally {
    disarm()
    signal?.removeEventListener("abort", kill)
    kill()
  }
}

const stoppedByUs = (exit: ProcExit) => exit.reason === "killed" || exit.reason === "lost"

function createTail(): { push(data: Uint8Array): void; text(): string } {
  let kept = Buffer.alloc(0)
  let whole = true
  return {
    push(data) {
      kept = Buffer.concat([kept, data])
      if (kept.length <= TAIL_BYTES * 2) return
      kept = kept.subarray(-TAIL_BYTES)
      whole = false
    },
    text: () =>
      (whole && kept.length <= TAIL_BYTES ? "" : "...\n") + kept.subarray(-TAIL_BYTES).toString("utf8"),
  }
}
