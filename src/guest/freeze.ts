/** Stops everything in the sandbox but the guest, and lets it go on. */
import { listProcesses, signal } from "./processes.ts"

export interface Freezer {
  freeze(): void
  thaw(): void
}

/** Remembers whom it stopped, so that a job a person had suspended stays suspended. */
export function createFreezer(): Freezer {
  const stopped = new Set<number>()
  return {
    freeze() {
      for (let round = 0; round < 50; round++) {
        const running = listProcesses().filter((info) => info.state !== "T" && !stopped.has(info.pid))
        if (running.length === 0) return
        for (const { pid } of running.toSorted((a, b) => a.pid - b.pid)) {
          stopped.add(pid)
          signal(pid, "SIGSTOP")
        }
      }
    },
    thaw() {
      for (const pid of [...stopped].toReversed()) signal(pid, "SIGCONT")
      stopped.clear()
    },
  }
}
