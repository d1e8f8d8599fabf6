/** What a person chose for their own screen, kept in this browser and shared by all its tabs. */
import { useSyncExternalStore } from "react"

export const THEMES = ["system", "light", "dark", "contrast"] as const
export type Theme = (typeof THEMES)[number]
export const THEME_NAMES: Record<Theme, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
  contrast: "High contrast",
}

export interface Settings {
  theme: Theme
  vim: boolean
  /** Editor and terminal, in pixels. */
  fontSize: number
  /** Terminal output is also put where a screen reader reads it; costs speed. */
  screenReader: boolean
}

export const FONT_SIZES = { smallest: 10, largest: 28 } as const
export const DEFAULT_SETTINGS: Settings = { theme: "system", vim: false, fontSize: 13, screenReader: false }

/** Also read by the script that sets the theme before the first paint. */
export const SETTINGS_KEY = "interviewlm.settings"

/** What was kept, or the default for each field that is missing or of another shape. */
export function parseSettings(kept: string | null): Settings {
  const raw = readObject(kept)
  const { theme, vim, fontSize, screenReader } = DEFAULT_SETTINGS
  return {
    theme: THEMES.find((one) => one === raw["theme"]) ?? theme,
    vim: typeof raw["vim"] === "boolean" ? raw["vim"] : vim,
    fontSize: typeof raw["fontSize"] === "number" ? clampFontSize(raw["fontSize"]) : fontSize,
    screenReader: typeof raw["screenReader"] === "boolean" ? raw["screenReader"] : screenReader,
  }
}

export function clampFontSize(pixels: number): number {
  if (!Number.isFinite(pixels)) return DEFAULT_SETTINGS.fontSize
  return Math.round(Math.min(FONT_SIZES.largest, Math.max(FONT_SIZES.smallest, pixels)))
}

function readObject(kept: string | null): Record<string, unknown> {
  try {
    const raw: unknown = JSON.parse(kept ?? "{}")
    return typeof raw === "object" && raw !== null ? { ...raw } : {}
  } catch {
    return {}
  }
}

let current: Settings | null = null
const listeners = new Set<() => void>()

export function getSettings(): Settings {
  return (current ??= parseSettings(stored()))
}

export function changeSettings(patch: Partial<Settings>): void {
  current = { ...getSettings(), ...patch }
  try {
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing still has them until the page goes.
  }
  tell()
}

export function subscribeSettings(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("storage", changedElsewhere)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener("storage", changedElsewhere)
  }
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribeSettings, getSettings)
}

function stored(): string | null {
  try {
    return localStorage.getItem(SETTINGS_KEY)
  } catch {
    return null
  }
}

function changedElsewhere(event: StorageEvent): void {
  if (event.key !== SETTINGS_KEY) return
  current = parseSettings(event.newValue)
  tell()
}

function tell(): void {
  for (const listener of listeners) listener()
}
