/** Finding words in the conversation. */
import { wordsOf } from "./marks.ts"
import { inputOf, textOf } from "./tool-input.ts"
import { toolWords } from "./tool-words.ts"
import { endWords, LEVEL_WORDS, nudgeWords } from "./words.ts"
import type { Row } from "./rows.ts"

const folded = new WeakMap<Row, string>()

/** Indices of the rows that hold all the words, in any order and case. */
export function findRows(rows: readonly Row[], query: string): number[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return rows.flatMap((row, index) => {
    const text = foldedText(row)
    return words.every((word) => text.includes(word)) ? [index] : []
  })
}

function foldedText(row: Row): string {
  const known = folded.get(row)
  if (known !== undefined) return known
  const text = rowText(row).toLowerCase()
  folded.set(row, text)
  return text
}

function rowText(row: Row): string {
  switch (row.kind) {
    case "message":
      return [
        row.entry.text,
        ...row.entry.attached.map((one) => (one.kind === "test" ? one.id : one.path)),
      ].join("\n")
    case "text":
    case "thinking":
      return row.text
    case "tool": {
      const { verb, object } = toolWords(row.block, row.over)
      const fields = Object.values(inputOf(row.block)).map(textOf)
      return [verb, object, ...fields, row.block.output, row.block.result?.text ?? ""].join("\n")
    }
    case "end": {
      const words = endWords(row.turn)
      return words ? `${words.title} ${words.text}` : ""
    }
    case "nudge": {
      const { title, text } = nudgeWords(row.entry)
      return `${title} ${text}`
    }
    case "level":
      return LEVEL_WORDS[row.entry.to].name
    case "continued":
    case "usage":
    case "day":
      return ""
  }
}
