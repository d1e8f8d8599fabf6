/**
 * Holds a sandbox to its disk. One file cannot pass the limit (RLIMIT_FSIZE); the sum is looked at now and then, and
 * over it everything inside is killed, files kept. A loop-mounted quota would be exact, but needs root and 20 ms.
 */
import { lstat, opendir } from "node:fs/promises"
import { join } from "node:path"

const LOOK_MS = 2_000
/** Looking may take this part of the time at most. */
const SHARE = 1 / 20

export function watchDisk(
  folder: string,
  limitBytes: number,
  inside: { stopAll: () => Promise<void>; gone: Promise<unknown> },
): void {
  let timer: NodeJS.Timeout
  let over = false
  const look = async () => {
    const began = performance.now()
    if ((await diskUsage(folder)) > limitBytes) await inside.stopAll().catch(() => {})
    const cost = performance.now() - began
    if (!over) timer = setTimeout(() => void look(), Math.max(LOOK_MS, cost / SHARE)).unref()
  }
  timer = setTimeout(() => void look(), LOOK_MS).unref()
  void inside.gone.then(() => {
    over = true
    clearTimeout(timer)
  })
}

/** Bytes on disk of everything below a folder; links are not followed. */
export async function diskUsage(folder: string): Promise<number> {
  let sum = 0
  const pending = [folder]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const entries = await opendir(next).catch(() => null)
    if (!entries) continue
    for await (const entry of entries) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) pending.push(path)
      const info = await lstat(path).catch(() => null)
      sum += (info?.blocks ?? 0) * 512
    }
  }
  return sum
}
