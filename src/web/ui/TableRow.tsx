import { useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from "react"
import { CheckBox } from "./choices.tsx"
import type { Column } from "./columns.ts"
import { cx } from "./cx.ts"
import { isForBrowser, Link, useGo } from "./Link.tsx"
import type { ShownRow } from "./use-rows.ts"
import type { Selection } from "./use-selection.ts"

const OWN = "a, button, input, select, label, [role='menu']"

interface Props<Row> {
  shown: ShownRow<Row>
  index: number
  columns: readonly Column<Row>[]
  height: number
  name: string
  href: string | undefined
  selection: Selection<Row> | null
  /** The one that Tab reaches. */
  active: boolean
  onActive: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** A row: its first cell is the link, but a press anywhere on it leads there too. */
export function TableRow<Row>(props: Props<Row>) {
  const { shown, columns, height, href, selection, active } = props
  const { id, row, gone } = shown
  const element = useRef<HTMLTableRowElement>(null)
  const go = useGo()
  const chosen = selection?.has(id) ?? false

  useLayoutEffect(() => {
    for (const control of element.current?.querySelectorAll<HTMLElement>("a, button, input, select") ?? [])
      control.tabIndex = active ? 0 : -1
  })

  const onClick = (event: MouseEvent) => {
    const onControl = event.target instanceof Element && event.target.closest(OWN)
    if (href === undefined || onControl || getSelection()?.isCollapsed === false) return
    if (isForBrowser(event)) window.open(href, "_blank", "noopener")
    else go(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const onRow = event.target === element.current
    if (event.key === "Escape" && !onRow) element.current?.focus()
    else if (event.key === "Enter" && onRow && href !== undefined) go(href)
    else if (event.key === " " && onRow) {
      event.preventDefault()
      selection?.toggle(id, event.shiftKey)
    } else if (onRow) props.onKeyDown(event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the key handler is beside it
    <tr
      ref={element}
      data-row={id}
      aria-rowindex={props.index + 2}
      {...(selection && { "aria-selected": chosen })}
      tabIndex={active ? 0 : -1}
      onFocus={props.onActive}
      onClick={onClick}
      onKeyDown={onKeyDown}
      style={{ height }}
      className={cx(
        "group/row -outline-offset-2",
        href !== undefined && "cursor-pointer",
        chosen ? "bg-selected" : "hover:bg-hover",
        gone && "text-ink-2 line-through",
      )}
    >
      {selection && (
        <td className="border-b border-line px-2.5">
          <span
            className="flex"
            onClickCapture={(event) => {
              if (!event.shiftKey) return
              event.stopPropagation()
              selection.toggle(id, true)
            }}
          >
            <CheckBox
              label={`Select ${props.name}`}
              checked={chosen}
              onChange={() => selection.toggle(id, false)}
            />
          </span>
        </td>
      )}
      {columns.map((column, place) => (
        <td
          key={column.id}
          className={cx(
            "truncate border-b border-line px-2",
            column.align === "end" && "text-right tabular-nums",
            place === 0 && "font-medium",
          )}
        >
          {place === 0 && href !== undefined ? (
            <Link href={href} look="plain" className="group-hover/row:underline">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}
