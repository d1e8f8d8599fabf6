/** What is left to mend of a list: the lines that were refused, under its headings if it has any. */
export function linesLeft(
  csv: string,
  taken: readonly { line: number }[],
  refused: readonly { line: number }[],
): string {
  if (refused.length === 0) return ""
  const told = new Set([...taken, ...refused].map(({ line }) => line))
  const bad = new Set(refused.map(({ line }) => line))
  const lines = csv.split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.trim() !== "")
  return lines.filter((_, at) => bad.has(at + 1) || (at === first && !told.has(at + 1))).join("\n")
}
