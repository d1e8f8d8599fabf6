/** What of a wall is shown, as the address says it. */
import { z } from "zod"
import type { WallRow } from "../../protocol/wall.ts"
import { TableSearch } from "../ui/table-search.ts"
import type { Listed } from "./feed.ts"

export const STANDINGS = ["running", "waiting", "ended"] as const
export type Standing = (typeof STANDINGS)[number]

export const WallSearch = TableSearch.extend({
  standing: z.enum(STANDINGS).optional().catch(undefined),
  /** Only what needs a person. */
  needs: z.literal(true).optional().catch(undefined),
  /** By its title. */
  assessment: z.string().max(300).optional().catch(undefined),
})
export type WallSearch = z.infer<typeof WallSearch>

type Filters = Pick<WallSearch, "standing" | "needs" | "assessment">

export const isFiltered = ({ standing, needs, assessment }: Filters): boolean =>
  standing !== undefined || needs !== undefined || assessment !== undefined

const OF: Record<WallRow["phase"], Standing> = {
  invited: "waiting",
  consented: "waiting",
  running: "running",
  paused: "running",
  ended: "ended",
}

export function filterRows(
  rows: readonly Listed[],
  { standing, needs, assessment }: Filters,
): readonly Listed[] {
  if (!isFiltered({ standing, needs, assessment })) return rows
  return rows.filter(
    ({ row, signals }) =>
      (standing === undefined || OF[row.phase] === standing) &&
      (needs === undefined || signals.length > 0) &&
      (assessment === undefined || row.title === assessment),
  )
}

/** Titles to choose from, by the alphabet. */
export function titlesOf(rows: readonly Listed[]): string[] {
  return [...new Set(rows.map(({ row }) => row.title))].toSorted((one, other) => one.localeCompare(other))
}

/** How many interviews are under way, and how many need a person. */
export function countsOf(rows: readonly Listed[]): { underWay: number; needing: number } {
  return {
    underWay: rows.filter(({ row }) => OF[row.phase] === "running").length,
    needing: rows.filter(({ signals }) => signals.length > 0).length,
  }
}
