/** Where others are in the file: a caret with a name flag, and what they have selected, in the colour of who they are. */
import { StateEffect, StateField } from "@codemirror/state"
import type { Range } from "@codemirror/state"
import { Decoration, EditorView, WidgetType } from "@codemirror/view"
import type { DecorationSet } from "@codemirror/view"
import type { RemoteCursor } from "../../protocol/messages.ts"

/** All others' cursors, at positions in the text as it stands here. */
export const setRemoteCursors = StateEffect.define<readonly RemoteCursor[]>()

class Caret extends WidgetType {
  readonly cursor: RemoteCursor
  constructor(cursor: RemoteCursor) {
    super()
    this.cursor = cursor
  }
  override eq(other: Caret): boolean {
    const { client, head, name } = this.cursor
    return other.cursor.client === client && other.cursor.head === head && other.cursor.name === name
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement("span")
    caret.className = "cm-remote-caret"
    caret.dataset["actor"] = this.cursor.actor
    caret.ariaHidden = "true"
    const flag = caret.appendChild(document.createElement("span"))
    flag.className = "cm-remote-flag"
    flag.textContent = this.cursor.name
    return caret
  }
  override ignoreEvent(): boolean {
    return true
  }
}

function decorate(cursors: readonly RemoteCursor[], length: number): DecorationSet {
  const ranges = cursors.flatMap((cursor): Range<Decoration>[] => {
    const head = Math.min(cursor.head, length)
    const anchor = Math.min(cursor.anchor, length)
    const caret = Decoration.widget({ widget: new Caret(cursor), side: 1 }).range(head)
    if (head === anchor) return [caret]
    const attributes = { "data-actor": cursor.actor }
    const mark = Decoration.mark({ class: "cm-remote-selection", attributes })
    return [caret, mark.range(Math.min(anchor, head), Math.max(anchor, head))]
  })
  return Decoration.set(ranges, true)
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, tr) {
    for (const effect of tr.effects)
      if (effect.is(setRemoteCursors)) return decorate(effect.value, tr.newDoc.length)
    return shown.map(tr.changes)
  },
  provide: (from) => EditorView.decorations.from(from),
})

const actors = ["candidate", "agent", "assessor", "shell", "viewer"]
const colours = Object.fromEntries(
  actors.map((actor) => [`[data-actor=${actor}]`, { "--actor": `var(--actor-${actor})` }]),
)

const look = EditorView.baseTheme({
  ...colours,
  ".cm-remote-caret": {
    position: "relative",
    borderLeft: "2px solid var(--actor)",
    marginLeft: "-1px",
    marginRight: "-1px",
  },
  ".cm-remote-flag": {
    position: "absolute",
    bottom: "100%",
    left: "-2px",
    padding: "0 4px",
    borderRadius: "3px 3px 3px 0",
    background: "var(--actor)",
    color: "var(--surface, Canvas)",
    font: "600 11px/16px var(--font-sans, system-ui)",
    whiteSpace: "nowrap",
    pointerEvents: "none",
    zIndex: "10",
    animation: "cm-remote-flag 3s ease-in forwards",
  },
  ".cm-line:first-child .cm-remote-flag": { bottom: "auto", top: "100%", borderRadius: "0 3px 3px 3px" },
  ".cm-remote-caret:hover .cm-remote-flag": { animation: "none" },
  ".cm-remote-selection": { background: "color-mix(in srgb, var(--actor) 22%, transparent)" },
  "@keyframes cm-remote-flag": { "0%, 70%": { opacity: "1" }, "100%": { opacity: "0" } },
})

export const remoteCursors = [field, look]
