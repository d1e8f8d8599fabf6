import { useEffect, useState } from "react"
import type { Draft } from "./draft.ts"

/** A message that arrives sooner is seen in the conversation at once. */
const SLOW_MS = 600

/** What was sent and has not arrived, once that takes its time. */
export function Outgoing({ messages, online }: { messages: readonly Draft[]; online: boolean }) {
  const first = messages[0]?.id
  const [slow, setSlow] = useState<string | undefined>()
  useEffect(() => {
    const timer = setTimeout(() => setSlow(first), SLOW_MS)
    return () => clearTimeout(timer)
  }, [first])
  if (first === undefined || slow === undefined) return null
  return (
    <ul aria-label="On its way" className="flex flex-col gap-0.5 px-1 pb-1.5 text-12 text-ink-2">
      {messages.map(({ id, text }) => (
        <li key={id} className="flex gap-2">
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <span className="shrink-0 text-ink-3">{online ? "Sending" : "Sent once connected"}</span>
        </li>
      ))}
    </ul>
  )
}
