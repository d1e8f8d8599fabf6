/** The workspace's files, as the server asks for them. Every path goes through `paths.ts` first. */
import { createHash } from "node:crypto"
import { constants, type Stats } from "node:fs"
import { lstat, mkdir, open, readdir, rename, rm, unlink, type FileHandle } from "node:fs/promises"
import { basename, dirname, join, relative } from "node:path"
import type { GuestFileEntry } from "../protocol/guest.ts"
import { follow, landing, locate, PathError } from "./paths.ts"

const NOT_FOLLOWED = constants.O_NOFOLLOW | constants.O_NONBLOCK

export function entryOf(path: string, info: Stats): GuestFileEntry {
  const kind = info.isFile()
    ? "file"
    : info.isDirectory()
      ? "folder"
      : info.isSymbolicLink()
        ? "link"
        : "other"
  return { path, kind, size: info.size, modifiedMs: info.mtimeMs, mode: info.mode & 0o777 }
}

/** One page of a folder, by name in code unit order. */
export async function listFolder(
  root: string,
  path: string,
  after: string,
  limit: number,
): Promise<{ entries: GuestFileEntry[]; more: boolean }> {
  const folder = await follow(root, path)
  const names = (await readdir(folder)).filter((name) => name > after && !isTemporary(name))
  names.sort((a, b) => (a < b ? -1 : 1))
  const entries: GuestFileEntry[] = []
  for (const name of names.slice(0, limit)) {
    const info = await lstat(join(folder, name)).catch(() => null)
    if (info) entries.push(entryOf(path === "" ? name : `${path}/${name}`, info))
  }
  return { entries, more: names.length > limit }
}

export async function statEntry(root: string, path: string): Promise<GuestFileEntry | null> {
  const info = await lstat(await locate(root, path)).catch(absentAsNull)
  return info && entryOf(path, info)
}

/** A regular file, opened without ever waiting on a FIFO or device. */
export async function openRegular(
  absolute: string,
  path: string,
): Promise<{ file: FileHandle; info: Stats }> {
  const file = await open(absolute, constants.O_RDONLY | NOT_FOLLOWED)
  const info = await file.stat()
  if (info.isFile()) return { file, info }
  await file.close()
  throw new PathError("not-a-file", `${path} is not a regular file.`)
}

export async function readWhole(root: string, path: string, limit: number): Promise<Buffer> {
  const real = await follow(root, path)
  const kind = await lstat(real)
  if (!kind.isFile()) throw new PathError("not-a-file", `${path} is not a regular file.`)
  const { file, info } = await openRegular(real, path)
  try {
    if (info.size > limit)
      throw new PathError("too-large", `${path} has ${info.size} bytes; the limit is ${limit}.`)
    const buffer = Buffer.allocUnsafe(limit < info.size + 1 ? limit + 1 : info.size + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null)
      length += bytesRead
      if (bytesRead === 0 || length === buffer.length) break
    }
    if (length > limit) throw new PathError("too-large", `${path} grew over the limit of ${limit} bytes.`)
    return buffer.subarray(0, Math.min(length, info.size))
  } finally {
    await file.close()
  }
}

const TEMPORARY = ".interviewlm-"
let temporaries = 0

/** Names of half-written files, which nobody is shown. */
export function isTemporary(name: string): boolean {
  return name.startsWith(TEMPORARY)
}

/** How a file is written: its permissions (null keeps them), and the digest it must have now (null: be absent). */
export interface WriteOptions {
  mode: number | null
  expect?: string | null
}

export async function writeWhole(
  root: string,
  path: string,
  bytes: Uint8Array,
  { mode, expect }: WriteOptions,
): Promise<GuestFileEntry> {
  if (path === "") throw new PathError("not-a-file", "The workspace itself is a folder.")
  const target = await landing(root, path)
  const before = await lstat(target).catch(absentAsNull)
  if (before && !before.isFile()) throw new PathError("not-a-file", `${path} is not a regular file.`)
  await mkdir(dirname(target), { recursive: true })
  const temporary = join(dirname(target), `${TEMPORARY}${process.pid}-${temporaries++}`)
  const file = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    await file.writeFile(bytes)
    await file.chmod(mode ?? (before ? before.mode & 0o777 : 0o644))
    const info = await file.stat()
    if (expect !== undefined && (await digestNow(target, path)) !== expect)
      throw new PathError("changed", `${path} has changed on disk meanwhile.`)
    await rename(temporary, target)
    return entryOf(path, info)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
}

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex")
}

/** The digest of what is there; null when there is nothing. */
async function digestNow(absolute: string, path: string): Promise<string | null> {
  const opened = await openRegular(absolute, path).catch(absentAsNull)
  if (!opened) return null
  try {
    return digestOf(await opened.file.readFile())
  } finally {
    await opened.file.close()
  }
}

export async function makeFolder(root: string, path: string): Promise<void> {
  const at = await locate(root, path)
  await mkdir(at, { recursive: true })
}

export async function renameEntry(root: string, from: string, to: string): Promise<void> {
  if (from === "" || to === "") throw new PathError("denied", "The workspace itself cannot be renamed.")
  const source = await locate(root, from)
  const target = await locate(root, to)
  await lstat(source)
  const taken = await lstat(target).catch(absentAsNull)
  if (taken && source !== target) throw new PathError("exists", `${to} is already there.`)
  await mkdir(dirname(target), { recursive: true })
  await rename(source, target)
}

/** Removes an entry and everything below it; a link is removed, not followed. The root is emptied. */
export async function removeEntry(root: string, path: string): Promise<void> {
  const at = await locate(root, path)
  if (path !== "") {
    await lstat(at)
    await rm(at, { recursive: true })
    return
  }
  for (const name of await readdir(root)) await rm(join(root, name), { recursive: true, force: true })
}

/** Regular files and folders below a path, parents first; links and other kinds are left out. */
export async function* walk(
  root: string,
  path: string,
  skip: (name: string, path: string) => boolean,
): AsyncGenerator<{ absolute: string; entry: GuestFileEntry }> {
  const top = await follow(root, path)
  const pending = [top]
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names) {
      const absolute = join(folder, name)
      const below = relative(top, absolute)
      if (isTemporary(name) || skip(name, below)) continue
      const info = await lstat(absolute).catch(() => null)
      if (!info) continue
      if (info.isDirectory()) pending.push(absolute)
      if (info.isDirectory() || info.isFile()) yield { absolute, entry: entryOf(below, info) }
    }
  }
}

/** The stable code of an operating system's error, with words a person can use. */
export function asPathError(error: unknown, path: string): PathError | null {
  if (error instanceof PathError) return error
  const code = error instanceof Error && "code" in error ? error.code : null
  const name = path === "" ? "the workspace" : path
  switch (code) {
    case "ENOENT":
      return new PathError("absent", `There is no ${name}.`)
    case "EEXIST":
      return new PathError("exists", `${name} is already there.`)
    case "ENOTDIR":
      return new PathError("not-a-folder", `A part of ${name} is not a folder.`)
    case "EISDIR":
    case "ENXIO":
      return new PathError("not-a-file", `${name} is not a regular file.`)
    case "ELOOP":
      return new PathError("escapes", `${name} is a link that leads nowhere within the workspace.`)
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new PathError("full", `There is no room left to write ${name}.`)
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "EBUSY":
      return new PathError("denied", `${name} does not allow this.`)
    case "ENAMETOOLONG":
      return new PathError("invalid-path", `${basename(name).slice(0, 40)}… is too long a name.`)
    default:
      return null
  }
}

function absentAsNull(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
  throw error
}
