/** How an assessor points at lines: select them, then press the button over them, or Alt+P. */
import { getSyncedVersion, sendableUpdates } from "@codemirror/collab"
import { StateField } from "@codemirror/state"
import type { EditorState, Extension } from "@codemirror/state"
import { EditorView, keymap, showTooltip, ViewPlugin } from "@codemirror/view"
import type { Tooltip } from "@codemirror/view"
import type { Language } from "../../protocol/ctrf.ts"
import { composingOf, type Target } from "../acts/composing.ts"
import type { SessionView } from "../live/session-view.ts"

/** The lines of the selection, or that of the cursor; null while an edit of one's own is on its way. */
export function targetOf(state: EditorState, path: string, language: Language): Target | null {
  if (sendableUpdates(state).length > 0) return null
  const { from, to } = state.selection.main
  const first = state.doc.lineAt(from)
  const end = state.doc.lineAt(to)
  // A selection that ends where a line begins has nothing of it.
  const last = to === end.from && end.number > first.number ? state.doc.line(end.number - 1) : end
  return {
    path,
    language,
    version: getSyncedVersion(state),
    from: first.from,
    to: last.to,
    lines: { from: first.number, to: last.number },
  }
}

export function pointing(view: SessionView, path: string, language: Language): Extension {
  const point = ({ state }: EditorView): boolean => {
    const target = targetOf(state, path, language)
    if (target) composingOf(view).begin({ kind: "point", target })
    return target !== null
  }
  return [
    keymap.of([{ key: "Alt-p", run: point, preventDefault: true }]),
    StateField.define<Tooltip | null>({
      create: (state) => tooltip(state, point),
      update: (shown, tr) => (tr.selection || tr.docChanged ? tooltip(tr.state, point) : shown),
      provide: (field) => showTooltip.from(field),
    }),
    telling(view, point),
    look,
  ]
}

/** Tells the rest of the page while lines are selected, so that a button elsewhere can point at them too. */
function telling(view: SessionView, point: (editor: EditorView) => boolean): Extension {
  const store = composingOf(view)
  return ViewPlugin.define((editor) => {
    const act = () => point(editor)
    const tell = ({ selection }: EditorState): void => {
      if (!selection.main.empty) store.select(act)
      else if (store.selected() === act) store.select(null)
    }
    tell(editor.state)
    return {
      update: ({ state, selectionSet, docChanged }) => {
        if (selectionSet || docChanged) tell(state)
      },
      destroy: () => {
        if (store.selected() === act) store.select(null)
      },
    }
  })
}

function tooltip(state: EditorState, point: (editor: EditorView) => boolean): Tooltip | null {
  const { empty, from } = state.selection.main
  if (empty) return null
  return {
    pos: from,
    above: true,
    create(editor) {
      const dom = document.createElement("div")
      dom.className = "cm-point"
      const button = dom.appendChild(document.createElement("button"))
      button.type = "button"
      button.textContent = "Point at these lines"
      button.title = "Alt+P"
      button.addEventListener("mousedown", (event) => event.preventDefault())
      button.addEventListener("click", () => point(editor))
      return { dom }
    },
  }
}

const look = EditorView.baseTheme({
  ".cm-tooltip.cm-point": { border: "none", background: "none", paddingBottom: "4px" },
  ".cm-point button": {
    height: "24px",
    padding: "0 8px",
    borderRadius: "4px",
    border: "1px solid var(--actor-assessor)",
    background: "var(--raised, Canvas)",
    color: "var(--actor-assessor)",
    font: "500 12px/22px var(--font-sans, system-ui)",
    cursor: "pointer",
  },
})
