import { useMemo, useState } from "react"
import { useRemembered } from "../ui/hooks.ts"

export const PANES = ["question", "files", "bottom", "agent"] as const
export type Pane = (typeof PANES)[number]
export type BottomTab = "tests" | "terminal"

interface Layout {
  folded: readonly Pane[]
  bottom: BottomTab
}

export interface Panes extends Layout {
  isOpen(pane: Pane): boolean
  fold(pane: Pane, folded: boolean): void
  /** Opens the lower pane at this tab. */
  showBottom(tab: BottomTab): void
  /** Shows the lower pane as somebody else has it; null folds it. Nothing is summoned by it. */
  follow(tab: BottomTab | null): void
  /** Opens the agent's pane. */
  showAgent(): void
  /** Rises each time the lower pane, or the agent's, is asked for. */
  summons: { bottom: number; agent: number }
}

function parse(raw: unknown): Layout | null {
  if (typeof raw !== "object" || raw === null || !("folded" in raw) || !Array.isArray(raw.folded)) return null
  const { folded } = raw
  return {
    folded: PANES.filter((pane) => folded.includes(pane)),
    bottom: "bottom" in raw && raw.bottom === "terminal" ? "terminal" : "tests",
  }
}

/** Which panes are folded, as this browser remembers it under `key`. */
export function usePanes(key: string, initial: readonly Pane[]): Panes {
  const [layout, setLayout] = useRemembered<Layout>(key, parse, { folded: initial, bottom: "tests" })
  const [summons, setSummons] = useState({ bottom: 0, agent: 0 })
  return useMemo(() => {
    const without = (pane: Pane) => layout.folded.filter((one) => one !== pane)
    return {
      ...layout,
      isOpen: (pane) => !layout.folded.includes(pane),
      fold: (pane, folded) =>
        setLayout({ ...layout, folded: folded ? [...without(pane), pane] : without(pane) }),
      showBottom: (bottom) => {
        setLayout({ folded: without("bottom"), bottom })
        setSummons((before) => ({ ...before, bottom: before.bottom + 1 }))
      },
      follow: (tab) =>
        setLayout(
          tab === null
            ? { ...layout, folded: [...without("bottom"), "bottom"] }
            : { folded: without("bottom"), bottom: tab },
        ),
      showAgent: () => {
        if (layout.folded.includes("agent")) setLayout({ ...layout, folded: without("agent") })
        setSummons((before) => ({ ...before, agent: before.agent + 1 }))
      },
      summons,
    }
  }, [layout, setLayout, summons])
}

/** Moves the focus `by` panes further among those on the page; inside a pane its own place for the focus is taken. */
export function stepPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null,
  )
  if (panes.length === 0) return
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const from = at < 0 && by < 0 ? 0 : at
  focusInside(panes[(from + by + panes.length) % panes.length]!)
}

/** Frames to wait for what a pane is still fetching, such as a file just opened. */
const PATIENCE = 60

/** Gives the focus to a pane once its own place for it is there, to the pane itself if none comes; not when it went elsewhere meanwhile. */
export function focusPane(name: string, patience = PATIENCE, from = document.activeElement): void {
  requestAnimationFrame(() => {
    const now = document.activeElement
    if (now !== from && now !== document.body) return
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
    if (pane && (placeIn(pane) || patience === 0)) focusInside(pane)
    else if (patience > 0) focusPane(name, patience - 1, from)
  })
}

const PLACES = "[data-pane-focus]:not(:disabled), .cm-content, .xterm-helper-textarea:not(:disabled)"

function placeIn(pane: HTMLElement): HTMLElement | undefined {
  const places = pane.querySelectorAll<HTMLElement>(PLACES)
  return [...places].find((place) => place.getClientRects().length > 0)
}

function focusInside(pane: HTMLElement): void {
  const target = placeIn(pane) ?? pane
  target.focus()
}
