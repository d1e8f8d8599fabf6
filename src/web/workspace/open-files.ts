import { isWithin, moved } from "../../core/path.ts"

/** The files a person has open, in the order of the tabs. */
export interface OpenFiles {
  open: readonly string[]
  active: string | null
}

export const NO_FILES: OpenFiles = { open: [], active: null }

/** Shows a file, beside the active one when it is new. */
export function opened(files: OpenFiles, path: string): OpenFiles {
  if (files.open.includes(path)) return { ...files, active: path }
  const after = files.active === null ? files.open.length : files.open.indexOf(files.active) + 1
  return { open: files.open.toSpliced(after, 0, path), active: path }
}

/** Adds a tab beside the active one, which stays the one shown. */
export function beside(files: OpenFiles, path: string): OpenFiles {
  if (files.open.includes(path)) return files
  return { open: opened(files, path).open, active: files.active ?? path }
}

/** Closes a file or all below a folder; the neighbour to the right is shown, else the one to the left. */
export function closed(files: OpenFiles, path: string): OpenFiles {
  const open = files.open.filter((one) => !isWithin(one, path))
  if (files.active === null || !isWithin(files.active, path)) return { open, active: files.active }
  const at = files.open.indexOf(files.active)
  const right = files.open.slice(at).find((one) => open.includes(one))
  const left = files.open.slice(0, at).findLast((one) => open.includes(one))
  return { open, active: right ?? left ?? null }
}

/** Follows a rename of a file, or of a folder above. */
export function renamed(files: OpenFiles, from: string, to: string): OpenFiles {
  const follow = (path: string) => (isWithin(path, from) ? moved(path, from, to) : path)
  return { open: [...new Set(files.open.map(follow))], active: files.active && follow(files.active) }
}

/** The tab `by` places further, round and round. */
export function stepped(files: OpenFiles, by: number): OpenFiles {
  if (files.active === null) return files
  const { length } = files.open
  const to = (files.open.indexOf(files.active) + by + length) % length
  return { ...files, active: files.open[to] ?? null }
}

/** What was remembered, or null when it is not of this shape. */
export function parseOpenFiles(raw: unknown): OpenFiles | null {
  if (typeof raw !== "object" || raw === null || !("open" in raw) || !("active" in raw)) return null
  if (!Array.isArray(raw.open)) return null
  const open = raw.open.filter((path): path is string => typeof path === "string")
  const active = typeof raw.active === "string" && open.includes(raw.active) ? raw.active : (open[0] ?? null)
  return { open, active }
}
