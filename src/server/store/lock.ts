import { realpath } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StoreError } from "./errors.ts"

export interface FolderLock {
  /** Lets the folder go; once is enough, more does no harm. */
  release(): void
}

export const LOCK_FILE = "in-use.lock"
const SQLITE_BUSY = 5

/**
 * Holds a folder for this process alone, by the kernel's lock on a file in it: that ends with the process, however it
 * ends, and also holds between containers that share the folder. SQLite is the way to such a lock in Node; nothing
 * is stored. Throws `StoreError`: `data-folder-in-use`, or `data-folder-unreachable` when the file cannot be written.
 */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  const path = join(await realpath(folder), LOCK_FILE)
  let file: DatabaseSync | null = null
  try {
    file = new DatabaseSync(path, { timeout: 0 })
    file.exec("pragma locking_mode = exclusive; begin exclusive")
    const held = file
    return { release: () => (held.isOpen ? held.close() : undefined) }
  } catch (error) {
    file?.close()
    throw busy(error) ? inUse(folder, error) : cannotLock(path, error)
  }
}

function busy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY
}

function cannotLock(path: string, cause: unknown): StoreError {
  return new StoreError(
    "data-folder-unreachable",
    `${path} cannot be locked (${String(cause)}). InterviewLM must be able to write in its data folder, and always run as the same user.`,
    { cause },
  )
}

function inUse(folder: string, cause: unknown): StoreError {
  return new StoreError(
    "data-folder-in-use",
    `Another InterviewLM process is using ${folder}. Stop it, or give this one a data folder of its own with INTERVIEWLM_DATA.`,
    { cause },
  )
}
