import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronUp from "lucide-react/icons/chevron-up"
import X from "lucide-react/icons/x"
import { useEffect, useRef } from "react"
import { IconButton } from "../ui/Button.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { useMarks } from "./use-marks.ts"

interface Props {
  query: string
  onQuery: (query: string) => void
  /** How many were found, and which of them is shown, from 0. */
  found: number
  at: number
  onStep: (by: 1 | -1) => void
  /** Is more of the conversation being fetched? */
  fetching: boolean
  onClose: () => void
}

/** Looks through all that was said, newest first; what is not here yet is fetched meanwhile. */
export function ChatSearch({ query, onQuery, found, at, onStep, fetching, onClose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const bar = useRef<HTMLElement>(null)
  useEffect(() => input.current?.focus(), [])
  useMarks(bar, query)
  const said = query.trim() === "" ? "" : found === 0 ? "Nothing found" : `${at + 1} of ${found}`
  return (
    <search ref={bar} className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-canvas px-2">
      <input
        ref={input}
        type="search"
        aria-label="Search the conversation"
        placeholder="Search the conversation"
        value={query}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose()
          else if (event.key === "Enter") onStep(event.shiftKey ? 1 : -1)
          else return
          event.preventDefault()
        }}
        className="h-7 min-w-0 flex-1 rounded-md border border-line-control bg-surface px-2 text-13"
      />
      {fetching && (
        <span className="text-ink-3" title="Fetching what was said before">
          <Spinner size={12} />
        </span>
      )}
      <output className="shrink-0 text-12 text-ink-2 tabular-nums">{said}</output>
      <IconButton label="Earlier" className="size-6" disabled={found === 0} onClick={() => onStep(-1)}>
        <ChevronUp size={14} />
      </IconButton>
      <IconButton label="Later" className="size-6" disabled={found === 0} onClick={() => onStep(1)}>
        <ChevronDown size={14} />
      </IconButton>
      <IconButton label="Close the search" className="size-6" onClick={onClose}>
        <X size={14} />
      </IconButton>
    </search>
  )
}
