import { useEffect, useMemo, useState } from "react"
import { findRows } from "./search.ts"
import type { Row } from "./rows.ts"

/** Looking through the conversation: what is found, which of it is shown, and fetching the rest while one looks. */
export function useSearch(
  rows: readonly Row[],
  { earlier, loading, loadEarlier }: { earlier: boolean; loading: boolean; loadEarlier: () => Promise<void> },
) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState("")
  /** The row shown, by its key, so that rows that come before it change nothing. */
  const [shown, setShown] = useState<{ key: string } | null>(null)
  const asked = open ? query : ""
  const found = useMemo(() => findRows(rows, asked), [rows, asked])
  const keys = found.map((index) => rows[index]!.key)
  const here = shown ? keys.indexOf(shown.key) : -1
  const at = here >= 0 ? here : keys.length - 1
  const wanted = asked.trim() !== ""
  useEffect(() => {
    if (wanted && earlier && !loading) loadEarlier().catch(() => setOpen(false))
  }, [wanted, earlier, loading, loadEarlier])
  const [seen, setSeen] = useState(asked)
  if (seen !== asked || (wanted && shown === null && keys.length > 0)) {
    setSeen(asked)
    const last = keys.at(-1)
    setShown(wanted && last !== undefined ? { key: last } : null)
  }
  return {
    open,
    toggle: () => setOpen(!open),
    close: () => setOpen(false),
    query,
    setQuery,
    count: keys.length,
    at,
    found: wanted && here >= 0 ? shown : null,
    fetching: wanted && (earlier || loading),
    step: (by: 1 | -1) => {
      if (keys.length === 0) return
      setShown({ key: keys[(at + by + keys.length) % keys.length]! })
    },
  }
}
