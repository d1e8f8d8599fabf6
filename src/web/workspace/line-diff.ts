export interface DiffLine {
  kind: "same" | "expected" | "actual"
  text: string
}

/** Above this many line pairs the texts are shown whole, one after the other. */
const MOST_PAIRS = 250_000

/** What was expected and what came, line by line: the longest common lines kept, the rest marked by side. */
export function diffLines(expected: string, actual: string): DiffLine[] {
  const left = expected.split("\n")
  const right = actual.split("\n")
  if (left.length * right.length > MOST_PAIRS) return [...mark("expected", left), ...mark("actual", right)]
  const lengths = commonLengths(left, right)
  const lines: DiffLine[] = []
  let at = 0
  let to = 0
  while (at < left.length && to < right.length) {
    if (left[at] === right[to]) {
      lines.push({ kind: "same", text: left[at]! })
      at++
      to++
    } else if (lengths[at + 1]![to]! >= lengths[at]![to + 1]!)
      lines.push({ kind: "expected", text: left[at++]! })
    else lines.push({ kind: "actual", text: right[to++]! })
  }
  return [...lines, ...mark("expected", left.slice(at)), ...mark("actual", right.slice(to))]
}

function mark(kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }))
}

/** `lengths[i][j]`: how many lines `left` from i and `right` from j have in common, in order. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => Array<number>(right.length + 1).fill(0))
  for (let at = left.length - 1; at >= 0; at--)
    for (let to = right.length - 1; to >= 0; to--)
      lengths[at]![to] =
        left[at] === right[to]
          ? lengths[at + 1]![to + 1]! + 1
          : Math.max(lengths[at + 1]![to]!, lengths[at]![to + 1]!)
  return lengths
}
