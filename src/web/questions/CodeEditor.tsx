import { EditorState, Text, type Extension } from "@codemirror/state"
import { EditorView } from "@codemirror/view"
import { useEffect, useRef } from "react"
import { kindOf } from "../editor/languages.ts"
import { languageSlot, readOnlyExtension, readOnlySlot, setup, vimSlot } from "../editor/setup.ts"
import { useSettings } from "../settings/settings.ts"
import { toast } from "../ui/toasts.tsx"

interface Props {
  path: string
  text: string
  readOnly: boolean
  onChange?: (text: string) => void
  onSave?: () => void
  /** Keeps undo and place of each file while others are looked at. */
  states?: Map<string, EditorState>
}

/** A file as text, with the workspace's editor. */
export function CodeEditor({ path, text, readOnly, onChange, onSave, states }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const screen = useRef<EditorView | null>(null)
  const acts = useRef({ onChange, onSave })
  const { vim, fontSize } = useSettings()
  useEffect(() => {
    acts.current = { onChange, onSave }
  })

  useEffect(() => {
    if (!host.current) return
    const start = Text.of(text.split(/\r\n|\r|\n/))
    const state =
      states?.get(path) ??
      EditorState.create({
        doc: start,
        extensions: [
          setup({
            path,
            text: start,
            save: () => acts.current.onSave?.(),
            tooLarge: () =>
              toast("A file holds 1 MB at most.", { detail: "That was not done.", tone: "problem" }),
          }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) acts.current.onChange?.(state.doc.toString())
          }),
        ],
      })
    const view = new EditorView({ parent: host.current, state })
    screen.current = view
    let gone = false
    void kindOf(path)
      .load()
      .then((language) => {
        if (!gone) view.dispatch({ effects: languageSlot.reconfigure(language) })
      })
    return () => {
      gone = true
      states?.set(path, view.state)
      screen.current = null
      view.destroy()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the text is followed below
  }, [path, states])

  useEffect(() => {
    const view = screen.current
    if (!view || view.state.doc.toString() === text) return
    if (view.state.doc.eq(Text.of(text.split(/\r\n|\r|\n/)))) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, filter: false })
  }, [path, text])

  useEffect(() => {
    screen.current?.dispatch({ effects: readOnlySlot.reconfigure(readOnlyExtension(readOnly)) })
  }, [path, readOnly])

  useEffect(() => {
    let gone = false
    const apply = async () => {
      const keys: Extension = vim ? (await import("../editor/vim.ts")).vimKeys() : []
      if (!gone) screen.current?.dispatch({ effects: vimSlot.reconfigure(keys) })
    }
    void apply()
    return () => {
      gone = true
    }
  }, [path, vim])

  useEffect(() => {
    host.current?.style.setProperty("--editor-font-size", `${fontSize}px`)
  }, [fontSize])

  return <div ref={host} className="h-full min-h-0 overflow-hidden bg-surface" />
}
