/** What the conversation takes from the open file, and puts into it. */
import { EditorView } from "@codemirror/view"
import type { FileSession } from "./file-session.ts"

/** Puts text at the cursor, in place of what is selected, as this person's own edit. False where nothing may be changed. */
export function insertAtCursor(file: FileSession, text: string): boolean {
  const state = file.state()
  if (!state || state.readOnly || file.source.getStatus().status !== "open") return false
  file.update([
    state.update(state.replaceSelection(text), {
      userEvent: "input",
      effects: EditorView.scrollIntoView(state.selection.main.from, { y: "nearest", yMargin: 48 }),
    }),
  ])
  return true
}

/** The lines that are selected, from 1; null when nothing is. */
export function selectedLines(file: FileSession): { fromLine: number; toLine: number } | null {
  const state = file.state()
  if (!state || state.selection.main.empty) return null
  const { from, to } = state.selection.main
  const last = state.doc.lineAt(to)
  const fromLine = state.doc.lineAt(from).number
  // A selection that ends before the first letter of a line does not mean that line.
  const toLine = last.from === to && last.number > fromLine ? last.number - 1 : last.number
  return { fromLine, toLine }
}
