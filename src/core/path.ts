import { LIMITS } from "../protocol/limits.ts"

const encoder = new TextEncoder()

export type PathFault = "path-invalid" | "path-escapes"

/**
 * Says what is wrong with a workspace path, or null. A good one is relative, `/`-separated, normal (no empty, `.` or
 * `..` part), free of control characters, and within the limits. Links are the guest's concern, not this rule's.
 */
export function pathFault(path: string): PathFault | null {
  if (path.startsWith("/") || path.includes("\\")) return "path-escapes"
  if (encoder.encode(path).byteLength > LIMITS.workspace.pathBytes) return "path-invalid"
  // oxlint-disable-next-line no-control-regex
  if (path === "" || /[\u0000-\u001f\u007f]/.test(path) || !path.isWellFormed()) return "path-invalid"
  for (const part of path.split("/")) {
    if (part === "..") return "path-escapes"
    if (part === "" || part === "." || encoder.encode(part).byteLength > LIMITS.workspace.nameBytes)
      return "path-invalid"
  }
  return null
}

/** Is `path` the folder or file `root`, or below it? The empty root holds everything. */
export function isWithin(path: string, root: string): boolean {
  return root === "" || path === root || path.startsWith(`${root}/`)
}

/** The path that `path` has after `from` became `to`. */
export function moved(path: string, from: string, to: string): string {
  return to + path.slice(from.length)
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1)
}
