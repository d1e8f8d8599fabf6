/** How a file, a screen and a person's choices come together in a component. */
import { EditorView } from "@codemirror/view"
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react"
import type { RefObject } from "react"
import type { DocumentStatus } from "../live/document-source.ts"
import type { FileCache } from "./file-cache.ts"
import type { FileSession } from "./file-session.ts"

export interface Reveal {
  path: string
  /** From 1. */
  line: number
  column?: number
}

const LOADING: DocumentStatus = { status: "loading" }

/** The open file of a path; those of tabs no longer open are closed. Null for the first moment. */
export function useFile(
  files: FileCache,
  path: string,
  tabs: readonly string[] | undefined,
): FileSession | null {
  const open = useCallback(
    (listener: () => void) => {
      files.open(path)
      listener()
      return () => {}
    },
    [files, path],
  )
  const file = useSyncExternalStore(open, () => files.peek(path))
  useEffect(() => {
    if (tabs) files.keepOnly([...tabs, path])
  }, [files, tabs, path])
  useEffect(() => () => files.keepOnly([]), [files])
  return file
}

export function useStatus(file: FileSession | null): DocumentStatus {
  const subscribe = useCallback(
    (listener: () => void) => file?.source.onStatus(listener) ?? (() => {}),
    [file],
  )
  return useSyncExternalStore(subscribe, () => file?.source.getStatus() ?? LOADING)
}

/** One editor view for as long as the component lives; files come and go in it, each at its own place. */
export function useScreen(file: FileSession | null, shown: boolean): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null)
  const screen = useRef<EditorView | null>(null)
  const current = useRef<FileSession | null>(null)
  const places = useRef(new WeakMap<FileSession, ReturnType<EditorView["scrollSnapshot"]>>())
  useEffect(() => {
    if (!host.current) return
    const made = new EditorView({
      parent: host.current,
      dispatchTransactions: (transactions, made) => {
        if (current.current) current.current.update(transactions)
        else made.update(transactions)
      },
    })
    screen.current = made
    return () => {
      screen.current = null
      made.destroy()
    }
  }, [])
  useEffect(() => {
    const made = screen.current
    if (!made || !file || !shown) return
    const before = places.current
    file.show(made)
    current.current = file
    const place = before.get(file)
    if (place) made.dispatch({ effects: place })
    return () => {
      if (screen.current) before.set(file, made.scrollSnapshot())
      file.hide()
      current.current = null
    }
  }, [file, shown])
  return host
}

export function useVim(files: FileCache, wanted: boolean): void {
  useEffect(() => {
    let stale = false
    const apply = async () => {
      const vim = wanted ? (await import("./vim.ts")).vimKeys() : []
      if (!stale) files.configure({ vim })
    }
    void apply().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [files, wanted])
}

/** Shows a line once it is asked for and the file is there, and puts the cursor and the keyboard there. */
export function useReveal(
  file: FileSession | null,
  host: RefObject<HTMLDivElement | null>,
  reveal: Reveal | null,
  status: DocumentStatus,
): void {
  const done = useRef<Reveal | null>(null)
  useEffect(() => {
    const state = file?.state()
    if (!file || !state || !reveal || reveal === done.current) return
    if (status.status !== "open" || reveal.path !== file.source.path) return
    done.current = reveal
    const line = state.doc.line(Math.min(Math.max(1, reveal.line), state.doc.lines))
    const at = Math.min(line.to, line.from + Math.max(0, (reveal.column ?? 1) - 1))
    const effects = EditorView.scrollIntoView(at, { y: "center" })
    file.update([state.update({ selection: { anchor: at }, effects })])
    host.current?.querySelector<HTMLElement>(".cm-content")?.focus()
  }, [file, host, reveal, status])
}
