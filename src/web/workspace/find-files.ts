import { nameOf } from "../../core/path.ts"
import type { SessionView } from "../live/session-view.ts"

const MOST_FILES = 500
const MOST_FOLDERS = 60
/** Folders full of what nobody opens by name. */
const PASSED_OVER = new Set([
  "node_modules",
  ".git",
  "__pycache__",
  ".pytest_cache",
  "vendor",
  "dist",
  "build",
])

/** Walks the workspace, nearest folders first, and tells the files found so far after each. Ends at a bound. */
export async function findFiles(
  view: SessionView,
  signal: AbortSignal,
  tell: (paths: readonly string[]) => void,
): Promise<void> {
  const waiting = [""]
  const found: string[] = []
  for (
    let folders = 0;
    folders < MOST_FOLDERS && waiting.length > 0 && found.length < MOST_FILES;
    folders++
  ) {
    const result = await view.command({ type: "list-files", path: waiting.shift()! })
    if (signal.aborted || !("files" in result)) return
    for (const { path, kind } of result.files.entries) {
      if (kind === "file" && found.length < MOST_FILES) found.push(path)
      if (kind === "folder" && !PASSED_OVER.has(nameOf(path))) waiting.push(path)
    }
    tell([...found])
  }
}
