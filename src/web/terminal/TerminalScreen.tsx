import { useEffect, useRef, useState } from "react"
import type { ReactNode } from "react"
import type { SessionView } from "../live/session-view.ts"
import type { Settings } from "../settings/settings.ts"
import type { TerminalView } from "./screen.ts"

export interface TerminalScreenProps {
  view: SessionView
  /** The terminal's id. */
  terminal: string
  /** What a screen reader calls it. */
  label: string
  /** Is this the one shown? Others keep following, hidden. */
  active: boolean
  settings: Settings
  readOnly?: boolean
  /** Whether the shell takes this screen's size; else the screen takes that of the shell. */
  ownSize?: boolean
  /** Take the keyboard when it becomes active. */
  takeFocus?: boolean
}

/** One terminal's screen. xterm.js is loaded with the first. */
export function TerminalScreen(props: TerminalScreenProps): ReactNode {
  const {
    view,
    terminal,
    label,
    active,
    settings,
    readOnly = false,
    ownSize = true,
    takeFocus = false,
  } = props
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(settings)
  const [screen, setScreen] = useState<TerminalView | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    latest.current = settings
    screen?.change(settings)
  }, [screen, settings])

  useEffect(() => {
    let gone = false
    let opened: TerminalView | null = null
    const open = async () => {
      const { openTerminalView } = await import("./screen.ts")
      await document.fonts.ready
      if (gone || !host.current) return
      const source = view.openTerminal(terminal)
      opened = openTerminalView({
        parent: host.current,
        source,
        settings: latest.current,
        readOnly,
        ownSize,
        label,
      })
      setScreen(opened)
    }
    open().catch(() => setFailed(true))
    return () => {
      gone = true
      opened?.close()
      setScreen(null)
    }
  }, [view, terminal, readOnly, ownSize, label])

  useEffect(() => {
    if (!screen || !active) return
    screen.fit()
    if (takeFocus) screen.focus()
  }, [screen, active, takeFocus])

  return (
    <div className="absolute inset-0 bg-[var(--term-background)] px-2 py-1" hidden={!active}>
      <div
        ref={host}
        className={readOnly || !ownSize ? "relative h-full overflow-auto" : "relative h-full overflow-hidden"}
      />
      {failed && (
        <p role="alert" className="absolute inset-0 m-auto h-fit p-4 text-center text-ink-2">
          The terminal could not be loaded. Check the connection and load the page again; the shell goes on.
        </p>
      )}
    </div>
  )
}
