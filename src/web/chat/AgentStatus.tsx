import CircleAlert from "lucide-react/icons/circle-alert"
import CirclePause from "lucide-react/icons/circle-pause"
import type { AgentState } from "../../core/agent/agent.ts"
import { cx } from "../ui/cx.ts"
import { Spinner } from "../ui/Spinner.tsx"
import { useViewState } from "../workspace/view.ts"
import { statusOf } from "./status.ts"
import { useTurn } from "./use-turn.ts"

/** What the agent is at, by shape and word. */
export function AgentStatus({ agent }: { agent: AgentState }) {
  const turn = useTurn()
  const writes = useViewState((state) => state.agentAt?.path ?? null)
  const { tone, text } = statusOf(agent, turn, writes)
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
