/** Python's indentation where the language package indents under a block that is over. */
import { indentService, syntaxTree } from "@codemirror/language"

/** After these, and a backslash, the statement or the block goes on in the next line. */
const GOES_ON = /[[({,:\\]$/

/** The line after `while True: pass` stands where that one does: only a line that ends with a colon opens a block. */
export const afterOneLineBlock = indentService.of((context, pos) => {
  const line = context.lineAt(pos, -1)
  // Asked of a line itself, and not of the one that comes after it.
  if (line.from === pos) return undefined
  const tree = syntaxTree(context.state)
  let end = line.from + line.text.trimEnd().length
  const last = tree.resolveInner(end, -1)
  if (last.name === "Comment") end = last.from
  const code = line.text.slice(0, end - line.from).trimEnd()
  if (GOES_ON.test(code)) return undefined
  let node: typeof last | null = tree.resolveInner(line.from + code.length, -1)
  while (node && (node.name !== "Body" || node.from < line.from)) node = node.parent
  return node ? context.lineIndent(pos, -1) : undefined
})
