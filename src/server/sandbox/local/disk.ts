/**
 * Holds a sandbox to its disk. One file cannot pass the limit (RLIMIT_FSIZE); the sum is looked at now and then, and
 * over it everything inside is killed, files kept. A loop-mounted quota would be exact, but needs root and 20 ms.
 */
import type { Stats } from "node:fs"
import { chmod, lstat, readdir } from "node:fs/promises"

const LOOK_MS = 2_000
/** Looking may take this part of the time at most, but is never put off for longer. */
const SHARE = 1 / 20
const LONGEST_MS = 15_000

export function watchDisk(
  folder: string,
  limits: DiskUse,
  inside: { stopAll: () => Promise<void>; gone: Promise<unknown> },
): void {
  let timer: NodeJS.Timeout
  let over = false
  const look = async () => {
    const began = performance.now()
    if (isOver(await diskUsage(folder, limits), limits)) await inside.stopAll().catch(() => {})
    const cost = performance.now() - began
    if (!over)
      timer = setTimeout(() => void look(), Math.min(LONGEST_MS, Math.max(LOOK_MS, cost / SHARE))).unref()
  }
  timer = setTimeout(() => void look(), LOOK_MS).unref()
  void inside.gone.then(() => {
    over = true
    clearTimeout(timer)
  })
}

/** Looked at beside each other. */
const AT_ONCE = 256

const SLASH = Buffer.from("/")

export interface DiskUse {
  bytes: number
  /** And folders, links and the rest: each takes an inode. */
  files: number
}

/**
 * What is on disk below a folder, counted no further than the limits; links are not followed, and names need not be
 * text. A folder whose owner shut it is opened, for the server may be that owner. Infinite where nothing helps: a path
 * too long for the system to name it, or a folder shut again at once, so that nothing hides there.
 */
export async function diskUsage(folder: string, limits: DiskUse): Promise<DiskUse> {
  const use = { bytes: 0, files: 0 }
  const unseen = (failure: NodeJS.ErrnoException): null => {
    if (failure.code !== "ENOENT" && failure.code !== "ENOTDIR") use.bytes = Infinity
    return null
  }
  const namesIn = (path: Buffer): Promise<Buffer[] | null> =>
    readdir(path, { encoding: "buffer" }).catch(async (failure: NodeJS.ErrnoException) => {
      if (failure.code !== "EACCES") return unseen(failure)
      await openFolder(path).catch(() => undefined)
      return readdir(path, { encoding: "buffer" }).catch(unseen)
    })
  const infoOf = (folder: Buffer, path: Buffer): Promise<Stats | null> =>
    lstat(path).catch(async (failure: NodeJS.ErrnoException) => {
      if (failure.code !== "EACCES") return unseen(failure)
      await openFolder(folder).catch(() => undefined)
      return lstat(path).catch(unseen)
    })
  const pending = [Buffer.from(folder)]
  for (let next = pending.pop(); next !== undefined && !isOver(use, limits); next = pending.pop()) {
    const folder = next
    const names = (await namesIn(folder)) ?? []
    use.files += names.length
    for (let at = 0; at < names.length && !isOver(use, limits); at += AT_ONCE) {
      const paths = names.slice(at, at + AT_ONCE).map((name) => Buffer.concat([folder, SLASH, name]))
      const infos = await Promise.all(paths.map((path) => infoOf(folder, path)))
      for (const [index, info] of infos.entries()) {
        if (info?.isDirectory()) pending.push(paths[index]!)
        use.bytes += (info?.blocks ?? 0) * 512
      }
    }
  }
  return use
}

/** Never through a link that took the folder's place. */
async function openFolder(path: Buffer): Promise<void> {
  const info = await lstat(path)
  if (info.isDirectory()) await chmod(path, info.mode | 0o700)
}

const isOver = (use: DiskUse, limits: DiskUse): boolean =>
  use.bytes > limits.bytes || use.files > limits.files
