/** What is being written in a card: kept by its name, so that a pane drawn anew loses nothing. */
import { useState } from "react"

const drafts = new Map<string, string>()

export function useDraft(name: string): [text: string, write: (text: string) => void] {
  const [text, setText] = useState(drafts.get(name) ?? "")
  return [
    text,
    (next) => {
      if (next === "") drafts.delete(name)
      else drafts.set(name, next)
      setText(next)
    },
  ]
}
