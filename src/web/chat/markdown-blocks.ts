/**
 * Cuts Markdown at blank lines outside code and lists, so that of an answer that is still being written only the last
 * piece is read again. The pieces joined by a blank line are the text.
 */
export function markdownBlocks(text: string): string[] {
  const blocks: string[] = []
  let lines: string[] = []
  let fence: string | null = null
  let blank = false
  const close = (): void => {
    if (lines.some((line) => line.trim() !== "")) blocks.push(lines.join("\n").replace(/\n+$/, ""))
    lines = []
  }
  for (const line of text.split("\n")) {
    if (fence === null && blank && line.trim() !== "" && !goesOn(lines, line)) close()
    lines.push(line)
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence === null) {
      if (mark && !(mark[1]!.startsWith("`") && mark[2]!.includes("`"))) fence = mark[1]!
    } else if (mark && mark[1]!.startsWith(fence) && mark[2]!.trim() === "") {
      fence = null
    }
    blank = fence === null && line.trim() === ""
  }
  close()
  return blocks
}

const LIST_ITEM = /^ {0,3}([-*+]|\d{1,9}[.)])( |\t|$)/

/** Does a line after a blank one still belong to the list above it? */
function goesOn(lines: readonly string[], line: string): boolean {
  const first = lines.find((one) => one.trim() !== "")
  if (first === undefined || !LIST_ITEM.test(first)) return false
  return LIST_ITEM.test(line) || /^(\s{2,}|\t)\S/.test(line)
}
