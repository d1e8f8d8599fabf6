/** Vim keys; `:w` saves. Loaded when somebody wants them. */
import type { Extension } from "@codemirror/state"
import type { EditorView } from "@codemirror/view"
import { Vim, vim } from "@replit/codemirror-vim"
import { onSave } from "./setup.ts"

Vim.defineEx("write", "w", (editor) => {
  const view: EditorView = editor.cm6
  for (const save of view.state.facet(onSave)) save()
})

export function vimKeys(): Extension {
  return vim({ status: true })
}
