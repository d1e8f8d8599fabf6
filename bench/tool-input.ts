/**
 * Reading a tool call's input while the model writes it: our reader beside the floor of one `JSON.parse` of the whole,
 * and beside what re-parsing all that has come at each delta costs.
 */
import { createInputReader } from "../src/core/agent/input-reader.ts"
import { atMost } from "./lib/row.ts"
import type { Bench, Row } from "./lib/row.ts"
import { median } from "./lib/statistics.ts"

/** Characters in a delta: about a token. */
const DELTA = 4
/** Re-parsing costs the square of the length, so it is measured on a file of this size alone. */
const REPARSED = 64 << 10

/** The input of a `Write` of so many characters of code, some of it outside of ASCII. */
function writeInput(characters: number): string {
  const line = '    total = total + rates["größe"][index] * (1 + \t0.5)  # "näher" \\n \u{1F600}\n'
  return JSON.stringify({ path: "src/main.py", content: line.repeat(Math.ceil(characters / line.length)) })
}

function deltasOf(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / DELTA) }, (_, at) =>
    text.slice(at * DELTA, (at + 1) * DELTA),
  )
}

/** The middle of several runs, milliseconds. */
function time(runs: number, work: () => void): number {
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}

function read(deltas: readonly string[]): number {
  const reader = createInputReader()
  let characters = 0
  for (const delta of deltas)
    for (const piece of reader.push(delta)) if (piece.kind === "text") characters += piece.text.length
  return characters
}

/** What most clients do: mend and parse all that has come, at each delta. */
function reparse(deltas: readonly string[]): number {
  let text = ""
  let characters = 0
  for (const delta of deltas) {
    text += delta
    try {
      characters = contentOf(`${text}"}`)
    } catch {
      continue
    }
  }
  return characters
}

function contentOf(json: string): number {
  const { content = "" }: { content?: string } = JSON.parse(json)
  return content.length
}

export const toolInput: Bench = async ({ long }) => {
  const runs = long ? 25 : 9
  const megabyte = writeInput(1 << 20)
  const deltas = deltasOf(megabyte)
  const perMegabyte = Buffer.byteLength(megabyte) / 2 ** 20
  if (read(deltas) < 1 << 20) throw new Error("The reader lost text.")
  const parse = time(runs, () => contentOf(megabyte)) / perMegabyte
  const ours = time(runs, () => read(deltas)) / perMegabyte

  const small = deltasOf(writeInput(REPARSED))
  const reparsed = time(3, () => reparse(small))
  const oursSmall = time(runs, () => read(small))
  const each = `${DELTA} characters a delta`
  const rows: Row[] = [
    {
      work: "tool input, a 1 MiB Write as it is written",
      unit: "ms/MiB",
      peer: { name: "JSON.parse of the whole", value: parse },
      ours,
      budget: "<= 400 ms/MiB (a trial decoder: 29 ms for 73 KB)",
      met: ours <= 400,
      note: `${each}, ${deltas.length} deltas, ${((1_000 * ours * perMegabyte) / deltas.length).toFixed(2)} us each`,
    },
    atMost(0.1, {
      work: `tool input, a ${REPARSED >> 10} KiB Write as it is written`,
      unit: "ms",
      peer: { name: "re-parsing each delta", value: reparsed },
      ours: oursSmall,
      note: each,
    }),
  ]
  return rows
}
