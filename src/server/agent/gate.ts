/** Holds a turn where it stands while it may not go on. */
import { unlessAborted } from "../abort.ts"

export interface Gate {
  /** Resolves at once while it may go on, else when it may again. Rejects when the signal aborts. */
  pass(signal: AbortSignal): Promise<void>
  /** Whether it may has perhaps changed. */
  look(): void
  close(): void
}

export function createGate(mayPass: () => boolean): Gate {
  let waiting: (() => void)[] = []
  let closed = false

  function look(): void {
    if (!closed && !mayPass()) return
    const passing = waiting
    waiting = []
    for (const pass of passing) pass()
  }

  return {
    async pass(signal) {
      if (closed || mayPass()) return
      await unlessAborted(() => new Promise<void>((resolve) => waiting.push(resolve)), signal)
    },
    look,
    close() {
      closed = true
      look()
    },
  }
}
