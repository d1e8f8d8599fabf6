import { EditorView } from "@codemirror/view"
import { useEffect } from "react"
import type { RefObject } from "react"
import type { DocumentStatus } from "../live/document-source.ts"
import type { FileSession } from "./file-session.ts"

/** Kept free above and below the cursor that is followed, in pixels. */
const MARGIN = 72
const MOVING_KEYS = /^(Arrow|Page|Home$|End$)/

/** Keeps to where somebody scrolled, and their cursor in sight; a person who scrolls, presses or moves in the editor goes their own way. */
export function useFollow(
  file: FileSession | null,
  host: RefObject<HTMLDivElement | null>,
  follow: { client: string; line?: number; stop: () => void } | null,
  status: DocumentStatus,
): void {
  const client = follow?.client ?? null
  const stop = follow?.stop
  const open = status.status === "open"
  const line = follow?.line
  useEffect(() => {
    const state = file?.state()
    if (!file || !state || line === undefined || !open) return
    const at = state.doc.line(Math.min(line, state.doc.lines)).from
    file.update([state.update({ effects: EditorView.scrollIntoView(at, { y: "start", yMargin: 0 }) })])
  }, [file, line, open])
  useEffect(() => {
    if (!file || client === null || !open) return
    return file.source.onCursor((cursors) => {
      const cursor = cursors.find((one) => one.client === client)
      const state = file.state()
      if (!cursor || !state) return
      const at = Math.min(cursor.head, state.doc.length)
      file.update([
        state.update({ effects: EditorView.scrollIntoView(at, { y: "nearest", yMargin: MARGIN }) }),
      ])
    })
  }, [file, client, open])
  useEffect(() => {
    const at = host.current
    if (!at || !stop) return
    const gone = new AbortController()
    const { signal } = gone
    at.addEventListener("wheel", stop, { signal, passive: true })
    at.addEventListener("pointerdown", stop, { signal })
    at.addEventListener("keydown", ({ key }) => MOVING_KEYS.test(key) && stop(), { signal })
    return () => gone.abort()
  }, [host, stop])
}
