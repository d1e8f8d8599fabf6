/** A question's files as an author looks for them: by what they are for, then by language. */
import { PARTS, partOf, type PartName } from "../../core/question-parts.ts"
import type { Language } from "../../protocol/ctrf.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"

export interface PartRow {
  /** The path of a file; of a group, of the folder below which its files lie. */
  readonly path: string
  readonly label: string
  /** From 1, as in a tree. */
  readonly level: number
  readonly kind: "group" | "file"
  /** Of a group: how many files are in it. */
  readonly count: number
}

export const PART_NAMES: Record<PartName | "about" | "stray", string> = {
  about: "Question",
  starter: "Starter",
  visible: "Visible tests",
  hidden: "Hidden tests",
  solution: "Solution",
  wrong: "Wrong solutions",
  inputs: "Growth suite",
  stray: "Belongs nowhere",
}

const ORDER = ["about", "starter", "visible", "hidden", "solution", "wrong", "inputs", "stray"] as const

/** Every row there is, groups before what is in them. Groups without files stand where an author has to fill them. */
export function partRows(paths: readonly string[], languages: readonly Language[]): PartRow[] {
  const files = paths.map((path) => ({ whole: path, ...partOf(path) }))
  const rows: PartRow[] = []
  for (const part of ORDER) {
    const inPart = files.filter((file) => file.part === part)
    if (inPart.length === 0 && (part === "about" || part === "stray" || part === "inputs")) continue
    const folder = part === "about" || part === "stray" ? `:${part}` : PARTS[part]
    rows.push({ path: folder, label: PART_NAMES[part], level: 1, kind: "group", count: inPart.length })
    if (part === "about" || part === "stray") {
      for (const { whole } of inPart)
        rows.push({ path: whole, label: whole, level: 2, kind: "file", count: 0 })
      continue
    }
    const offered = [...new Set([...languages, ...inPart.flatMap(({ language }) => language ?? [])])]
    for (const language of offered) {
      const inLanguage = inPart.filter((file) => file.language === language)
      const below = `${folder}/${language}`
      const label = LANGUAGE_NAMES[language]
      rows.push({ path: below, label, level: 2, kind: "group", count: inLanguage.length })
      const names = part === "wrong" ? [...new Set(inLanguage.flatMap(({ name }) => name ?? []))] : [null]
      for (const name of names) {
        const own = inLanguage.filter((file) => file.name === name)
        if (name !== null)
          rows.push({ path: `${below}/${name}`, label: name, level: 3, kind: "group", count: own.length })
        for (const { whole, path } of own)
          rows.push({ path: whole, label: path, level: name === null ? 3 : 4, kind: "file", count: 0 })
      }
    }
  }
  return rows
}

/** The rows that show when these groups are closed. */
export function openRows(rows: readonly PartRow[], closed: ReadonlySet<string>): PartRow[] {
  const shown: PartRow[] = []
  let hiddenBelow = Infinity
  for (const row of rows) {
    if (row.level <= hiddenBelow) hiddenBelow = Infinity
    if (hiddenBelow !== Infinity) continue
    shown.push(row)
    if (row.kind === "group" && closed.has(row.path)) hiddenBelow = row.level
  }
  return shown
}
