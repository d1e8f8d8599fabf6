/** What became of a text, in one column: old lines over new ones, what stayed the same folded away. Nothing can be changed. */
import { unifiedMergeView } from "@codemirror/merge"
import { EditorState } from "@codemirror/state"
import { EditorView, highlightSpecialChars, lineNumbers } from "@codemirror/view"
import { useEffect, useRef, type ReactNode } from "react"
import { kindOf } from "./languages.ts"
import { look } from "./look.ts"
import { readOnlyExtension } from "./setup.ts"

interface Props {
  path: string
  before: string
  after: string
  /** Pixels. */
  fontSize: number
}

/** Unchanged lines kept around a change; shorter stretches than the second are not folded. */
const FOLDED = { margin: 3, minSize: 6 }

const colours = EditorView.theme({
  ".cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--pass-soft) !important" },
  ".cm-deletedChunk": { backgroundColor: "var(--fail-soft) !important", paddingLeft: "6px" },
  ".cm-changedText, .cm-deletedText": { background: "none !important", fontWeight: "600" },
  ".cm-changedLineGutter": { backgroundColor: "var(--pass) !important" },
  ".cm-deletedLineGutter": { backgroundColor: "var(--fail) !important" },
  ".cm-collapsedLines": {
    background: "var(--sunken) !important",
    color: "var(--ink-2) !important",
    padding: "4px 12px",
  },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "none" },
})

export function Changes({ path, before, after, fontSize }: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let view: EditorView | null = null
    let gone = false
    // The language comes first: lines that went are coloured once, when they are drawn.
    void kindOf(path)
      .load()
      .then((language) => {
        if (gone || !host.current) return
        const state = EditorState.create({ doc: after, extensions: [language, shown(path, before)] })
        view = new EditorView({ parent: host.current, state })
      })
    return () => {
      gone = true
      view?.destroy()
    }
  }, [path, before, after])
  useEffect(() => host.current?.style.setProperty("--editor-font-size", `${fontSize}px`), [fontSize])
  return <div ref={host} className="h-full min-h-0 bg-surface" />
}

function shown(path: string, before: string) {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    EditorState.tabSize.of(4),
    readOnlyExtension(true),
    EditorView.contentAttributes.of({ "aria-label": `Changes of ${path}`, tabindex: "0" }),
    unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: FOLDED }),
    look,
    colours,
  ]
}
