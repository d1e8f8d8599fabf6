import { useEffect, useState } from "react"
import { findFiles } from "../workspace/find-files.ts"
import { useView } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { mentionAt, rankFiles, type Mention } from "./mention.ts"

const MOST = 8

/** The list of files under an `@` that is being written. */
export function useMentions() {
  const view = useView()
  const { files } = useWorkspace()
  const [mention, setMention] = useState<Mention | null>(null)
  /** Where a list was closed by key: it stays closed for that `@`. */
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const [known, setKnown] = useState<readonly string[]>([])
  const wanted = mention !== null
  const { open } = files
  useEffect(() => {
    if (!wanted) return
    const gone = new AbortController()
    findFiles(view, gone.signal, (paths) => setKnown(paths)).catch(() => undefined)
    return () => gone.abort()
  }, [view, wanted])
  const offered = mention ? rankFiles([...new Set([...open, ...known])], mention.query, MOST) : []
  const at = Math.min(active, Math.max(0, offered.length - 1))
  return {
    mention,
    offered,
    at,
    activeId: (list: string) => (mention && offered.length > 0 ? `${list}-${at}` : undefined),
    follow(text: string, caret: number) {
      const next = mentionAt(text, caret)
      if (next?.from !== closedAt) setClosedAt(null)
      if (next?.query !== mention?.query) setActive(0)
      setMention(next && next.from !== closedAt ? next : null)
    },
    close: () => setMention(null),
    /** Answers whether the list took the key. */
    onKey(key: string, choose: (path: string) => void): boolean {
      if (!mention || offered.length === 0) return false
      switch (key) {
        case "ArrowDown":
        case "ArrowUp":
          setActive((at + (key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length)
          return true
        case "Enter":
        case "Tab":
          choose(offered[at]!)
          return true
        case "Escape":
          setClosedAt(mention.from)
          setMention(null)
          return true
        default:
          return false
      }
    },
  }
}
