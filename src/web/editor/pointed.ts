/** The lines that assessors point at: marked in their colour, with who did it and what they said at the first of them. */
import { StateEffect, StateField } from "@codemirror/state"
import type { EditorState, Range } from "@codemirror/state"
import { Decoration, EditorView, WidgetType } from "@codemirror/view"
import type { DecorationSet } from "@codemirror/view"
import type { LineMark } from "../../protocol/acts.ts"

/** All marks of the file, at positions in the text as it stands here. */
export const setPointed = StateEffect.define<readonly LineMark[]>()

class Words extends WidgetType {
  readonly name: string
  readonly text: string
  constructor({ name, text }: LineMark) {
    super()
    this.name = name
    this.text = text
  }
  override eq(other: Words): boolean {
    return other.name === this.name && other.text === this.text
  }
  override toDOM(): HTMLElement {
    const words = document.createElement("span")
    words.className = "cm-pointed-words"
    words.textContent = this.text === "" ? `${this.name} points here` : `${this.name}: ${this.text}`
    return words
  }
  override ignoreEvent(): boolean {
    return true
  }
}

interface Pointed {
  marks: readonly LineMark[]
  shown: DecorationSet
}

const field = StateField.define<Pointed>({
  create: () => ({ marks: [], shown: Decoration.none }),
  update(before, tr) {
    for (const effect of tr.effects)
      if (effect.is(setPointed)) return { marks: effect.value, shown: decorate(effect.value, tr.state) }
    if (!tr.docChanged || before.marks.length === 0) return before
    const marks = before.marks.map((mark) => {
      const from = tr.changes.mapPos(mark.from, 1)
      return { ...mark, from, to: Math.max(from, tr.changes.mapPos(mark.to, -1)) }
    })
    return { marks, shown: decorate(marks, tr.state) }
  },
  provide: (from) => EditorView.decorations.from(from, ({ shown }) => shown),
})

function decorate(marks: readonly LineMark[], { doc }: EditorState): DecorationSet {
  const ranges = marks.flatMap((mark): Range<Decoration>[] => {
    const first = doc.lineAt(Math.min(mark.from, doc.length))
    const last = doc.lineAt(Math.min(mark.to, doc.length))
    const lines: Range<Decoration>[] = []
    for (let number = first.number; number <= last.number; number++) {
      lines.push(Decoration.line({ class: "cm-pointed" }).range(doc.line(number).from))
    }
    return [...lines, Decoration.widget({ widget: new Words(mark), side: 2 }).range(first.to)]
  })
  return Decoration.set(ranges, true)
}

/** Where a mark begins now; null when the file has no such mark. */
export function pointedAt(state: EditorState, id: string): number | null {
  return state.field(field, false)?.marks.find((mark) => mark.id === id)?.from ?? null
}

const look = EditorView.baseTheme({
  ".cm-pointed": {
    background: "color-mix(in srgb, var(--actor-assessor) 8%, transparent)",
    boxShadow: "inset 3px 0 0 var(--actor-assessor)",
  },
  ".cm-pointed-words": {
    marginLeft: "24px",
    padding: "0 6px",
    borderRadius: "4px",
    border: "1px solid var(--actor-assessor)",
    background: "var(--surface, Canvas)",
    color: "var(--actor-assessor)",
    font: "500 12px/18px var(--font-sans, system-ui)",
    whiteSpace: "nowrap",
  },
})

export const pointed = [field, look]
