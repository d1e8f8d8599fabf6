/**
 * Holds a sandbox to its disk. One file cannot pass the limit (RLIMIT_FSIZE); the sum is looked at now and then, and
 * over it everything inside is killed, files kept. A loop-mounted quota would be exact, but needs root and 20 ms.
 */
import { type FileHandle, lstat } from "node:fs/promises"
import { codeOf, DEEPEST, namesIn, openedFor, openFolder, unlessGone, within } from "./folder.ts"

const LOOK_MS = 2_000
/** Looking may take this part of the time at most, but is never put off for longer. */
const SHARE = 1 / 20
const LONGEST_MS = 15_000

/**
 * Looks until the sandbox is gone. A look that fails for want of something the server lacks (descriptors, memory) ends
 * nothing; the first of a row of them is told.
 */
export function watchDisk(
  folder: string,
  limits: DiskUse,
  inside: { stopAll: () => Promise<void>; gone: Promise<unknown> },
  onProblem: (problem: unknown) => void,
): void {
  let timer: NodeJS.Timeout
  let over = false
  let failing = false
  const look = async () => {
    const began = performance.now()
    try {
      if (isOver(await diskUsage(folder, limits), limits)) await inside.stopAll().catch(() => {})
      failing = false
    } catch (cause) {
      if (!failing) onProblem(new Error(`The disk of ${folder} could not be looked at.`, { cause }))
      failing = true
    }
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

export interface DiskUse {
  bytes: number
  /** And folders, links and the rest: each takes an inode. */
  files: number
}

/**
 * What is on disk below a folder, counted no further than the limits; links are not followed, and names need not be
 * text. A folder whose owner shut it is opened, for the server may be that owner. Infinite where nothing helps: one
 * nested too deep, or shut again at once, so that nothing hides there. Throws where the server itself lacks something.
 */
export async function diskUsage(path: string, limits: DiskUse): Promise<DiskUse> {
  const use = { bytes: 0, files: 0 }
  const count = async (folder: FileHandle, depth: number): Promise<void> => {
    const names = (await namesIn(folder).catch(unlessGone)) ?? []
    use.files += names.length
    for (let at = 0; at < names.length && !isOver(use, limits); at += AT_ONCE) {
      const some = names.slice(at, at + AT_ONCE)
      const look = (name: Buffer) => openedFor(folder, () => lstat(within(folder, name))).catch(unlessGone)
      const infos = await Promise.all(some.map(look))
      for (const info of infos) use.bytes += (info?.blocks ?? 0) * 512
      for (const [index, info] of infos.entries())
        if (info?.isDirectory() && !isOver(use, limits)) await countBelow(folder, some[index]!, depth + 1)
    }
  }
  const countBelow = async (folder: FileHandle, name: Buffer, depth: number): Promise<void> => {
    if (depth > DEEPEST) use.bytes = Infinity
    else
      try {
        await countAt(() => openedFor(folder, () => openFolder(within(folder, name))), depth)
      } catch (failure) {
        if (codeOf(failure) !== "EACCES") throw failure
        use.bytes = Infinity
      }
  }
  const countAt = async (open: () => Promise<FileHandle>, depth: number): Promise<void> => {
    const folder = await open().catch(unlessGone)
    try {
      if (folder) await count(folder, depth)
    } finally {
      await folder?.close()
    }
  }
  await countAt(() => openFolder(path), 0)
  return use
}

const isOver = (use: DiskUse, limits: DiskUse): boolean =>
  use.bytes > limits.bytes || use.files > limits.files
