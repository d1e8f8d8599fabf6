/** Sandboxes started ahead, for work that needs a fresh one at once and throws it away. */
import type { Sandbox, SandboxEngine, SandboxSpec } from "./engine.ts"

export interface SandboxPool {
  /** A fresh sandbox, ready if it was warmed; the caller destroys it. */
  take(): Promise<Sandbox>
  /** Starts the next one now, when the machine has time for it. */
  warm(): void
  /** Destroys what waits. No `take` after it. */
  close(): Promise<void>
}

/**
 * Keeps one sandbox of a kind ready. It costs an idle guest (about 12 MB), so warm it when a run is likely.
 * One that has ended by itself, or has less than half of its time left, is replaced.
 */
export function createSandboxPool(
  engine: Pick<SandboxEngine, "create">,
  makeSpec: () => SandboxSpec,
  now: () => number,
): SandboxPool {
  interface Waiting {
    sandbox: Promise<Sandbox | null>
    gone: boolean
    freshUntil: number
  }
  let waiting: Waiting | null = null

  const start = (): Waiting => {
    const spec = makeSpec()
    const entry: Waiting = { gone: false, freshUntil: now() + spec.ttlMs / 2, sandbox: Promise.resolve(null) }
    entry.sandbox = engine.create(spec).then(
      (sandbox) => {
        void sandbox.closed.then(() => (entry.gone = true))
        return sandbox
      },
      () => null,
    )
    return entry
  }
  const discard = async (entry: Waiting) => {
    await (await entry.sandbox)?.destroy()
  }
  return {
    async take() {
      const entry = waiting
      waiting = null
      const sandbox = await entry?.sandbox
      if (entry && sandbox && now() < entry.freshUntil && (await answers(sandbox))) return sandbox
      if (entry) await discard(entry)
      return engine.create(makeSpec())
    },
    warm() {
      if (waiting && !waiting.gone && now() < waiting.freshUntil) return
      const old = waiting
      waiting = start()
      if (old) void discard(old)
    },
    async close() {
      const entry = waiting
      waiting = null
      if (entry) await discard(entry)
    },
  }
}

async function answers(sandbox: Sandbox): Promise<boolean> {
  return sandbox.terminals().then(
    () => true,
    () => false,
  )
}
