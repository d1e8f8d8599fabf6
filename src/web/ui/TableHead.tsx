import ArrowDown from "lucide-react/icons/arrow-down"
import ArrowUp from "lucide-react/icons/arrow-up"
import { CheckBox } from "./choices.tsx"
import type { Column } from "./columns.ts"
import { cx } from "./cx.ts"
import type { TableState } from "./table-search.ts"
import type { Selection } from "./use-selection.ts"

const CELL = "sticky top-0 z-10 h-8 border-b border-line bg-canvas text-12 font-medium text-ink-2"

interface Props<Row> {
  noun: string
  columns: readonly Column<Row>[]
  state: TableState
  selection: Selection<Row> | null
}

/** The headers, each a button where its column can be sorted by: once, the other way, and not. */
export function TableHead<Row>({ noun, columns, state, selection }: Props<Row>) {
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className={cx(CELL, "px-2.5 text-left")}>
            <CheckBox
              label={`Select all ${noun}s`}
              checked={selection.all === "some" ? "some" : selection.all === "all"}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map((column) => (
          <Header key={column.id} column={column} state={state} />
        ))}
      </tr>
    </thead>
  )
}

function Header<Row>({ column, state }: { column: Column<Row>; state: TableState }) {
  const { id, header, align, largestFirst = false, quiet } = column
  const sorted = state.sort?.column === id ? state.sort : null
  const className = cx(CELL, "px-2", align === "end" ? "text-right" : "text-left")
  if (!column.value)
    return (
      <th scope="col" className={className}>
        <span className={quiet && "sr-only"}>{header}</span>
      </th>
    )
  const next = () => {
    if (!sorted) return { column: id, descending: largestFirst }
    return sorted.descending === largestFirst ? { column: id, descending: !largestFirst } : null
  }
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : "none"}
      className={className}
    >
      <button
        type="button"
        onClick={() => state.change({ sort: next() })}
        className={cx(
          "group -mx-1 inline-flex h-6 max-w-[calc(100%+8px)] items-center gap-1 rounded-sm px-1 hover:bg-hover hover:text-ink",
          align === "end" && "flex-row-reverse",
          sorted && "text-ink",
        )}
      >
        <span className="truncate">{header}</span>
        <Arrow
          size={12}
          aria-hidden
          className={cx(
            "shrink-0",
            !sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </button>
    </th>
  )
}
