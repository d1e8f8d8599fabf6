/** Marks in a text that nobody changes who wrote what of it: in a gutter by colour and two letters, in the text by colour. */
import { RangeSet, type EditorState, type Extension, type Range } from "@codemirror/state"
import { Decoration, EditorView, gutter, GutterMarker } from "@codemirror/view"
import type { SubmittedAuthor } from "../../protocol/watch.ts"
import { lineAuthors, SHORT, type AuthoredStretch } from "./line-authors.ts"

class Mark extends GutterMarker {
  readonly authors: readonly SubmittedAuthor[]
  constructor(authors: readonly SubmittedAuthor[]) {
    super()
    this.authors = authors
  }
  override eq(other: Mark): boolean {
    return this.authors.join() === other.authors.join()
  }
  override toDOM(): HTMLElement {
    const mark = document.createElement("span")
    mark.className = "cm-author-mark"
    mark.title = `Written by: ${this.authors.join(", ")}`
    for (const author of this.authors) {
      const one = mark.appendChild(document.createElement("span"))
      one.dataset["author"] = author
      one.textContent = SHORT[author]
    }
    return mark
  }
}

export function authorship(stretches: readonly AuthoredStretch[]): Extension {
  return [
    EditorView.decorations.compute([], (state) => Decoration.set(marks(state, stretches))),
    gutter({ class: "cm-authors", markers: ({ state }) => besides(state, stretches) }),
    colours,
  ]
}

function marks({ doc }: EditorState, stretches: readonly AuthoredStretch[]): Range<Decoration>[] {
  let at = 0
  return stretches.flatMap(({ author, length }) => {
    const [from, to] = [at, Math.min(doc.length, at + length)]
    at = to
    if (author === "starter" || from >= to) return []
    return [Decoration.mark({ class: "cm-authored", attributes: { "data-author": author } }).range(from, to)]
  })
}

function besides({ doc }: EditorState, stretches: readonly AuthoredStretch[]): RangeSet<GutterMarker> {
  const starter = new Mark(["starter"])
  return RangeSet.of(
    lineAuthors(doc, stretches).map((authors, index) =>
      (authors.length === 0 ? starter : new Mark(authors)).range(doc.line(index + 1).from),
    ),
  )
}

const actors: readonly SubmittedAuthor[] = ["candidate", "agent", "shell", "assessor", "starter"]

const colours = EditorView.baseTheme({
  ...Object.fromEntries(
    actors.map((actor) => [`[data-author=${actor}]`, { "--author": `var(--actor-${actor})` }]),
  ),
  // The ground is faint, so that comments keep their contrast; the line below is what is seen.
  ".cm-authored": {
    backgroundColor: "color-mix(in srgb, var(--author) 6%, transparent)",
    boxShadow: "inset 0 -1px color-mix(in srgb, var(--author) 60%, transparent)",
  },
  ".cm-authors .cm-gutterElement": { minWidth: "28px", padding: "0 6px 0 2px" },
  ".cm-author-mark": { display: "flex", height: "100%", gap: "2px" },
  ".cm-author-mark > [data-author]": {
    borderLeft: "3px solid var(--author)",
    paddingLeft: "3px",
    color: "var(--author)",
    font: "600 11px/1.8 var(--font-sans, system-ui)",
  },
})
