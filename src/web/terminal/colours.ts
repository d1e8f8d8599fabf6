/** The terminal's colours, read from the page's tokens. */
import type { ITheme } from "@xterm/xterm"

/** The tokens of the theme shown now. */
export function terminalTheme(page: HTMLElement): ITheme {
  const style = getComputedStyle(page)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    background: token("--term-background"),
    foreground: token("--term-foreground"),
    cursor: token("--cm-cursor"),
    cursorAccent: token("--term-background"),
    selectionBackground: token("--cm-selection"),
    black: token("--term-0"),
    red: token("--term-1"),
    green: token("--term-2"),
    yellow: token("--term-3"),
    blue: token("--term-4"),
    magenta: token("--term-5"),
    cyan: token("--term-6"),
    white: token("--term-7"),
    brightBlack: token("--term-8"),
    brightRed: token("--term-9"),
    brightGreen: token("--term-10"),
    brightYellow: token("--term-11"),
    brightBlue: token("--term-12"),
    brightMagenta: token("--term-13"),
    brightCyan: token("--term-14"),
    brightWhite: token("--term-15"),
  }
}

/** Calls back when the page shows another theme; answers how to stop. */
export function onThemeChange(page: HTMLElement, changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(page, { attributes: true, attributeFilter: ["data-theme"] })
  return () => observer.disconnect()
}
