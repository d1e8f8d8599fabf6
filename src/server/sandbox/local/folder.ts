/**
 * Folders that candidate code may change while they are worked on. Each is opened once and all in it named through its
 * descriptor, so that a link put in the place of a folder leads nowhere: Node has no `openat`, but `/proc/self/fd` does.
 */
import { constants } from "node:fs"
import { chmod, type FileHandle, open, readdir, rename, rmdir, unlink } from "node:fs/promises"

/** Of Linux; Node does not tell it. A descriptor to name things by, whatever the folder's mode. */
const O_PATH = 0x200000

/** Each level below takes a descriptor while it is walked. */
export const DEEPEST = 128

/** Never through a link at the end of the path: that one is refused with ENOTDIR. The caller closes it. */
export const openFolder = (path: string | Buffer): Promise<FileHandle> =>
  open(path, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW)

/** The path of something directly in a folder, as long as that is open. Names need not be text. */
export const within = (folder: FileHandle, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${pathOf(folder)}/`), name])

const pathOf = (folder: FileHandle): string => `/proc/self/fd/${folder.fd}`

export const namesIn = (folder: FileHandle): Promise<Buffer[]> =>
  openedFor(folder, () => readdir(pathOf(folder), { encoding: "buffer" }))

/** Work in a folder; one that its owner shut is opened for it, for the server may be that owner. */
export async function openedFor<Result>(folder: FileHandle, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (failure) {
    if (codeOf(failure) !== "EACCES") throw failure
    const { mode } = await folder.stat()
    // Where it is another's, the second try says so.
    await chmod(pathOf(folder), (mode & 0o7777) | 0o700).catch(() => {})
    return work()
  }
}

/** For `catch`: null for what is not there, or no folder, any more. */
export function unlessGone(failure: unknown): null {
  const code = codeOf(failure)
  if (code === "ENOENT" || code === "ENOTDIR") return null
  throw failure
}

export function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : undefined
}

/** Removed beside each other. */
const AT_ONCE = 64
/** A process that is just ending may still put something there. */
const ROUNDS = 4

/**
 * Removes a folder with all in it, also what its owner shut or nested too deep to be named; nothing outside, whoever
 * changes it meanwhile. No error when it is not there.
 */
export async function removeFolder(path: string): Promise<void> {
  for (let round = 1; ; round++) {
    try {
      return await removeOnce(path)
    } catch (failure) {
      if (codeOf(failure) !== "ENOTEMPTY" || round === ROUNDS) throw failure
    }
  }
}

async function removeOnce(path: string): Promise<void> {
  const top = await openFolder(path).catch(unlessGone)
  if (!top) return
  let moved = 0
  const empty = async (folder: FileHandle, depth: number): Promise<void> => {
    const names = await namesIn(folder)
    const folders: Buffer[] = []
    for (let at = 0; at < names.length; at += AT_ONCE)
      await Promise.all(
        names.slice(at, at + AT_ONCE).map(async (name) => {
          const isFolder = await openedFor(folder, () => unlink(within(folder, name))).catch(unlessFolder)
          if (isFolder) folders.push(name)
        }),
      )
    for (const name of folders) {
      const child = await openFolder(within(folder, name)).catch(unlessGone)
      if (!child) continue
      try {
        if (depth < DEEPEST) {
          await empty(child, depth + 1)
          await rmdir(within(folder, name)).catch(unlessGone)
        } else {
          const higher = within(top, Buffer.from(`deep-${moved++}`))
          await openedFor(child, () => rename(within(folder, name), higher))
        }
      } finally {
        await child.close()
      }
    }
  }
  try {
    for (let before = -1; before < moved;) {
      before = moved
      await empty(top, 0)
    }
  } finally {
    await top.close()
  }
  await rmdir(path).catch(unlessGone)
}

function unlessFolder(failure: unknown): boolean {
  return codeOf(failure) === "EISDIR" || unlessGone(failure) !== null
}
