import { useEffect, useRef } from "react"
import { isMac } from "./platform.ts"
import { pressed, SHORTCUT_IDS, SHORTCUTS, type Actions, type ShortcutId } from "./shortcuts.ts"

const TYPING = "input, textarea, select, [contenteditable='true'], .xterm"

/**
 * Carries out acts by key, before the editor or anything else sees the press. In a shell only those acts that say so;
 * while a modal window is open none; a plain character never while somebody types.
 */
export function useShortcuts(actions: Actions): void {
  const current = useRef(actions)
  useEffect(() => {
    current.current = actions
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.isComposing ||
        document.querySelector("[role='dialog'][data-state='open'], [role='alertdialog']")
      )
        return
      const target = event.target instanceof Element ? event.target : document.body
      const id = SHORTCUT_IDS.find((one) =>
        SHORTCUTS[one].keys.some((keys) => applies(one, keys, event, target)),
      )
      const run = id && current.current[id]
      if (!run) return
      event.preventDefault()
      event.stopPropagation()
      run()
    }
    addEventListener("keydown", onKeyDown, { capture: true })
    return () => removeEventListener("keydown", onKeyDown, { capture: true })
  }, [])
}

function applies(id: ShortcutId, keys: string, event: KeyboardEvent, target: Element): boolean {
  if (SHORTCUTS[id].inEditor || !pressed(keys, event, isMac)) return false
  if (target.closest(".xterm") && !SHORTCUTS[id].inTerminal && !(isMac && event.metaKey)) return false
  return keys.includes("+") || keys.startsWith("f") || !target.closest(TYPING)
}
