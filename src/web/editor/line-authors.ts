/** Who wrote which lines of a text, from its stretches. */
import type { Text } from "@codemirror/state"
import type { SubmittedAuthor } from "../../protocol/watch.ts"

export interface AuthoredStretch {
  readonly author: SubmittedAuthor
  readonly length: number
}

/** How an author is marked beside a line; the starter by its colour alone, as what is not marked. */
export const SHORT: Record<SubmittedAuthor, string> = {
  candidate: "Ca",
  agent: "Ag",
  shell: "Sh",
  assessor: "As",
  starter: "",
}

/** Line by line, everybody but the starter who wrote something of it, in order of their first character. */
export function lineAuthors(text: Text, stretches: readonly AuthoredStretch[]): readonly SubmittedAuthor[][] {
  const lines = Array.from({ length: text.lines }, (): SubmittedAuthor[] => [])
  let at = 0
  for (const { author, length } of stretches) {
    const [from, to] = [at, Math.min(text.length, at + length)]
    at = to
    if (author === "starter" || from >= to) continue
    const last = text.lineAt(to - 1).number
    for (let number = text.lineAt(from).number; number <= last; number++) {
      const line = text.line(number)
      // A break behind a line that stood already makes the next line, not this one.
      if (from >= line.to && line.length > 0) continue
      const found = lines[number - 1]!
      if (!found.includes(author)) found.push(author)
    }
  }
  return lines
}

/** `line 3`, `lines 3, 7 to 9`: numbers in order as a reader takes them. */
export function linesOf(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  const said = runs.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ")
  return `${numbers.length === 1 ? "line" : "lines"} ${said}`
}
