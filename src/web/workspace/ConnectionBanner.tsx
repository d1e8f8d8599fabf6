import CloudOff from "lucide-react/icons/cloud-off"
import { Button } from "../ui/Button.tsx"
import { useNow } from "../ui/hooks.ts"
import { useView, useViewState } from "./view.ts"

/** Above everything while the connection is away: nothing is lost, when the next try is, try now. */
export function ConnectionBanner() {
  const view = useView()
  const connection = useViewState((state) => state.connection)
  const role = useViewState((state) => state.you?.role ?? "candidate")
  if (connection.status !== "offline") return null
  return (
    <section
      aria-label="Connection"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 border-b border-line bg-warn-soft px-3 py-1"
    >
      <CloudOff size={16} aria-hidden className="text-warn" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">No connection.</span>{" "}
        <span className="text-ink-2">
          {role === "candidate"
            ? "Go on typing: your edits are kept in this browser and merged when it is back."
            : "What you see is as it was; it catches up when the connection is back."}
        </span>
      </p>
      <NextTry at={connection.retryAt} attempt={connection.attempt} />
      <Button onClick={() => view.retry()}>Try now</Button>
    </section>
  )
}

function NextTry({ at, attempt }: { at: number; attempt: number }) {
  const seconds = Math.max(0, Math.ceil((at - useNow(1_000)) / 1_000))
  return (
    <span className="text-ink-2 tabular-nums">
      {seconds === 0 ? `Trying (attempt ${attempt})` : `Next try in ${seconds} s`}
    </span>
  )
}
