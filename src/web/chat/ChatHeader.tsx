import BellOff from "lucide-react/icons/bell-off"
import ChevronDown from "lucide-react/icons/chevron-down"
import LocateFixed from "lucide-react/icons/locate-fixed"
import { Popover } from "radix-ui"
import { memo, useId, type ReactNode } from "react"
import { isSpent, type AgentState } from "../../core/agent/agent.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { report } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { AgentStatus } from "./AgentStatus.tsx"
import { dollars, LEVEL_WORDS, levelReason, LEVELS, tokens } from "./words.ts"

/** Under the pane's title: what the agent is at, at which level, and what it has used where that is shown. */
export const ChatHeader = memo(function ChatHeader({ agent }: { agent: AgentState }) {
  const { role } = useWorkspace()
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-1 border-b border-line bg-canvas pr-1 pl-3 text-12">
      <AgentStatus agent={agent} />
      {agent.muted && (
        <span className="flex items-center gap-1 text-ink-3" title="Help comes only when it is asked for">
          <BellOff size={12} aria-hidden /> Only when {role === "candidate" ? "I ask" : "asked"}
        </span>
      )}
      {(role === "assessor" || agent.policy.showCost) && <Usage used={agent.used} spent={isSpent(agent)} />}
      <LevelControl agent={agent} />
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

function LevelControl({ agent }: { agent: AgentState }) {
  const { name } = LEVEL_WORDS[agent.level.now]
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="quiet" className="h-6 px-1.5 text-12" aria-label={`Level: ${name}. What it allows`}>
          {name} <ChevronDown size={12} aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="How the agent helps"
          className={cx(FLOATING, "w-80 p-3")}
        >
          <LevelDetails agent={agent} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** What each level allows, since when and why it is this one. */
function LevelDetails({ agent }: { agent: AgentState }) {
  const { level, policy } = agent
  return (
    <>
      <ul className="flex flex-col gap-2">
        {LEVELS.map((one) => (
          <li
            key={one}
            aria-current={one === level.now ? "true" : undefined}
            className={cx(
              "border-l-2 pl-2",
              one === level.now ? "border-agent" : "border-transparent text-ink-2",
            )}
          >
            <p className="font-medium">
              {LEVEL_WORDS[one].name}
              {one === level.now && <span className="font-normal text-ink-3"> · now</span>}
            </p>
            <p className="text-12">{LEVEL_WORDS[one].allows}</p>
          </li>
        ))}
      </ul>
      <p className="mt-3 border-t border-line pt-2 text-12 text-ink-2">
        Since <time title={fullDate(level.since)}>{timeOfDay(level.since)}</time>,{" "}
        {levelReason(level.by, level.reason)}.{" "}
        {policy.changes === "fixed"
          ? "Only an assessor changes it."
          : policy.changes === "suggest"
            ? "You are asked before it changes."
            : "It may change by itself; you are told when and why."}
      </p>
      <MuteSwitch agent={agent} />
    </>
  )
}

/** "Only when I ask", where the assessment lets the candidate choose. */
function MuteSwitch({ agent: { policy, muted } }: { agent: AgentState }) {
  const view = useView()
  const { canEdit, role } = useWorkspace()
  const id = useId()
  if (!policy.proactive || !policy.mayMute || role !== "candidate") return null
  return (
    <div className="mt-2 flex items-start gap-2 border-t border-line pt-2">
      <input
        type="checkbox"
        id={id}
        checked={muted}
        disabled={!canEdit}
        aria-describedby={`${id}-more`}
        onChange={({ target }) =>
          void view.command({ type: "mute-nudges", muted: target.checked }).catch(report)
        }
        className="mt-0.5 size-4 accent-focus"
      />
      <div>
        <label htmlFor={id} className="font-medium">
          Only when I ask
        </label>
        <p id={`${id}-more`} className="text-12 text-ink-2">
          The agent offers nothing by itself.
        </p>
      </div>
    </div>
  )
}

export function FollowButton() {
  const { followsAgent, followAgent } = useWorkspace()
  return (
    <IconButton
      label={followsAgent ? "Stop following the agent" : "Follow the agent to where it writes"}
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
