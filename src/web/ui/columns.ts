import {
  columnFilteringFeature,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  type AccessorFnColumnDef,
  type RowData,
} from "@tanstack/react-table"
import type { ReactNode } from "react"

export interface Column<Row> {
  /** Also its name in the address. */
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** What it is sorted by, and searched in where it is text; without it the column cannot be sorted. Null stands last. */
  value?: (row: Row) => string | number | null
  /** What else is searched, such as an address behind a name. */
  text?: (row: Row) => string
  align?: "end"
  /** In pixels; columns without one share what is left. */
  width?: number
  /** The first press on the header puts the largest first: dates, counts. */
  largestFirst?: true
  /** Left out in windows under 1200 pixels. */
  wideOnly?: true
  /** The header is for screen readers alone. */
  quiet?: true
}

/** The column that is never drawn: all that can be searched in a row. */
const SEARCHED = "~searched"

export const FEATURES = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  rowPaginationFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
})

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" })

/** As a reader expects it: numbers by size, text by the alphabet with `file 2` before `file 10`. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b
  return collator.compare(String(a), String(b))
}

/** Is each word of what is searched for somewhere in the text? */
export function matches(text: string, filter: string): boolean {
  const where = text.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word))
}

/** What the table library is told of the columns. */
export function definitionsOf<Row extends RowData>(
  columns: readonly Column<Row>[],
): AccessorFnColumnDef<typeof FEATURES, Row>[] {
  const drawn = columns.map((column): AccessorFnColumnDef<typeof FEATURES, Row> => ({
    id: column.id,
    accessorFn: (row) => column.value?.(row) ?? undefined,
    enableSorting: column.value !== undefined,
    enableGlobalFilter: false,
    sortUndefined: "last",
    sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
  }))
  return [...drawn, { id: SEARCHED, accessorFn: (row) => searchedOf(columns, row), enableSorting: false }]
}

function searchedOf<Row>(columns: readonly Column<Row>[], row: Row): string {
  return columns
    .flatMap(({ value, text }) => {
      const own = value?.(row)
      return [typeof own === "string" ? own : "", text?.(row) ?? ""]
    })
    .filter((one) => one !== "")
    .join("\n")
}
