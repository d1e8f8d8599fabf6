import { useRef, useState } from "react"
import type { ShownRow } from "./use-rows.ts"

export interface Selection<Row> {
  /** What was chosen and still matches. */
  chosen: readonly ShownRow<Row>[]
  has: (id: string) => boolean
  /** Chooses a row or lets it go; with `range`, all from the last one pressed. */
  toggle: (id: string, range: boolean) => void
  all: "none" | "some" | "all"
  toggleAll: () => void
  clear: () => void
}

/** Rows that were chosen, on every page; those that match no more are not among them. */
export function useSelection<Row>(matching: readonly ShownRow<Row>[]): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const chosen = matching.filter(({ id }) => ids.has(id))
  const all = chosen.length === 0 ? "none" : chosen.length === matching.length ? "all" : "some"
  return {
    chosen,
    has: (id) => ids.has(id),
    toggle(id, range) {
      const on = !ids.has(id)
      const next = new Set(ids)
      for (const one of range ? between(matching, last.current, id) : [id])
        if (on) next.add(one)
        else next.delete(one)
      last.current = id
      setIds(next)
    },
    all,
    toggleAll: () => setIds(all === "all" ? new Set() : new Set(matching.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  }
}

function between(rows: readonly { id: string }[], from: string | null, to: string): string[] {
  const ids = rows.map(({ id }) => id)
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)]
  return a === -1 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1)
}
