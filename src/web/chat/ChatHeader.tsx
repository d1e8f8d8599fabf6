import BellOff from "lucide-react/icons/bell-off"
import LocateFixed from "lucide-react/icons/locate-fixed"
import { memo, type ReactNode } from "react"
import { isSpent, type AgentState } from "../../core/agent/agent.ts"
import { IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { AgentStatus } from "./AgentStatus.tsx"
import { dollars, tokens } from "./words.ts"

/** Under the pane's title: what the agent is at, and what it has used where that is shown. */
export const ChatHeader = memo(function ChatHeader({ agent }: { agent: AgentState }) {
  const { role } = useWorkspace()
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-1 border-b border-line bg-canvas px-3 text-12">
      <AgentStatus agent={agent} />
      {agent.muted && (
        <span className="flex items-center gap-1 text-ink-3" title="Help comes only when it is asked for">
          <BellOff size={12} aria-hidden /> Only when {role === "candidate" ? "I ask" : "asked"}
        </span>
      )}
      {agent.model?.languageModel && (role !== "candidate" || agent.policy.showCost) && (
        <Usage used={agent.used} spent={isSpent(agent)} />
      )}
    </div>
  )
})

function Usage({ used, spent }: { used: AgentState["used"]; spent: boolean }) {
  const read = used.input + used.cacheRead + used.cacheWrite
  const all = read + used.output
  const title = `${used.turns} turns; ${read} tokens read, ${used.cacheRead} of them from the cache; ${used.output} written`
  return (
    <span title={title} className={cx("text-12 tabular-nums", spent ? "text-warn" : "text-ink-3")}>
      {tokens(all)} tokens{used.microDollars !== null && ` · ${dollars(used.microDollars)}`}
    </span>
  )
}

export function FollowButton() {
  const { followsAgent, followAgent } = useWorkspace()
  return (
    <IconButton
      label={followsAgent ? "Stop following the agent" : "Follow the agent to where it writes"}
      shortcut="follow-agent"
      aria-pressed={followsAgent}
      className="size-6"
      onClick={() => followAgent(!followsAgent)}
    >
      <LocateFixed size={14} />
    </IconButton>
  )
}

export function ModelName({ agent: { model } }: { agent: AgentState }): ReactNode {
  if (!model) return null
  return (
    <span className="truncate font-normal text-ink-3" title={model.name}>
      {model.languageModel ? model.name : "Built-in coach"}
    </span>
  )
}
