import Check from "lucide-react/icons/check"
import CloudOff from "lucide-react/icons/cloud-off"
import { useEffect, useRef } from "react"
import { cx } from "../ui/cx.ts"
import { Note } from "../ui/Note.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { announce } from "../ui/toasts.tsx"
import type { ViewState } from "../live/session-view.ts"
import { useViewState } from "./view.ts"

type Saved = "offline" | "connecting" | "sending" | "recorded" | "saved"

function savedOf(state: ViewState): Saved {
  if (state.connection.status === "offline") return "offline"
  if (state.connection.status === "connecting") return "connecting"
  if (state.unacknowledged > 0) return "sending"
  return state.unsaved.size > 0 ? "recorded" : "saved"
}

const WORDS: Record<Saved, [word: string, meaning: string]> = {
  offline: ["Offline", "Your edits are kept in this browser and sent when the connection is back."],
  connecting: ["Connecting", "Your edits are kept in this browser meanwhile."],
  sending: ["Saving", "Your last keystrokes are on their way to the record."],
  recorded: ["Recorded", "Your edits are in the record; the files are written in a few seconds."],
  saved: ["Saved", "All your edits are in the record and in the files."],
}

/** Where the work is: on its way, in the record, in the files, or kept in this browser. The interview is being recorded. */
export function SaveStatus() {
  const saved = useViewState(savedOf)
  const [word, meaning] = WORDS[saved]
  useConnectionSaid(saved)
  return (
    <Note label={meaning} className={saved === "offline" ? "font-medium text-warn" : "text-ink-2"}>
      {saved === "offline" && <CloudOff size={14} aria-hidden />}
      {saved === "connecting" && <Spinner />}
      {saved !== "offline" && saved !== "connecting" && (
        <Check size={14} aria-hidden className={cx(saved === "sending" && "opacity-30")} />
      )}
      <span className="max-narrow:sr-only min-w-14">{word}</span>
    </Note>
  )
}

function useConnectionSaid(saved: Saved): void {
  const online = saved !== "offline" && saved !== "connecting"
  const before = useRef(online)
  useEffect(() => {
    if (before.current === online) return
    before.current = online
    announce(
      online
        ? "The connection is back; your edits are sent."
        : "The connection is lost; your edits are kept.",
    )
  }, [online])
}
