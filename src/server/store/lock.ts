import { createHash } from "node:crypto"
import { stat } from "node:fs/promises"
import { createServer } from "node:net"
import { StoreError } from "./errors.ts"

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Holds a folder for this process alone. The lock is an abstract Unix socket named after the folder's device and
 * inode, so the kernel drops it whenever the process ends, however it ends, and another path to the same folder is
 * the same lock. It reaches as far as the network namespace. Throws `StoreError` `data-folder-in-use`.
 */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  const { dev, ino } = await stat(folder)
  const name = createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 32)
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? inUse(folder) : error),
    )
    server.listen(`\0interviewlm-${name}`, resolve)
  })
  server.unref()
  return {
    release: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}

function inUse(folder: string): StoreError {
  return new StoreError(
    "data-folder-in-use",
    `Another InterviewLM process is using ${folder}. Stop it, or give this one a data folder of its own with INTERVIEWLM_DATA.`,
  )
}
