import type { RowData } from "@tanstack/react-table"
import { useState, type ReactNode } from "react"
import { Button } from "./Button.tsx"
import type { Column } from "./columns.ts"
import { count, plural } from "./format.ts"
import { useMedia } from "./hooks.ts"
import { Skeleton, EmptyState, ErrorState } from "./states.tsx"
import { TableBody } from "./TableBody.tsx"
import { TableFoot } from "./TableFoot.tsx"
import { TableHead } from "./TableHead.tsx"
import { SearchBox } from "./SearchBox.tsx"
import type { TableState } from "./table-search.ts"
import { useHeldRows, useRows } from "./use-rows.ts"
import { useSelection } from "./use-selection.ts"

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers and the count: "interview". */
  noun: string
  /** Undefined while they load. */
  rows: readonly Row[] | undefined
  /** Keep the same array from one rendering to the next. The first column names the row. */
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  /** In words, for the row's box: "Robin Okafor". */
  rowName: (row: Row) => string
  /** From `useTableSearch()`, or `useTableState()` where the address is not the table's. */
  state: TableState
  /** Where a row leads: a click anywhere on it, or Enter. */
  href?: (row: Row) => string | undefined
  /** The acts for rows that were chosen; with it each row has a box. */
  renderBulk?: (chosen: readonly Row[], clear: () => void) => ReactNode
  /** Draws the field that searches; false for short lists. */
  search?: boolean
  /** Beside the search: the page's own filters. */
  filters?: ReactNode
  /** True while one of them is set, so that no rows means that none match. */
  filtered?: boolean
  clearFilters?: () => void
  /** What stands here before there is any row. */
  empty: ReactNode
  error?: unknown
  retry?: () => unknown
  /** Rows keep their place while somebody points at them. */
  hold?: boolean
  /** Rows to a page; `Infinity` for one long list, of which only what is seen is drawn. */
  pageSize?: number
  /** The server searches, sorts and hands out more by a cursor. */
  remote?: { more: boolean; loading: boolean; loadMore: () => void; total?: number }
  rowHeight?: number
}

/** A list of things that sorts, searches, pages, is walked by key, and says what it has when it has nothing. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const {
    noun,
    columns,
    rowId,
    state,
    remote,
    pageSize = 50,
    rowHeight = 32,
    renderBulk: bulk,
    error,
    filters,
  } = props
  const narrow = useMedia("(width < 1200px)")
  const drawn = narrow ? columns.filter(({ wideOnly }) => !wideOnly) : columns
  const found = useRows({
    rows: props.rows ?? NONE,
    columns,
    rowId,
    state,
    remote: remote !== undefined,
    pageSize: Number.isFinite(pageSize) ? pageSize : MANY,
  })
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const order = `${state.sort?.column} ${state.sort?.descending} ${state.filter} ${found.at}`
  const held = useHeldRows(found, Boolean(props.hold) && (pointed || focused), order)
  const selection = useSelection(found.matching)
  const none = props.rows !== undefined && held.shown.length === 0
  const narrowed = state.filter.trim() !== "" || Boolean(props.filtered)
  const chosen = bulk && selection.chosen.length > 0
  const total = remote?.total ?? props.rows?.length ?? 0

  if (error !== undefined && error !== null && !props.rows)
    return <ErrorState error={error} retry={props.retry} />
  if (none && !narrowed && total === 0) return <>{props.empty}</>
  return (
    <div className="flex min-h-0 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 py-2">
        {chosen ? (
          <>
            <span className="text-13 font-medium tabular-nums">{selection.chosen.length} selected</span>
            {bulk(
              selection.chosen.map(({ row }) => row),
              selection.clear,
            )}
            <Button look="quiet" onClick={selection.clear}>
              Clear
            </Button>
          </>
        ) : (
          <>
            {props.search !== false && (
              <SearchBox
                label={`Search ${plural(noun)}`}
                value={state.filter}
                onChange={(filter) => state.change({ filter })}
              />
            )}
            {filters}
          </>
        )}
        <output className="ml-auto text-12 text-ink-3 tabular-nums">
          {props.rows && said(noun, found.matching.length, total, narrowed && !remote)}
        </output>
        {held.moved > 0 && <Button onClick={held.release}>{count(held.moved, "row")} moved: show</Button>}
      </div>
      {none ? (
        <NoMatch
          filter={state.filter}
          clear={() => {
            state.change({ filter: "" })
            props.clearFilters?.()
          }}
        />
      ) : (
        <TableBody
          label={plural(noun)}
          rows={held.shown}
          columns={drawn}
          rowHeight={rowHeight}
          rowName={props.rowName}
          {...(props.href && { href: props.href })}
          selection={bulk ? selection : null}
          onPointed={setPointed}
          onFocused={setFocused}
          head={<TableHead columns={drawn} state={state} selection={bulk ? selection : null} noun={noun} />}
          {...(!props.rows && { waiting: <Waiting columns={drawn.length + (bulk ? 1 : 0)} /> })}
        />
      )}
      <TableFoot found={found} state={state} {...(remote && { remote })} />
    </div>
  )
}

const NONE: never[] = []
/** More than any list that is sent whole. */
const MANY = 1_000_000

function said(noun: string, matching: number, total: number, narrowed: boolean): string {
  return narrowed && matching !== total ? `${matching} of ${count(total, noun)}` : count(total, noun)
}

function NoMatch({ filter, clear }: { filter: string; clear: () => void }) {
  return (
    <EmptyState
      title={filter.trim() === "" ? "Nothing matches these filters" : `Nothing matches “${filter.trim()}”`}
      action={<Button onClick={clear}>Show all</Button>}
    >
      Look for fewer or shorter words, or show everything again.
    </EmptyState>
  )
}

function Waiting({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, row) => (
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className="border-b border-line px-2 py-2.5">
          <Skeleton className={(row + column) % 2 ? "w-1/2" : "w-3/4"} />
        </td>
      ))}
    </tr>
  ))
}
