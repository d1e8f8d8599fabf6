/** Folders to tar and back. */
import { constants } from "node:fs"
import { chmod, mkdir, open, rename, type FileHandle } from "node:fs/promises"
import { dirname } from "node:path"
import { STREAM_CHUNK } from "../protocol/frame.ts"
import { openRegular, walk } from "./files.ts"
import { landing, PathError } from "./paths.ts"
import { createTarReader, TAR_END, tarHeader, tarPadding, type TarEntry } from "./tar.ts"

/**
 * The regular files and folders below a path. A name in `exclude` leaves out every entry of that name, a path with a
 * slash the entry there. A file that changes while it is packed is padded or cut to the size it began with.
 */
export async function* pack(
  root: string,
  path: string,
  exclude: readonly string[],
): AsyncGenerator<Uint8Array> {
  const excluded = new Set(exclude.map((entry) => entry.replace(/\/$/, "")))
  for await (const { absolute, entry } of walk(
    root,
    path,
    (name, below) => excluded.has(name) || excluded.has(below),
  )) {
    if (entry.kind === "folder") {
      yield tarHeader({ ...entry, kind: "folder", size: 0 })
      continue
    }
    const opened = await openRegular(absolute, entry.path).catch(() => null)
    if (!opened) continue
    try {
      yield tarHeader({ ...entry, kind: "file", size: opened.info.size })
      yield* content(opened.file, opened.info.size)
    } finally {
      await opened.file.close()
    }
    yield tarPadding(opened.info.size)
  }
  yield TAR_END
}

async function* content(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0;) {
    const buffer = Buffer.alloc(Math.min(STREAM_CHUNK, left))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
    yield bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead)
    left -= bytesRead || buffer.length
  }
}

/** Takes an archive piece by piece; each entry's path is checked like any other. */
export function createUnpacker(
  root: string,
  path: string,
): { push(chunk: Uint8Array): Promise<void>; close(): Promise<void> } {
  const reader = createTarReader()
  let current: { file: FileHandle; entry: TarEntry; temporary: string; target: string } | null = null
  let count = 0
  const begin = async (entry: TarEntry) => {
    if (entry.path === "" || entry.path === ".") return
    const target = await landing(root, path === "" ? entry.path : `${path}/${entry.path}`)
    if (entry.kind === "folder") {
      await mkdir(target, { recursive: true })
      return
    }
    await mkdir(dirname(target), { recursive: true })
    const temporary = `${dirname(target)}/.interviewlm-tar-${process.pid}-${count++}`
    const file = await open(
      temporary,
      constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
      0o600,
    )
    current = { file, entry, temporary, target }
  }
  const finish = async () => {
    if (!current) return
    const { file, entry, temporary, target } = current
    current = null
    await file.close()
    await chmod(temporary, entry.mode || 0o644)
    await rename(temporary, target)
  }
  return {
    async push(chunk) {
      for (const event of reader.push(chunk)) {
        if (event.kind === "entry") await begin(event.entry)
        else if (event.kind === "data") await current?.file.writeFile(event.data)
        else await finish()
      }
    },
    async close() {
      if (reader.whole()) return
      await current?.file.close()
      throw new PathError("invalid-path", "The archive ends in the middle of an entry.")
    },
  }
}
