import { Plus, X } from "lucide-react"
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { KeyboardEvent, ReactNode } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import type { CommandResult } from "../../protocol/messages.ts"
import { ProblemError } from "../live/session-view.ts"
import type { SessionView, ViewState } from "../live/session-view.ts"
import type { Settings } from "../settings/settings.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { lookingOf } from "../live/looking.ts"
import { firstShell } from "./first-shell.ts"
import { TerminalScreen } from "./TerminalScreen.tsx"
import { followTerminals } from "./tabs.ts"
import type { TerminalTab } from "./tabs.ts"

export interface TerminalTabsProps {
  view: SessionView
  language: Language
  settings: Settings
  /** Is this part of the page shown? */
  visible: boolean
  /** May this person open and close terminals now? */
  mayOpen: boolean
  /** May they type in those that are open? */
  mayType: boolean
  /** Whose shell is shown, until this person chooses one themselves. */
  follow?: { terminal?: string | null; stop: () => void } | null
  /** Rises each time the page asks for a new terminal, as by a shortcut. */
  wanted?: number
}

/** The shells of a workspace, one a tab. */
export function TerminalTabs(props: TerminalTabsProps): ReactNode {
  const { view, language, settings, visible, mayOpen, mayType, follow = null, wanted = 0 } = props
  const terminals = useView(view, (state) => state.session?.terminals)
  const ready = useView(view, (state) => state.workspace.status === "ready")
  const connection = useView(view, (state) => state.connection.status)
  const [closed, setClosed] = useState<readonly string[]>([])
  const [tabs, setTabs] = useState<readonly TerminalTab[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const seen = useRef(wanted)
  const opened = useRef(false)

  const next = followTerminals(tabs, terminals ?? [], language, closed)
  if (next !== tabs) setTabs(next)
  const followed = tabs.find(({ id }) => id === follow?.terminal)
  const active = followed ?? tabs.find(({ id }) => id === chosen) ?? tabs.at(-1)
  const shownId = visible ? (active?.id ?? null) : null
  useEffect(() => lookingOf(view).tell({ terminal: shownId }), [view, shownId])

  const ask = useCallback(
    () => view.command({ type: "open-terminal", ...sizeOf(place.current, settings.fontSize) }),
    [view, settings.fontSize],
  )
  const shown = useCallback((result: CommandResult) => {
    setProblem(null)
    if ("terminal" in result) setChosen(result.terminal)
  }, [])
  const refused = useCallback((error: unknown) => {
    setProblem(error instanceof ProblemError ? error.message : "The terminal could not be opened. Try again.")
  }, [])
  const open = () => void ask().then(shown, refused)

  const choose = (id: string) => {
    follow?.stop()
    setChosen(id)
  }

  const close = (tab: TerminalTab) => {
    setClosed((closed) => [...closed, tab.id])
    if (!tab.exited) view.command({ type: "close-terminal", terminal: tab.id }).catch(() => undefined)
  }

  // The first shell comes by itself, once somebody looks.
  useEffect(() => {
    if (opened.current || !visible || !mayOpen || !ready || connection !== "online") return
    opened.current = true
    if (!terminals?.some((one) => one.language === language))
      firstShell(view, language, ask).then(shown, refused)
  }, [view, visible, mayOpen, ready, connection, terminals, language, ask, shown, refused])

  useEffect(() => {
    if (wanted === seen.current) return
    seen.current = wanted
    if (mayOpen) ask().then(shown, refused)
  }, [wanted, mayOpen, ask, shown, refused])

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-8 shrink-0 items-center border-b border-line bg-canvas pl-1">
        <Tabs tabs={tabs} active={active} canClose={mayOpen} choose={choose} close={close} />
        {mayOpen && (
          <IconButton label="New terminal" shortcut="new-terminal" onClick={open}>
            <Plus size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      <Notice connection={connection} ready={ready} problem={problem} />
      {active?.by === "agent" && (
        <p className="border-b border-line bg-canvas px-3 py-1 text-12 text-ink-2">
          The agent's terminal. You can read along; only the agent types in it.
        </p>
      )}
      <div ref={place} className="relative min-h-0 flex-1 bg-[var(--term-background)]">
        {tabs.map((tab) => (
          <div
            key={tab.id}
            role="tabpanel"
            id={`terminal-panel-${tab.id}`}
            aria-labelledby={`terminal-tab-${tab.id}`}
            hidden={tab !== active}
          >
            <TerminalScreen
              view={view}
              terminal={tab.id}
              label={tab.label}
              active={visible && tab === active}
              settings={settings}
              readOnly={!mayType || tab.by === "agent"}
              ownSize={mayOpen}
              takeFocus={tab.id === chosen}
            />
          </div>
        ))}
        {active?.exited && (
          <p className="absolute inset-x-0 bottom-0 flex items-center gap-3 border-t border-line bg-raised px-3 py-1 text-12">
            The shell ended.
            {mayOpen && (
              <button type="button" className="text-candidate underline" onClick={open}>
                Open a new one
              </button>
            )}
          </p>
        )}
        {!active && <p className="p-4 text-center text-ink-2">No terminal is open.</p>}
      </div>
    </div>
  )
}

interface TabsProps {
  tabs: readonly TerminalTab[]
  active: TerminalTab | undefined
  canClose: boolean
  choose: (id: string) => void
  close: (tab: TerminalTab) => void
}

function Tabs({ tabs, active, canClose, choose, close }: TabsProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab === active)
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -at, End: tabs.length - 1 - at }[event.key]
    if (event.key === "Delete" && active && canClose) close(active)
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    choose(next.id)
    document.getElementById(`terminal-tab-${next.id}`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label="Terminals"
      className="relative flex min-w-0 flex-1 items-center overflow-x-auto"
    >
      {tabs.map((tab) => (
        <div key={tab.id} role="presentation" className="flex shrink-0 items-center">
          <button
            type="button"
            role="tab"
            id={`terminal-tab-${tab.id}`}
            aria-selected={tab === active}
            aria-controls={`terminal-panel-${tab.id}`}
            tabIndex={tab === active ? 0 : -1}
            onClick={() => choose(tab.id)}
            onKeyDown={onKeyDown}
            className={cx(
              "h-7 rounded-md px-2 text-12 hover:bg-hover",
              tab === active ? "font-medium text-ink" : "text-ink-2",
              tab.by === "agent" && "text-agent",
            )}
          >
            {tab.label}
            {tab.exited && <span className="text-ink-3"> ended</span>}
          </button>
          {canClose && (
            <button
              type="button"
              tabIndex={-1}
              aria-hidden
              title={`Close ${tab.label} (Delete)`}
              className="inline-flex size-6 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
              onClick={() => close(tab)}
            >
              <X size={12} aria-hidden />
            </button>
          )}
        </div>
      ))}
    </div>
  )
}

function Notice(props: { connection: string; ready: boolean; problem: string | null }): ReactNode {
  const text =
    props.connection === "offline"
      ? "Connecting again. The shell goes on; keys pressed now are not sent."
      : (props.problem ?? (props.ready ? null : "The workspace is being prepared."))
  return (
    <output
      className={text ? "block border-b border-line bg-warn-soft px-3 py-1 text-12 text-warn" : "sr-only"}
    >
      {text}
    </output>
  )
}

function useView<T>(view: SessionView, select: (state: ViewState) => T): T {
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  return useSyncExternalStore(subscribe, () => select(view.getState()))
}

/** About how many cells fit; the screen tells exactly once it is there. */
function sizeOf(place: HTMLElement | null, fontSize: number): { cols: number; rows: number } {
  const cells = (pixels: number, cell: number, otherwise: number) =>
    pixels > 0 ? Math.min(500, Math.max(2, Math.floor(pixels / cell))) : otherwise
  return {
    cols: cells(place?.clientWidth ?? 0, fontSize * 0.6, 80),
    rows: cells(place?.clientHeight ?? 0, fontSize * 1.2, 24),
  }
}
