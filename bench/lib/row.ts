/** One line of the table: ours beside a peer or a floor measured in the same run. */
export interface Row {
  work: string
  unit: string
  /** Who is compared with, and its figure; null where the budget stands alone. */
  peer: { name: string; value: number } | null
  ours: number
  /** In words. */
  budget: string
  /** Null for information. */
  met: boolean | null
  note?: string
}

/** What a benchmark is told. */
export interface BenchOptions {
  /** Measure longer, for steadier figures. */
  long: boolean
}

export type Bench = (options: BenchOptions) => Promise<Row[]>

/** A row whose budget is at most `most` of the peer's figure. */
export function atMost(
  most: number,
  row: Omit<Row, "budget" | "met"> & { peer: NonNullable<Row["peer"]> },
): Row {
  return { ...row, budget: `<= ${most}x ${row.peer.name}`, met: row.ours <= most * row.peer.value }
}

/** A row whose budget is at least `least` of the peer's figure. */
export function atLeast(
  least: number,
  row: Omit<Row, "budget" | "met"> & { peer: NonNullable<Row["peer"]> },
): Row {
  return { ...row, budget: `>= ${least}x ${row.peer.name}`, met: row.ours >= least * row.peer.value }
}

export function formatTable(rows: readonly Row[]): string {
  const heads = ["work", "unit", "peer or floor", "ours", "ratio", "budget", "met", "note"]
  const cells = rows.map(({ work, unit, peer, ours, budget, met, note }) => [
    work,
    unit,
    peer ? `${figure(peer.value)} ${peer.name}` : "",
    figure(ours),
    peer ? (ours / peer.value).toFixed(2) : "",
    budget,
    met === null ? "" : met ? "yes" : "NO",
    note ?? "",
  ])
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  return [heads, widths.map((width) => "-".repeat(width)), ...cells].map(line).join("\n")
}

/** Three digits that matter. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return "-"
  return Math.abs(value) >= 100 ? Math.round(value).toString() : value.toPrecision(3)
}
