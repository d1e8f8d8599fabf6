/** A terminal that is only read: as large as others made it, in a place that scrolls to what is written there. */
import type { Terminal } from "@xterm/xterm"

export interface Reading {
  /** More was written, or the place has another size: keeps to the end unless somebody scrolled up. */
  follow(): void
  close(): void
}

const FULL_PAGE = 0.9

/** No key reaches the terminal: those that move, Space among them, scroll `place`. */
export function readOnly(terminal: Terminal, place: HTMLElement, label: string): Reading {
  let atEnd = true
  terminal.textarea?.setAttribute("disabled", "")
  place.tabIndex = 0
  place.dataset["paneFocus"] = ""
  place.setAttribute("role", "region")
  place.setAttribute("aria-label", label)
  const row = () => (terminal.element?.querySelector(".xterm-screen")?.clientHeight ?? 0) / terminal.rows

  /** What nothing was written in is not scrolled to. */
  function crop(): void {
    const { active } = terminal.buffer
    let used = terminal.rows
    const blank = (line: number) => active.getLine(active.baseY + line)?.translateToString(true) === ""
    while (used > active.cursorY + 1 && blank(used - 1)) used--
    if (!terminal.element || row() === 0) return
    terminal.element.style.height = `${Math.ceil(used * row())}px`
    terminal.element.style.overflow = "hidden"
  }

  function follow(): void {
    crop()
    if (!atEnd) return
    terminal.scrollToBottom()
    place.scrollTop = place.scrollHeight
  }

  function scroll(lines: number): void {
    const { viewportY, baseY } = terminal.buffer.active
    if (lines < 0 ? place.scrollTop === 0 : viewportY < baseY) terminal.scrollLines(lines)
    else place.scrollTop += lines * row()
    note()
  }

  function note(): void {
    const { viewportY, baseY } = terminal.buffer.active
    atEnd = viewportY === baseY && place.scrollHeight - place.scrollTop - place.clientHeight < row()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((place.clientHeight / row()) * FULL_PAGE))
    const all = terminal.buffer.active.length
    const by: Record<string, number> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      " ": event.shiftKey ? -page : page,
      Home: -all,
      End: all,
    }
    const lines = by[event.key]
    if (lines === undefined) return
    event.preventDefault()
    if (event.key === "Home") place.scrollTop = 0
    scroll(lines)
    if (event.key === "End") place.scrollTop = place.scrollHeight
  }

  place.addEventListener("keydown", onKey)
  place.addEventListener("scroll", note)
  const scrolled = terminal.onScroll(note)
  return {
    follow,
    close() {
      place.removeEventListener("keydown", onKey)
      place.removeEventListener("scroll", note)
      scrolled.dispose()
      for (const name of ["tabindex", "data-pane-focus", "role", "aria-label"]) place.removeAttribute(name)
    },
  }
}
