import Bot from "lucide-react/icons/bot"
import ChevronRight from "lucide-react/icons/chevron-right"
import { IconButton } from "../ui/Button.tsx"
import { PaneHeader } from "./PaneHeader.tsx"
import { useWorkspace } from "./workspace.ts"

/** The room kept for the agent. Folded it is a rail; open, it says plainly that no agent takes part. */
export function AgentPane() {
  const { panes } = useWorkspace()
  return (
    <section
      aria-label="Agent"
      data-pane="agent"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <PaneHeader
        actions={
          <IconButton
            label="Fold the agent's pane"
            shortcut="agent"
            aria-expanded
            className="size-6"
            onClick={() => panes.fold("agent", true)}
          >
            <ChevronRight size={14} />
          </IconButton>
        }
      >
        Agent
      </PaneHeader>
      <div className="relative flex min-h-0 flex-1 flex-col items-start gap-2 overflow-y-auto p-4">
        <span className="flex size-8 items-center justify-center rounded-md border border-line bg-surface text-agent">
          <Bot size={16} aria-hidden />
        </span>
        <h3 className="text-14 font-semibold">No agent takes part in this interview</h3>
        <p className="text-ink-2">
          You work on your own here: the editor, the shell and the tests are yours, and nothing reads along to
          make suggestions.
        </p>
        <p className="text-ink-2">
          Where an interview has an agent, the conversation with it is in this place.
        </p>
      </div>
    </section>
  )
}

export function AgentRail() {
  const { panes } = useWorkspace()
  return (
    <section
      aria-label="Agent"
      className="flex h-full w-9 shrink-0 flex-col items-center border-l border-line bg-canvas pt-0.5"
    >
      <IconButton
        label="Show the agent's pane"
        shortcut="agent"
        side="left"
        aria-expanded={false}
        onClick={() => panes.fold("agent", false)}
      >
        <Bot size={16} />
      </IconButton>
    </section>
  )
}
