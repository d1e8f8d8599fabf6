import { useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { z } from "zod"

/** A table's part of a page's address; put it into the route's `validateSearch`, extended by the page's own filters. */
export const TableSearch = z.object({
  /** A column's id, with `-` before it for the largest first. */
  sort: z.string().max(64).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  /** From 1. */
  page: z.number().int().min(1).optional().catch(undefined),
})
export type TableSearch = z.infer<typeof TableSearch>

export interface TableState {
  sort: { column: string; descending: boolean } | null
  /** What rows are searched for. */
  filter: string
  /** From 1. */
  page: number
  /** Anything but a page leads back to the first. */
  change(patch: { sort?: TableState["sort"]; filter?: string; page?: number }): void
}

/** The order that a `sort` parameter names. */
export function sortOf(text: string | undefined): TableState["sort"] {
  if (!text || text === "-") return null
  return text.startsWith("-")
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false }
}

/** The parameters after a change; what is as it would be anyway is left out of the address. */
export function changedSearch<Search extends TableSearch>(
  search: Search,
  patch: Parameters<TableState["change"]>[0],
): Search {
  const { sort, filter, page } = patch
  const next: Search = { ...search, page: page !== undefined && page > 1 ? page : undefined }
  if (sort !== undefined) next.sort = sort ? `${sort.descending ? "-" : ""}${sort.column}` : undefined
  if (filter !== undefined) next.q = filter === "" ? undefined : filter
  return next
}

/** A table whose order, search and page are in the address, so that a link or Back shows the same. */
export function useTableSearch(initialSort?: string): TableState {
  const search = TableSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  return {
    sort: sortOf(search.sort ?? initialSort),
    filter: search.q ?? "",
    page: search.page ?? 1,
    change: (patch) =>
      void navigate({
        to: ".",
        search: (now: TableSearch) => changedSearch(now, patch),
        replace: patch.page === undefined,
      }),
  }
}

/** The same for a table that has no place in the address: in a dialog, beside another. */
export function useTableState(initialSort?: string): TableState {
  const [search, setSearch] = useState<TableSearch>({ sort: initialSort })
  return {
    sort: sortOf(search.sort),
    filter: search.q ?? "",
    page: search.page ?? 1,
    change: (patch) => setSearch((now) => changedSearch(now, patch)),
  }
}
