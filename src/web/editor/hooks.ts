/** How a file, a screen and a person's choices come together in a component. */
import { EditorView } from "@codemirror/view"
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react"
import type { RefObject } from "react"
import type { DocumentStatus } from "../live/document-source.ts"
import { openQuestion } from "../../core/session.ts"
import type { Language } from "../../protocol/ctrf.ts"
import type { SessionView } from "../live/session-view.ts"
import { pointedAt } from "./pointed.ts"
import { filesOf } from "./file-cache.ts"
import type { FileCache } from "./file-cache.ts"
import type { FileSession } from "./file-session.ts"

export interface Reveal {
  path: string
  /** From 1; the cursor stays where it is without one. */
  line?: number
  column?: number
  /** An assessor's mark, by its id. */
  mark?: string
}

/** Where each file was scrolled to when it was last shown. */
const places = new WeakMap<FileSession, ReturnType<EditorView["scrollSnapshot"]>>()
const LOADING: DocumentStatus = { status: "loading" }

/** The files of the open question, in every editor of this view the same. */
export function useFiles(view: SessionView, language: Language): FileCache {
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  const question = useSyncExternalStore(subscribe, () => {
    const { session } = view.getState()
    return (session && openQuestion(session)?.id) ?? ""
  })
  return useMemo(() => filesOf(question, { view, language }), [view, language, question])
}

/** The open file of a path; those of tabs no longer open are closed. Null for the first moment. */
export function useFile(
  files: FileCache,
  path: string,
  tabs: readonly string[] | undefined,
): FileSession | null {
  const open = useCallback(
    (listener: () => void) => {
      const stop = files.subscribe(listener)
      files.open(path)
      listener()
      return stop
    },
    [files, path],
  )
  const file = useSyncExternalStore(open, () => files.peek(path))
  useEffect(() => {
    if (tabs) files.keepOnly([...tabs, path])
  }, [files, tabs, path])
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
    file.show(made)
    current.current = file
    const place = places.get(file)
    if (place) made.dispatch({ effects: place })
    return () => {
      if (screen.current) places.set(file, made.scrollSnapshot())
      file.hide()
      current.current = null
    }
  }, [file, shown])
  return host
}

/** Opens a lost file again when its folder changes: `git checkout` takes files away and puts them back. */
export function useReturn(view: SessionView, files: FileCache, path: string, status: DocumentStatus): void {
  const lost = status.status === "failed" || (status.status === "gone" && status.movedTo === null)
  useEffect(() => {
    if (!lost) return
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")))
    const seen = view.getState().folders.get(folder)
    return view.subscribe(() => {
      if (view.getState().folders.get(folder) !== seen) files.reopen(path)
    })
  }, [view, files, path, lost])
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

/** Askings that were met: a file shown again later stays where it is. */
const met = new WeakSet<Reveal>()

/** Shows a line once it is asked for and the file is there, and puts the cursor and the keyboard there. */
export function useReveal(
  file: FileSession | null,
  host: RefObject<HTMLDivElement | null>,
  reveal: Reveal | null,
  status: DocumentStatus,
): void {
  useEffect(() => {
    const state = file?.state()
    if (!file || !state || !reveal || met.has(reveal)) return
    if (status.status !== "open" || reveal.path !== file.source.path) return
    met.add(reveal)
    const stop = reveal.mark === undefined ? undefined : showMark(file, reveal.mark)
    if (reveal.line !== undefined) {
      const line = state.doc.line(Math.min(Math.max(1, reveal.line), state.doc.lines))
      const at = Math.min(line.to, line.from + Math.max(0, (reveal.column ?? 1) - 1))
      const effects = EditorView.scrollIntoView(at, { y: "center" })
      file.update([state.update({ selection: { anchor: at }, effects })])
    }
    host.current?.querySelector<HTMLElement>(".cm-content")?.focus()
    return stop
  }, [file, host, reveal, status])
}

/** At once, or as soon as the file's marks are told. Answers how to stop waiting. */
function showMark(file: FileSession, mark: string): (() => void) | undefined {
  const look = (): boolean => {
    const state = file.state()
    const anchor = state && pointedAt(state, mark)
    if (!state || anchor === null) return false
    const effects = EditorView.scrollIntoView(anchor, { y: "center" })
    file.update([state.update({ selection: { anchor }, effects })])
    return true
  }
  return look() ? undefined : file.source.onMarks(look)
}
