import CircleAlert from "lucide-react/icons/circle-alert"
import CirclePause from "lucide-react/icons/circle-pause"
import type { AgentState } from "../../core/agent/agent.ts"
import { cx } from "../ui/cx.ts"
import { Spinner } from "../ui/Spinner.tsx"
import { useViewState } from "../workspace/view.ts"
import { statusOf, type Status } from "./status.ts"
import { useTurn } from "./use-turn.ts"

const NO_CONNECTION: Status = { tone: "off", text: "No connection" }

/** What the agent is at, by shape and word. */
export function AgentStatus({ agent }: { agent: AgentState }) {
  const turn = useTurn()
  const writes = useViewState((state) => state.agentAt?.path ?? null)
  const online = useViewState((state) => state.connection.status === "online")
  const paused = useViewState((state) => state.session?.phase.phase === "paused")
  const { tone, text } = online ? statusOf(agent, turn, writes, paused) : NO_CONNECTION
  return (
    <span
      className={cx(
        "mr-auto flex min-w-0 items-center gap-1.5",
        tone === "trouble" ? "text-warn" : tone === "off" ? "text-ink-3" : "text-ink-2",
      )}
    >
      {tone === "working" && <Spinner size={12} />}
      {tone === "trouble" && <CircleAlert size={12} aria-hidden />}
      {tone === "off" && <CirclePause size={12} aria-hidden />}
      {tone === "quiet" && <span aria-hidden className="size-2 rounded-full border-2 border-agent" />}
      <span className="truncate">{text}</span>
    </span>
  )
}
