/** How the tools show what they found: cleaned, without secrets, bounded, and marked as data. */
import { clean } from "../../../core/agent/clean.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { fenced } from "../fence.ts"
import type { Redactor } from "./redact.ts"

/** Text of a file as the model reads it. Keeps its lines, one for one. */
export async function readable(text: string, redact: Redactor): Promise<string> {
  return redact.text(text.split("\n").map(clean).join("\n"))
}

/** What a program printed, as a person would have seen it: of a line that was written over, what came last. */
export async function printed(text: string, redact: Redactor): Promise<string> {
  const lines = text.replaceAll("\r\n", "\n").replaceAll(/^[^\n]*\r(?=[^\n])/gm, "")
  return redact.text(clean(lines))
}

/** Text of a file, marked as data. `path` is any name. */
export const fromFile = (path: string, text: string): string => fenced("file", clean(path), text)

/** What a program printed, marked as data. */
export const fromProgram = (name: string, text: string): string =>
  fenced("output", clean(name).slice(0, 200), text)

/** The beginning and the end of a text that is too long, and how much lies between. */
export function bounded(text: string, limit: number = LIMITS.tools.resultCharacters): string {
  if (text.length <= limit) return text
  const head = Math.floor(limit * 0.6)
  const tail = limit - head
  const left = text.length - head - tail
  const start = text.slice(0, head).toWellFormed()
  const end = text.slice(-tail).toWellFormed()
  return `${start}\n[… ${count(left, "character")} left out here …]\n${end}`
}

/** Lines up to a number of characters in all, each cut at `LIMITS.tools.lineCharacters`; always at least one. */
export function fitting(lines: readonly string[], limit: number = LIMITS.tools.resultCharacters): string[] {
  const kept: string[] = []
  let characters = 0
  for (const line of lines) {
    const shown = shortLine(line)
    characters += shown.length + 1
    if (characters > limit && kept.length > 0) break
    kept.push(shown)
  }
  return kept
}

export function shortLine(line: string): string {
  const { lineCharacters } = LIMITS.tools
  if (line.length <= lineCharacters) return line
  const more = line.length - lineCharacters
  return `${line.slice(0, lineCharacters).toWellFormed()} [… ${count(more, "character")} more in this line]`
}

/** Lines with their numbers, as `cat -n` has them. */
export function numbered(lines: readonly string[], first: number): string {
  return lines.map((line, index) => `${String(first + index).padStart(6)}\t${line}`).join("\n")
}

export function count(number: number, thing: string): string {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`
}
