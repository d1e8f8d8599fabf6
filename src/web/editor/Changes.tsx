/**
 * A text and who wrote it, in one column; where there is one before it, as what became of that: old lines over new ones,
 * what stayed the same folded away. Nothing can be changed.
 */
import { unifiedMergeView } from "@codemirror/merge"
import { EditorState } from "@codemirror/state"
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view"
import { foldGutter, foldKeymap } from "@codemirror/language"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { useEffect, useRef, type ReactNode } from "react"
import { authorship } from "./authors.ts"
import type { AuthoredStretch } from "./line-authors.ts"
import { kindOf } from "./languages.ts"
import { look } from "./look.ts"
import { readOnlyExtension } from "./setup.ts"

interface Props {
  path: string
  /** Null to show all of it and no changes. */
  before: string | null
  after: string
  authors: readonly AuthoredStretch[]
  /** Pixels. */
  fontSize: number
}

/** Unchanged lines kept around a change; shorter stretches than the second are not folded. */
const FOLDED = { margin: 3, minSize: 6 }

const colours = EditorView.theme({
  // What was added has its author's colour.
  ".cm-changedLine, .cm-insertedLine": { backgroundColor: "transparent !important" },
  ".cm-deletedChunk": { backgroundColor: "var(--fail-soft) !important", paddingLeft: "6px" },
  ".cm-changedText, .cm-deletedText": { background: "none !important", fontWeight: "600" },
  ".cm-changedLineGutter": { backgroundColor: "transparent !important" },
  ".cm-deletedLineGutter": { backgroundColor: "var(--fail) !important" },
  ".cm-collapsedLines": {
    background: "var(--sunken) !important",
    color: "var(--ink-2) !important",
    padding: "4px 12px",
  },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "none" },
})

export function Changes({ path, before, after, authors, fontSize }: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let view: EditorView | null = null
    let gone = false
    // The language comes first: lines that went are coloured once, when they are drawn.
    void kindOf(path)
      .load()
      .then((language) => {
        if (gone || !host.current) return
        const state = EditorState.create({ doc: after, extensions: [language, shown(path, before, authors)] })
        view = new EditorView({ parent: host.current, state })
      })
    return () => {
      gone = true
      view?.destroy()
    }
  }, [path, before, after, authors])
  useEffect(() => host.current?.style.setProperty("--editor-font-size", `${fontSize}px`), [fontSize])
  return <div ref={host} className="h-full min-h-0 bg-surface" />
}

function shown(path: string, before: string | null, authors: readonly AuthoredStretch[]) {
  return [
    lineNumbers(),
    authorship(authors),
    highlightSpecialChars(),
    EditorState.tabSize.of(4),
    readOnlyExtension(true),
    EditorView.contentAttributes.of({
      "aria-label": before === null ? `${path}, as it was submitted` : `Changes of ${path}`,
      tabindex: "0",
    }),
    before === null
      ? foldGutter({ openText: "▾", closedText: "▸" })
      : unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: FOLDED }),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([...searchKeymap, ...foldKeymap]),
    look,
    colours,
  ]
}
