import Bot from "lucide-react/icons/bot"
import ChevronDown from "lucide-react/icons/chevron-down"
import { Popover } from "radix-ui"
import { memo, useId } from "react"
import type { AgentState } from "../../core/agent/agent.ts"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { FLOATING } from "../ui/floating.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { report } from "../ui/toasts.tsx"
import { useView, useViewState } from "../workspace/view.ts"
import { useWorkspace } from "../workspace/workspace.ts"
import { changesWords, LEVEL_WORDS, levelReason, LEVELS } from "./words.ts"

/** Where there is little room. */
const SHORT = { consultant: "Consultant", "pair-programming": "Pair", "full-copilot": "Copilot" } as const

/** How much the agent may do now, and what that means; nothing where none takes part. */
export const LevelControl = memo(function LevelControl() {
  const agent = useViewState((state) => state.session?.agent ?? null)
  if (!agent || agent.phase.phase === "waiting" || agent.phase.phase === "ended") return null
  const { name } = LEVEL_WORDS[agent.level.now]
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button
          look="quiet"
          className="gap-1 px-1.5"
          title={`The agent's level: ${name}`}
          aria-label={`Level: ${name}. What it allows`}
        >
          <Bot size={14} aria-hidden className="text-agent" />
          <span className="max-narrow:hidden">{name}</span>
          <span className="max-[700px]:hidden narrow:hidden">{SHORT[agent.level.now]}</span>
          <ChevronDown size={12} aria-hidden className="max-narrow:hidden" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="How the agent helps"
          className={cx(
            FLOATING,
            "max-h-(--radix-popover-content-available-height) w-80 overflow-y-auto p-3",
          )}
        >
          <LevelDetails agent={agent} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
})

/** What each level allows, since when and why it is this one. */
function LevelDetails({ agent }: { agent: AgentState }) {
  const { level, policy } = agent
  const { role } = useWorkspace()
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
        {levelReason(level.by, level.reason)}. {changesWords(policy.changes, role)}
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
