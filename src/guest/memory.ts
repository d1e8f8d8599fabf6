/** Holds memory where no cgroup does: sums resident bytes now and then and kills the largest process over the limit. */
import { listProcesses, signal } from "./processes.ts"

const LOOK_MS = 100

export function watchMemory(limitBytes: number, killed: () => void): void {
  setInterval(() => {
    const all = listProcesses()
    const total = all.reduce((sum, info) => sum + info.residentBytes, 0)
    const largest = all.toSorted((a, b) => b.residentBytes - a.residentBytes)[0]
    if (total <= limitBytes || !largest) return
    signal(largest.pid, "SIGKILL")
    killed()
  }, LOOK_MS).unref()
}
