import { useMemo } from "react"
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
  return useMemo(() => {
    const without = (pane: Pane) => layout.folded.filter((one) => one !== pane)
    return {
      ...layout,
      isOpen: (pane) => !layout.folded.includes(pane),
      fold: (pane, folded) =>
        setLayout({ ...layout, folded: folded ? [...without(pane), pane] : without(pane) }),
      showBottom: (bottom) => setLayout({ folded: without("bottom"), bottom }),
    }
  }, [layout, setLayout])
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

export function focusPane(name: string): void {
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
    if (pane) focusInside(pane)
  })
}

function focusInside(pane: HTMLElement): void {
  const places = pane.querySelectorAll<HTMLElement>("[data-pane-focus], .cm-content, .xterm-helper-textarea")
  const shown = [...places].find((place) => place.getClientRects().length > 0)
  const target = shown ?? pane
  target.focus()
}
