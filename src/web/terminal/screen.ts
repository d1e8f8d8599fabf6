/** An xterm.js screen on a terminal's bytes. Loaded when the first terminal is shown. */
import { FitAddon } from "@xterm/addon-fit"
import { WebLinksAddon } from "@xterm/addon-web-links"
import { Terminal } from "@xterm/xterm"
import "@xterm/xterm/css/xterm.css"
import { LIMITS } from "../../protocol/limits.ts"
import type { TerminalSource } from "../live/terminal-source.ts"
import type { Settings } from "../settings/settings.ts"
import { onThemeChange, terminalTheme } from "./colours.ts"
import { readOnly as reading } from "./reading.ts"

export interface ScreenOptions {
  parent: HTMLElement
  source: TerminalSource
  settings: Settings
  /** Nothing typed here goes out, and the screen keeps the size others gave it. */
  readOnly: boolean
  /** Whether the shell takes this screen's size, as that of the candidate; one that types as a guest keeps to theirs. */
  ownSize: boolean
  label: string
}

export interface TerminalView {
  change(settings: Settings): void
  focus(): void
  /** Fits the screen to its place; call when it is shown again. */
  fit(): void
  close(): void
}

const RESIZE_AFTER_MS = 80

export function openTerminalView({
  parent,
  source,
  settings,
  readOnly,
  ownSize,
  label,
}: ScreenOptions): TerminalView {
  const page = document.documentElement
  const sizes = ownSize && !readOnly
  const terminal = new Terminal({
    allowProposedApi: false,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorStyle: readOnly ? "underline" : "block",
    disableStdin: readOnly,
    drawBoldTextInBrightColors: false,
    fontFamily: getComputedStyle(page).getPropertyValue("--font-mono").trim() || "monospace",
    fontSize: settings.fontSize,
    fontWeightBold: "600",
    minimumContrastRatio: 4.5,
    rightClickSelectsWord: true,
    screenReaderMode: settings.screenReader,
    scrollback: LIMITS.terminal.scrollbackLines,
    theme: terminalTheme(page),
  })
  const fitting = new FitAddon()
  terminal.loadAddon(fitting)
  terminal.loadAddon(new WebLinksAddon((event, uri) => openLink(event, uri)))
  terminal.attachCustomKeyEventHandler((event) => handleKey(terminal, event))
  terminal.open(parent)
  terminal.textarea?.setAttribute("aria-label", label)

  const read = readOnly ? reading(terminal, parent, label) : null
  let timer: ReturnType<typeof setTimeout> | undefined
  const fit = () => {
    if (parent.clientWidth === 0 || parent.clientHeight === 0) return
    if (read) read.follow()
    else if (sizes) fitting.fit()
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(fit, RESIZE_AFTER_MS)
  }
  const resized = new ResizeObserver(later)
  resized.observe(parent)
  terminal.onData((data) => source.input(data))
  terminal.onBinary((data) => source.input(data))
  if (sizes) terminal.onResize(({ cols, rows }) => source.resize(cols, rows))
  fit()
  if (sizes) source.resize(terminal.cols, terminal.rows)

  const detach = source.attach({
    reset({ cols, rows }) {
      terminal.reset()
      if (!sizes) terminal.resize(cols, rows)
    },
    async write(data) {
      await new Promise<void>((resolve) => terminal.write(data, resolve))
      read?.follow()
      if (!sizes && !read) parent.scrollTop = parent.scrollHeight
    },
  })
  const stopTheme = onThemeChange(page, () => {
    terminal.options.theme = terminalTheme(page)
  })

  return {
    change(next) {
      terminal.options.fontSize = next.fontSize
      terminal.options.screenReaderMode = next.screenReader
      fit()
    },
    focus: () => (read ? parent.focus({ preventScroll: true }) : terminal.focus()),
    fit,
    close() {
      clearTimeout(timer)
      resized.disconnect()
      stopTheme()
      detach()
      read?.close()
      terminal.dispose()
    },
  }
}

/** Ctrl+Shift+C and V copy and paste. False: the terminal leaves the key alone. */
function handleKey(terminal: Terminal, event: KeyboardEvent): boolean {
  if (event.type !== "keydown" || !event.ctrlKey || !event.shiftKey) return true
  if (event.code === "KeyC") {
    event.preventDefault()
    if (terminal.hasSelection())
      void navigator.clipboard?.writeText(terminal.getSelection()).catch(() => undefined)
    return false
  }
  // The browser itself then pastes into the terminal's text area.
  return event.code !== "KeyV"
}

function openLink(event: MouseEvent, uri: string): void {
  if (!event.ctrlKey && !event.metaKey) return
  window.open(uri, "_blank", "noopener,noreferrer")
}
