import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual"
import { Fragment, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import type { Column } from "./columns.ts"
import { TableRow } from "./TableRow.tsx"
import type { ShownRow } from "./use-rows.ts"
import type { Selection } from "./use-selection.ts"

/** So many rows are drawn whole; of more only those in sight. */
const WHOLE = 100

interface Props<Row> {
  label: string
  rows: readonly ShownRow<Row>[]
  columns: readonly Column<Row>[]
  rowHeight: number
  rowName: (row: Row) => string
  href?: (row: Row) => string | undefined
  selection: Selection<Row> | null
  onPointed: (pointed: boolean) => void
  onFocused: (focused: boolean) => void
  head: ReactNode
  /** Stands in for rows that still load. */
  waiting?: ReactNode
}

/**
 * The rows, as a grid whose rows are walked with the arrow keys: one row is reached by Tab, and the controls in it by
 * the next. It scrolls in itself where its place is bounded.
 */
export function TableBody<Row>(props: Props<Row>) {
  const { label, rows, columns, rowHeight, selection, onPointed, onFocused } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === active),
  )
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    enabled: rows.length > WHOLE,
    scrollPaddingStart: HEAD_PX,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), at])].toSorted((one, other) => one - other),
  })
  const drawn =
    rows.length > WHOLE ? virtual.getVirtualItems().map(({ index }) => index) : rows.map((_, index) => index)

  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.current)}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: rows.length > WHOLE })
  })

  const go = (index: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!next) return
    wanted.current = next.id
    setActive(next.id)
    if (rows.length > WHOLE) virtual.scrollToIndex(rows.indexOf(next))
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const to: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + page,
      PageUp: index - page,
    }
    const next = to[event.key]
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(next)
    const target = rows[Math.min(rows.length - 1, Math.max(0, next))]
    if (event.shiftKey && target && selection && !selection.has(target.id)) selection.toggle(target.id, false)
  }

  return (
    <div ref={scroller} className="relative min-h-0 overflow-auto rounded-md border border-line bg-surface">
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are walked by key
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-busy={props.waiting !== undefined}
        onPointerEnter={({ pointerType }) => pointerType === "mouse" && onPointed(true)}
        onPointerLeave={() => onPointed(false)}
        onFocus={() => onFocused(true)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) onFocused(false)
        }}
        className="w-full table-fixed border-separate border-spacing-0 text-13"
        style={{ minWidth: leastWidth(columns) }}
      >
        <colgroup>
          {selection && <col style={{ width: 36 }} />}
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
        </colgroup>
        {props.head}
        <tbody>
          {props.waiting}
          {drawn.map((index, place) => {
            const shown = rows[index]
            if (!shown) return null
            const gap = index - (drawn[place - 1] ?? -1) - 1
            return (
              <Fragment key={shown.id}>
                <Gap height={gap * rowHeight} />
                <TableRow
                  shown={shown}
                  index={index}
                  columns={columns}
                  height={rowHeight}
                  name={props.rowName(shown.row)}
                  href={props.href?.(shown.row)}
                  selection={selection}
                  active={index === at}
                  onActive={() => setActive(shown.id)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                />
              </Fragment>
            )
          })}
          <Gap height={(rows.length - 1 - (drawn.at(-1) ?? rows.length - 1)) * rowHeight} />
        </tbody>
      </table>
    </div>
  )
}

const HEAD_PX = 32

/** The room of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td aria-label="Rows that are not drawn" style={{ height, padding: 0 }} />
    </tr>
  )
}

/** Narrower than this the table scrolls sideways, so that no column is squeezed to nothing. */
function leastWidth(columns: readonly { width?: number }[]): number {
  return columns.reduce((sum, { width }) => sum + (width ?? 140), 0)
}
