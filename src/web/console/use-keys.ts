import { useEffect, useRef } from "react"
import { isMac } from "../ui/platform.ts"
import { completes, type Waiting } from "./keys.ts"

const TYPING = "input, textarea, select, [contenteditable='true'], .cm-editor, .xterm"
const MODAL = "[role='dialog'][data-state='open'], [role='alertdialog'], [role='menu']"

/** Carries out acts by key; letters alone never while somebody types, nothing while a window or a menu is open. */
export function useKeys(bindings: readonly { keys: string; run: () => void }[]): void {
  const current = useRef(bindings)
  useEffect(() => {
    current.current = bindings
  })
  useEffect(() => {
    let waiting: Waiting | null = null
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || document.querySelector(MODAL)) return
      const now = performance.now()
      const typing = event.target instanceof Element && event.target.closest(TYPING) !== null
      const found = current.current.find(
        ({ keys }) => (!typing || keys.includes("+")) && completes(keys, event, isMac, waiting, now),
      )
      waiting = typing ? null : { key: event.key, at: now }
      if (!found) return
      waiting = null
      event.preventDefault()
      found.run()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])
}
