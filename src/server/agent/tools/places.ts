/** Paths as a model writes them, and what stands near one that does not exist. */
import { posix } from "node:path"
import { nameOf, parentOf, pathFault } from "../../../core/path.ts"
import { AppError } from "../../../protocol/errors.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import type { ToolParts } from "./parts.ts"

const ROOT = "/workspace"
const SUGGESTED = 5

/**
 * The workspace path of a relative path or one below `/workspace`; the empty path is the workspace itself. Throws
 * `AppError` path-escapes or path-invalid, which names the path.
 */
export function workspacePath(given: string): string {
  const normal = posix.normalize(given.trim() === "" ? "." : given)
  const absolute = normal.startsWith("/") ? normal : posix.join(ROOT, normal)
  const path = absolute.replace(/\/+$/, "")
  if (path === ROOT) return ""
  if (!path.startsWith(`${ROOT}/`)) throw new AppError("path-escapes", outside(given))
  const inside = path.slice(ROOT.length + 1)
  const fault = pathFault(inside)
  if (fault === "path-escapes") throw new AppError(fault, outside(given))
  if (fault) throw new AppError(fault, `${JSON.stringify(given.slice(0, 200))} is no name a file can have.`)
  return inside
}

function outside(given: string): string {
  return `${JSON.stringify(given.slice(0, 200))} is not below ${ROOT}, where all files are.`
}

/** What to say of a file that is not there, with names that are near it. */
export async function missing(
  path: string,
  workspace: Workspace,
  { documents }: Pick<ToolParts, "documents">,
): Promise<string> {
  const { language } = workspace
  const beside = await workspace.list(parentOf(path)).catch(() => null)
  const known = new Set([
    ...(beside?.entries.map(({ path }) => path) ?? []),
    ...documents.told.paths(language),
    ...documents.told.files(language).keys(),
  ])
  const near = namesNear(path, known)
  const shown = near.length > 0 ? near : [...known].toSorted()
  if (shown.length === 0) return `There is no file ${path}.`
  const rest = shown.length > SUGGESTED ? " …" : ""
  const names = `${shown.slice(0, SUGGESTED).join(", ")}${rest}`
  return `There is no file ${path}. ${near.length > 0 ? "Did you mean" : "The workspace has"}: ${names}`
}

/** How far a name may be from another to be meant by it. */
const NEAR = 3
/** Names that are compared letter by letter, and characters of one: it takes time in the square of them. */
const COMPARED = 1_000
const COMPARED_CHARACTERS = 64

/** Of those paths the ones whose name is the same or nearly so, nearest first. */
export function namesNear(path: string, known: Iterable<string>): string[] {
  const wanted = nameOf(path).toLowerCase()
  const near: { one: string; distance: number }[] = []
  let compared = 0
  for (const one of known) {
    const name = nameOf(one).toLowerCase()
    if (name === wanted) near.push({ one, distance: 0 })
    else if (mayBeNear(name, wanted) && compared++ < COMPARED)
      near.push({ one, distance: editDistance(name, wanted) })
  }
  return near
    .filter(({ distance }) => distance <= NEAR)
    .toSorted((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1))
    .map(({ one }) => one)
}

function mayBeNear(a: string, b: string): boolean {
  return Math.abs(a.length - b.length) <= NEAR && Math.max(a.length, b.length) <= COMPARED_CHARACTERS
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
