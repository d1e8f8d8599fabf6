import { useCallback, useEffect, useSyncExternalStore } from "react"
import type { ComponentType, ReactNode } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import type { DocumentStatus } from "../live/document-source.ts"
import type { SessionView } from "../live/session-view.ts"
import type { Settings } from "../settings/settings.ts"
import { useFile, useFiles, useReturn, useReveal, useScreen, useStatus, useVim } from "./hooks.ts"
import type { Reveal } from "./hooks.ts"
import { useFollow } from "./use-follow.ts"
import { ReviewBar } from "./ReviewBar.tsx"
import { watchCopies } from "./observe.ts"

export interface EditorProps {
  view: SessionView
  path: string
  /** Of the open question. */
  language: Language
  settings: Settings
  /** Files whose tabs are open: each keeps its undo history and place. All seen are kept when it is left out. */
  open?: readonly string[]
  /** What to give the focus, and a line of it to show; another object asks again. */
  reveal?: Reveal | null
  /** Whose cursor to keep in sight, until this person scrolls or moves themselves; then `stop` is called. */
  follow?: { client: string; line?: number; stop: () => void } | null
  /** Why this person cannot change anything now, "" where the page says it itself; null when they can. */
  readOnly?: string | null
  /** Stands in place of a file that is no text the editor takes. */
  NoText?: ComponentType<{ path: string; why: "binary" | "too-large" }>
  /** Shows another file. */
  onOpen?: (path: string) => void
  /** The file was renamed while it was open. Keep it the same between renders. */
  onMoved?: (from: string, to: string) => void
}

const WATCHING = "You are watching."
const TOO_LARGE =
  "That would make the file larger than 1 MB, so it was not done. Upload it, or use the shell."

/** One file of the interview as text, live: others' edits and cursors appear as they happen. */
export function Editor(props: EditorProps): ReactNode {
  const { view, path, language, settings, open, reveal = null, follow = null, readOnly = null } = props
  const { NoText = PlainNoText, onMoved, onOpen } = props
  const files = useFiles(view, language)
  const file = useFile(files, path, open)
  const status = useStatus(file)
  const subscribe = useCallback((listener: () => void) => files.subscribe(listener), [files])
  const refused = useSyncExternalStore(subscribe, () => files.refused())
  const why = status.status === "open" ? status.readOnly : null
  const noText = why === "binary" || why === "too-large" ? why : null
  const shown = status.status === "open" && noText === null
  const banner = readOnly ?? (why === "role" ? WATCHING : null)
  const host = useScreen(file, shown)
  useReturn(view, files, path, status)
  useVim(files, settings.vim)
  useReveal(file, host, reveal, status)
  useFollow(file, host, follow, status)
  useEffect(() => files.configure({ readOnly: readOnly !== null }), [files, readOnly])
  useEffect(() => watchCopies(document), [])
  useEffect(() => {
    host.current?.style.setProperty("--editor-font-size", `${settings.fontSize}px`)
  }, [host, settings.fontSize])
  useEffect(() => {
    if (file && status.status === "gone" && status.movedTo) onMoved?.(file.source.path, status.movedTo)
  }, [file, status, onMoved])
  const notice = refused === path ? TOO_LARGE : null

  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      {banner && shown && (
        <p className="border-b border-line bg-sunken px-3 py-1 text-12 text-ink-2">{banner}</p>
      )}
      {shown && (
        <ReviewBar
          view={view}
          file={file}
          host={host}
          path={path}
          may={readOnly === null && why === null}
          onOpen={onOpen}
        />
      )}
      <output className={notice ? "block bg-warn-soft px-3 py-1 text-12 text-warn" : "sr-only"}>
        {notice}
      </output>
      {status.status !== "open" && (
        <output className="m-auto max-w-[60ch] p-6 text-center text-ink-2">{describe(status, path)}</output>
      )}
      {noText !== null && (
        <div className="min-h-0 flex-1">
          <NoText path={path} why={noText} />
        </div>
      )}
      <div ref={host} className="min-h-0 flex-1" hidden={!shown} />
    </div>
  )
}

function PlainNoText({ why }: { why: "binary" | "too-large" }): ReactNode {
  return (
    <p className="p-6 text-center text-ink-2">
      {why === "binary" ? "This file is not text." : "This file is too large for the editor."}
    </p>
  )
}

function describe(status: DocumentStatus, path: string): string {
  if (status.status === "failed") return `${status.problem.title}. ${status.problem.detail}`
  if (status.status !== "gone") return `Opening ${path}`
  if (status.movedTo) return `${path} is now ${status.movedTo}.`
  return `${path} was deleted. Close this tab, or make the file again.`
}
