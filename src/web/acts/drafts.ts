/** What is being written in a card: kept for this tab by interview and name, so that neither a pane drawn anew nor a reload loses it. */
import { useState } from "react"
import { useViewState } from "../workspace/view.ts"

/** Beside what the browser keeps: it may be told to keep nothing. */
const drafts = new Map<string, string>()

function read(key: string): string {
  try {
    return drafts.get(key) ?? sessionStorage.getItem(key) ?? ""
  } catch {
    return ""
  }
}

function keep(key: string, text: string): void {
  drafts.set(key, text)
  try {
    if (text === "") sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    return
  }
}

export function useDraft(name: string): [text: string, write: (text: string) => void] {
  const session = useViewState((state) => state.session?.id ?? "")
  const key = `interviewlm.card.${session}.${name}`
  const [text, setText] = useState(() => read(key))
  return [
    text,
    (next) => {
      keep(key, next)
      setText(next)
    },
  ]
}
