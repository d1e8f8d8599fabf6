import type { SessionView } from "../live/session-view.ts"

const shown = new WeakMap<SessionView, string>()

/** The tab of the rail that a window shows: kept when the rail is drawn anew, as with each question. */
export const shownIn = (view: SessionView): string => shown.get(view) ?? "interview"
export const showIn = (view: SessionView, tab: string): void => void shown.set(view, tab)

/** The look of a tab over a part of a page. */
export const TAB =
  "h-full border-b-2 border-transparent px-2 text-12 font-medium text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-ink aria-selected:text-ink"
