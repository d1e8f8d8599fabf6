/** What is noted of how a candidate works in the editor: pastes and selections, as the consent text says. */
import { EditorView } from "@codemirror/view"
import type { Extension } from "@codemirror/state"
import type { Clock } from "../live/clock.ts"
import { lookingOf } from "../live/looking.ts"
import type { SessionView } from "../live/session-view.ts"
import { isFromInside, rememberCopy } from "./copies.ts"

const SELECTION_EVERY_MS = 1_000

/** Remembers what is copied anywhere in this page; answers how to stop. */
export function watchCopies(page: Document): () => void {
  const gone = new AbortController()
  const remember = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain") || (page.getSelection()?.toString() ?? "")
    rememberCopy(text)
  }
  page.addEventListener("copy", remember, { signal: gone.signal })
  page.addEventListener("cut", remember, { signal: gone.signal })
  return () => gone.abort()
}

export function observeEditing(view: SessionView, path: string, clock: Clock): Extension {
  let cancel: (() => void) | null = null
  const paste = (data: DataTransfer | null) => {
    const text = data?.getData("text/plain") ?? ""
    if (text === "") return
    const inside = isFromInside(text)
    view.observe({ type: "presence.paste", path, characters: text.length, inside, clientAt: clock.now() })
  }
  const tellLine = (shown: EditorView) => {
    const { from } = shown.lineBlockAtHeight(shown.scrollDOM.scrollTop)
    lookingOf(view).tell({ line: shown.state.doc.lineAt(from).number })
  }
  return [
    EditorView.domEventHandlers({
      scroll: (_event, shown) => tellLine(shown),
      paste: (event) => paste(event.clipboardData),
      drop: (event) => paste(event.dataTransfer),
    }),
    EditorView.updateListener.of((update) => {
      if (!update.selectionSet || update.state.selection.main.empty) return
      cancel ??= clock.after(SELECTION_EVERY_MS, () => {
        cancel = null
        const { from, to } = update.view.state.selection.main
        if (from !== to) view.observe({ type: "presence.selection", path, from, to, clientAt: clock.now() })
      })
    }),
  ]
}
