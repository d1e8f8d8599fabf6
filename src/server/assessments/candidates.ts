/** Reads a list of candidates, and says of each line that cannot be taken why. */
import { CsvError, parse } from "csv-parse/sync"
import { z } from "zod"
import { plainly } from "../../protocol/plain-words.ts"
import { Candidate, type ExtraTime, type RefusedLine } from "../../protocol/assessments.ts"

export const HAS_LINK = "Has a link to this assessment already."

export interface Listed extends Candidate {
  /** From 1. */
  readonly line: number
}

export interface Reading {
  readonly candidates: readonly Listed[]
  readonly refused: readonly RefusedLine[]
  /** What was passed over that may have been meant. */
  readonly warnings: readonly string[]
}

const DELIMITERS = [",", ";", "\t"] as const
const COLUMNS = ["name", "email", "extra"] as const
type Column = (typeof COLUMNS)[number]
/** What stands in each cell; a column of another name is passed over, and so is one without, with a warning. */
type Order = readonly (Column | "unnamed" | undefined)[]

/** What spreadsheets call the columns; `extra minutes` and `E-Mail` are found too. */
const HEADINGS: Record<Column, RegExp> = {
  name: /^(full[ _-]?)?name$|^candidate$/i,
  email: /^(e-?mail|mail)([ _-]?address)?$|^address$/i,
  extra: /^extra([ _-]?(time|minutes))?$/i,
}

/**
 * A line a candidate: name, address, and if wanted extra time (`15` minutes or `25%`), apart by commas, semicolons or
 * tabs, in quotes where they hold one. A first line of headings may give another order. `invited` are the addresses,
 * in small letters, that have a link already.
 */
export function readCandidates(csv: string, invited: ReadonlySet<string>): Reading {
  const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)
  const first = lines.find((line) => line.trim() !== "") ?? ""
  const delimiter = DELIMITERS.toSorted((a, b) => first.split(b).length - first.split(a).length)[0]!
  const candidates: Listed[] = []
  const refused: RefusedLine[] = []
  const seen = new Map<string, number>()
  const unnamed = new Set<number>()
  let order: Order | null = null

  for (const [at, text] of lines.entries()) {
    if (text.trim() === "") continue
    const line = at + 1
    const cells = cellsOf(text, delimiter)
    if (!order) {
      order = cells ? headingsOf(cells) : null
      if (order) continue
      order = COLUMNS
    }
    for (const [at, cell] of (cells ?? []).entries())
      if (cell !== "" && isUnnamed(order, at)) unnamed.add(at + 1)
    const taken = cells
      ? candidateOf(cells, order)
      : "A quotation mark is not closed, or stands inside a cell."
    const why = typeof taken === "string" ? taken : refusal(taken.email)
    if (typeof taken === "string" || why !== null)
      refused.push({ line, text: text.slice(0, 200), why: why ?? "" })
    else {
      seen.set(taken.email, line)
      candidates.push({ ...taken, line })
    }
  }
  const warnings = [...unnamed].map(
    (column) =>
      `Column ${column} has no name in the first line, so what stands in it is left out. Is it extra time? Then call it “extra”.`,
  )
  return { candidates, refused, warnings }

  function refusal(email: string): string | null {
    const before = seen.get(email)
    if (before !== undefined) return `The same address as in line ${before}.`
    return invited.has(email) ? HAS_LINK : null
  }
}

function cellsOf(line: string, delimiter: string): string[] | null {
  try {
    return z.array(z.array(z.string())).parse(parse(line, { delimiter, trim: true }))[0] ?? []
  } catch (failure) {
    if (failure instanceof CsvError) return null
    throw failure
  }
}

/** Does a list with headings say nothing of this column? */
function isUnnamed(order: Order, at: number): boolean {
  return order !== COLUMNS && (at >= order.length || order[at] === "unnamed")
}

/** The columns a first line names; null when it names no address, and so is a candidate's. */
function headingsOf(cells: readonly string[]): Order | null {
  const named = cells.map((cell) =>
    cell === "" ? ("unnamed" as const) : COLUMNS.find((column) => HEADINGS[column].test(cell)),
  )
  return named.includes("email") ? named : null
}

const ADDRESS = /^\S+@\S+$/

function candidateOf(cells: readonly string[], order: Order): Candidate | string {
  const cell = (column: Column): string => cells[order.indexOf(column)] ?? ""
  if (cell("email") === "" && ADDRESS.test(cell("name")))
    return "The name is missing: write it before the address, with a comma between."
  const extra = extraOf(cell("extra"))
  if (extra === undefined) return `“${cell("extra")}” is no extra time: write minutes such as 15, or 25%.`
  const parsed = Candidate.safeParse({ name: cell("name"), email: cell("email"), extra }, { error: plainly })
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? "The line does not parse.")
}

/** Undefined for what is none. */
function extraOf(text: string): ExtraTime | null | undefined {
  if (text === "") return null
  const [, digits, unit] = /^(\d{1,4})\s*(%|min|minutes?)?$/.exec(text) ?? []
  if (digits === undefined) return undefined
  const amount = Number(digits)
  if (amount === 0) return null
  return { kind: unit === "%" ? "percent" : "minutes", amount }
}
