/** How a file, a screen and a person's choices come together in a component. */
import type { Extension } from "@codemirror/state"
import { EditorView } from "@codemirror/view"
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { RefObject } from "react"
import type { DocumentStatus } from "../live/document-source.ts"
import { createFileCache } from "./file-cache.ts"
import type { FileCache, FileCacheOptions } from "./file-cache.ts"
import { applyEffects } from "./file-session.ts"
import type { FileSession } from "./file-session.ts"
import { readOnlyExtension, readOnlySlot, vimSlot } from "./setup.ts"

export interface Reveal {
  path: string
  /** From 1. */
  line: number
  column?: number
}

const LOADING: DocumentStatus = { status: "loading" }

/** The open file of a path; those of tabs no longer open are closed. Null for the first moment. */
export function useFile(
  { view, language, tooLarge, extras }: FileCacheOptions,
  path: string,
  open: readonly string[] | undefined,
): FileSession | null {
  const [files, setFiles] = useState<FileCache | null>(null)
  const [file, setFile] = useState<FileSession | null>(null)
  useEffect(() => {
    const made = createFileCache({ view, language, tooLarge, extras })
    setFiles(made)
    return () => made.keepOnly([])
  }, [view, language, tooLarge, extras])
  useEffect(() => setFile(files?.get(path) ?? null), [files, path])
  useEffect(() => {
    if (open) files?.keepOnly([...open, path])
  }, [files, open, path])
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

export function useReadOnly(file: FileSession | null, readOnly: boolean, status: DocumentStatus): void {
  useEffect(() => {
    if (file) applyEffects(file, [readOnlySlot.reconfigure(readOnlyExtension(readOnly))])
  }, [file, readOnly, status])
}

export function useVim(file: FileSession | null, wanted: boolean, status: DocumentStatus): void {
  useEffect(() => {
    let stale = false
    const apply = async () => {
      const extension: Extension = wanted ? (await import("./vim.ts")).vimKeys() : []
      if (file && !stale) applyEffects(file, [vimSlot.reconfigure(extension)])
    }
    void apply().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [file, wanted, status])
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
