/**
 * A server run by root gives sandboxes and the database to other users. Where they cannot enter a folder, as is usual
 * below `/root`, things are kept or copied where they can.
 */
import { createHash, randomUUID } from "node:crypto"
import { constants, statSync } from "node:fs"
import { access, chmod, cp, lstat, mkdir, readdir, rename, rm } from "node:fs/promises"
import { basename, dirname, join } from "node:path"

/** The system's place for what a program keeps; everyone may enter it. */
export const OPEN_GROUND = "/var/lib/interviewlm"

/** Whether this process is root and some folder on the way to `path` lets nobody else through. */
export function isClosed(path: string): boolean {
  if (process.getuid?.() !== 0) return false
  const found = statSync(path, { throwIfNoEntry: false })
  const through = !found?.isDirectory() || (found.mode & 0o001) !== 0
  const parent = dirname(path)
  return !through || (parent !== path && isClosed(parent))
}

/** `path` itself where other users can enter it, else a copy on open ground, made once for each state of its files. */
export async function onOpenGround(path: string): Promise<string> {
  if (!isClosed(path)) return path
  const state = createHash("sha256")
    .update(JSON.stringify([path, await stateOf(path)]))
    .digest("hex")
    .slice(0, 16)
  const folder = join(OPEN_GROUND, "programs", state)
  const copy = join(folder, basename(path))
  if (await exists(copy)) return copy
  const making = `${folder}.${randomUUID()}`
  await mkdir(making, { recursive: true })
  await cp(path, join(making, basename(path)), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  })
  for (const opened of [OPEN_GROUND, dirname(folder), making]) await chmod(opened, 0o755)
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  return copy
}

/** Name, size and time of everything below a path. */
async function stateOf(path: string): Promise<unknown[]> {
  const found = await lstat(path)
  const inside = found.isDirectory() ? (await readdir(path)).toSorted() : []
  const below = await Promise.all(inside.map((name) => stateOf(join(path, name))))
  return [basename(path), found.size, found.mtimeMs, below]
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
