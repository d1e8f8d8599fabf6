import { insertNewlineAndIndent } from "@codemirror/commands"
import { python } from "@codemirror/lang-python"
import { indentUnit } from "@codemirror/language"
import { EditorState } from "@codemirror/state"
import { expect, test } from "vitest"
import { afterOneLineBlock } from "./python-indent.ts"

/** The indentation of the line that Enter makes after `text`, with more below it. */
function next(text: string): number {
  const extensions = [python(), afterOneLineBlock, indentUnit.of("    ")]
  let state = EditorState.create({
    doc: `${text}\n\nlast = 1\n`,
    selection: { anchor: text.length },
    extensions,
  })
  insertNewlineAndIndent({ state, dispatch: (transaction) => (state = transaction.state) })
  return state.doc.lineAt(state.selection.main.head).length
}

test.for([
  ["while True: pass", 0],
  ["while True: pass  # for ever:", 0],
  ["def one():\n    if x: return 1", 4],
  ["class Empty(Base): ...", 0],
  ["while True:", 4],
  ["while True:  # for ever", 4],
  ["def one():\n    if x:", 8],
  ["def one():\n    return 1", 4],
  ["if x: call(", 4],
  ["x = 1", 0],
] as const)("[WEB34] in Python only a line that ends with a colon opens a block: %s", ([text, indent]) => {
  expect(next(text)).toBe(indent)
})
