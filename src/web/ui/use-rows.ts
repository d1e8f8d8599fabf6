import { useTable, type RowData } from "@tanstack/react-table"
import { useMemo, useState } from "react"
import { definitionsOf, FEATURES, matches, type Column } from "./columns.ts"
import { holdRows } from "./hold.ts"
import type { TableState } from "./table-search.ts"

export interface ShownRow<Row> {
  id: string
  row: Row
  /** Held in its place although it is no longer in the list. */
  gone: boolean
}

interface Options<Row> {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  state: TableState
  /** The server has searched and sorted already, and hands out pages itself. */
  remote: boolean
  pageSize: number
}

export interface Rows<Row> {
  /** Those on this page, in order. */
  page: readonly ShownRow<Row>[]
  /** All that match, on every page. */
  matching: readonly ShownRow<Row>[]
  pages: number
  /** The page drawn, from 1; the last where the address asks for more. */
  at: number
}

const NONE: never[] = []

/** Searches, sorts and pages. */
export function useRows<Row extends RowData>({
  rows,
  columns,
  rowId,
  state,
  remote,
  pageSize,
}: Options<Row>): Rows<Row> {
  const definitions = useMemo(() => definitionsOf(columns), [columns])
  const data = useMemo(() => [...rows], [rows])
  const sorting = useMemo(
    () => (state.sort ? [{ id: state.sort.column, desc: state.sort.descending }] : NONE),
    [state.sort],
  )
  const table = useTable({
    features: FEATURES,
    columns: definitions,
    data,
    getRowId: rowId,
    state: {
      sorting,
      columnFilters: NONE,
      globalFilter: state.filter.trim(),
      pagination: { pageIndex: state.page - 1, pageSize },
    },
    globalFilterFn: (row, id, filter) => matches(String(row.getValue(id)), String(filter)),
    manualSorting: remote,
    manualFiltering: remote,
    manualPagination: remote,
    autoResetPageIndex: false,
  })
  const all = table.getPrePaginatedRowModel().rows
  const pages = remote ? 1 : Math.max(1, Math.ceil(all.length / pageSize))
  const at = Math.min(state.page, pages)
  const matching = all.map(({ id, original }) => ({ id, row: original, gone: false }))
  const page = remote ? matching : matching.slice((at - 1) * pageSize, at * pageSize)
  return { page, matching, pages, at }
}

/**
 * Keeps rows in their place while `holding`, with what is known of them now; `release` lets them go once. What the
 * reader changes themselves (`order`: the search, the sorting, the page) takes effect at once.
 */
export function useHeldRows<Row>(
  { page, matching }: Pick<Rows<Row>, "page" | "matching">,
  holding: boolean,
  order: string,
): { shown: readonly ShownRow<Row>[]; moved: number; release: () => void } {
  const [held, setHeld] = useState<{ rows: readonly ShownRow<Row>[]; order: string } | null>(null)
  // Of an empty list there is nothing whose place could be kept.
  const stale = held?.order !== order || held.rows.length === 0
  if (!holding && held) setHeld(null)
  if (holding && stale && page.length > 0) setHeld({ rows: page, order })
  if (!holding || stale) return { shown: page, moved: 0, release: () => undefined }
  const now = new Map(matching.map((one) => [one.id, one]))
  const { shown, moved } = holdRows(
    held.rows.map(({ id }) => id),
    page.map(({ id }) => id),
  )
  const last = new Map(held.rows.map((one) => [one.id, one]))
  return {
    shown: shown.flatMap((id) => {
      const before = last.get(id)
      return now.get(id) ?? (before ? { ...before, gone: true } : [])
    }),
    moved,
    release: () => setHeld({ rows: page, order }),
  }
}
