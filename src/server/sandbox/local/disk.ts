/**
 * Holds a sandbox to its disk. One file cannot pass the limit (RLIMIT_FSIZE); the sum is looked at now and then, and
 * over it everything inside is killed, files kept. A loop-mounted quota would be exact, but needs root and 20 ms.
 */
import { lstat, readdir } from "node:fs/promises"

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

const SLASH = Buffer.from("/")

/**
 * Bytes on disk of everything below a folder; links are not followed, and names need not be text. Infinite where a
 * path is too long for the system to name it, so that nothing hides there.
 */
export async function diskUsage(folder: string): Promise<number> {
  let sum = 0
  const unseen = (failure: NodeJS.ErrnoException): null => {
    if (failure.code === "ENAMETOOLONG") sum = Infinity
    return null
  }
  const pending = [Buffer.from(folder)]
  for (let next = pending.pop(); next !== undefined && sum < Infinity; next = pending.pop()) {
    const names = await readdir(next, { encoding: "buffer" }).catch(unseen)
    for (const name of names ?? []) {
      const path = Buffer.concat([next, SLASH, name])
      const info = await lstat(path).catch(unseen)
      if (info?.isDirectory()) pending.push(path)
      sum += (info?.blocks ?? 0) * 512
    }
  }
  return sum
}
