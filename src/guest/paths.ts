/** Workspace paths: what is a good one, and where it leads on disk. */
import { lstat, realpath } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { LIMITS } from "../protocol/limits.ts"
import type { GUEST_FILE_ERRORS } from "../protocol/guest.ts"

/** A file operation that could not be done. */
export class PathError extends Error {
  readonly code: (typeof GUEST_FILE_ERRORS)[number]
  constructor(code: PathError["code"], message: string) {
    super(message)
    this.code = code
  }
}

/** What is wrong with a workspace-relative path, or null. The root is "". */
export function pathProblem(path: string): string | null {
  if (path === "") return null
  if (path.includes("\0")) return "contains a NUL"
  if (path.startsWith("/")) return "is absolute"
  if (Buffer.byteLength(path) > LIMITS.workspace.pathBytes) return "is too long"
  for (const part of path.split("/")) {
    if (part === "" || part === "." || part === "..") return "is not normal (empty part, . or ..)"
    if (Buffer.byteLength(part) > LIMITS.workspace.nameBytes) return "has a part that is too long"
  }
  return null
}

/**
 * The absolute path of an entry whose folder lies, links followed, within the workspace; the entry itself may be
 * a link or absent. Throws `PathError`.
 */
export async function locate(root: string, path: string): Promise<string> {
  const problem = pathProblem(path)
  if (problem)
    throw new PathError("invalid-path", `The path ${problem}: ${JSON.stringify(path.slice(0, 200))}`)
  if (path === "") return root
  const folder = await nearestReal(dirname(join(root, path)))
  if (!within(root, folder.real)) throw new PathError("escapes", `${path} leads out of the workspace.`)
  return join(folder.real, folder.missing, basename(path))
}

/** Where an existing entry is, links followed, if that is within the workspace. */
export async function follow(root: string, path: string): Promise<string> {
  const at = await locate(root, path)
  const real = await realpath(at)
  if (!within(root, real)) throw new PathError("escapes", `${path} leads out of the workspace.`)
  return real
}

/** Where a write to the entry would land: the target of a link that stays within, else the entry itself. */
export async function landing(root: string, path: string): Promise<string> {
  const at = await locate(root, path)
  const info = await lstat(at).catch(() => null)
  if (!info?.isSymbolicLink()) return at
  const real = await realpath(at).catch(() => null)
  if (real === null || !within(root, real))
    throw new PathError("escapes", `${path} leads out of the workspace.`)
  return real
}

export function within(root: string, real: string): boolean {
  return real === root || real.startsWith(`${root}/`)
}

/** The real path of the deepest folder that exists, and what of the path is missing below it. */
async function nearestReal(folder: string): Promise<{ real: string; missing: string }> {
  const missing: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    const info = await lstat(at).catch(() => null)
    if (info) return { real: await realpath(at), missing: missing.join("/") }
    missing.unshift(basename(at))
  }
}
