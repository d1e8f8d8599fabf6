import { useState, type DragEvent } from "react"
import { parentOf } from "../../core/path.ts"

/** Files dragged in from outside: `over` is the folder they would land in, null while none are. */
export function useFileDrop(allowed: boolean, take: (folder: string, files: readonly File[]) => void) {
  const [over, setOver] = useState<string | null>(null)
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!allowed || !event.dataTransfer.types.includes("Files")) return
      event.preventDefault()
      setOver(folderUnder(event.target))
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      if (!allowed) return
      event.preventDefault()
      setOver(null)
      take(folderUnder(event.target), [...event.dataTransfer.files])
    },
  }
  return { over, handlers }
}

/** The path of the row under a press, null beside the rows. */
export function rowUnder(target: EventTarget): { path: string; kind: string } | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null
  const path = row?.dataset["path"]
  return path === undefined ? null : { path, kind: row?.dataset["kind"] ?? "file" }
}

function folderUnder(target: EventTarget): string {
  const row = rowUnder(target)
  if (!row) return ""
  return row.kind === "folder" ? row.path : parentOf(row.path)
}
