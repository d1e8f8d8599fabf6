/** Puts the chosen theme on the page: `data-theme` of the root element, which every colour token hangs on. */
import { getSettings, subscribeSettings } from "./settings.ts"
import type { Theme } from "./settings.ts"

export type ShownTheme = "light" | "dark" | "contrast"

/** The theme to show where the system prefers dark or more contrast. */
export function shownTheme(theme: Theme, prefers: { dark: boolean; contrast: boolean }): ShownTheme {
  if (theme !== "system") return theme
  if (prefers.contrast) return "contrast"
  return prefers.dark ? "dark" : "light"
}

/** Follows the setting and the system from now on; answers how to stop. */
export function followTheme(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const contrast = matchMedia("(prefers-contrast: more)")
  const show = () => {
    const prefers = { dark: dark.matches, contrast: contrast.matches }
    document.documentElement.dataset["theme"] = shownTheme(getSettings().theme, prefers)
  }
  const gone = new AbortController()
  for (const query of [dark, contrast]) query.addEventListener("change", show, { signal: gone.signal })
  const stop = subscribeSettings(show)
  show()
  return () => {
    gone.abort()
    stop()
  }
}
