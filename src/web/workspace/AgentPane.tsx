import Bot from "lucide-react/icons/bot"
import ChevronRight from "lucide-react/icons/chevron-right"
import { Suspense } from "react"
import { currentTurn } from "../../core/chat.ts"
import { IconButton } from "../ui/Button.tsx"
import { Spinner } from "../ui/Spinner.tsx"
import { PaneHeader } from "./PaneHeader.tsx"
import { ChatSlot } from "./slots.tsx"
import { useViewState } from "./view.ts"
import { useWorkspace } from "./workspace.ts"

/** The conversation with the agent, or plain words that no agent takes part. Folded it is a rail. */
export function AgentPane() {
  const { panes } = useWorkspace()
  const agent = useViewState((state) => state.session?.agent ?? null)
  const fold = (
    <IconButton
      label="Fold the agent's pane"
      aria-expanded
      className="size-6 max-narrow:hidden"
      onClick={() => panes.fold("agent", true)}
    >
      <ChevronRight size={14} />
    </IconButton>
  )
  return (
    <section
      aria-label="Agent"
      data-pane="agent"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col overflow-y-auto bg-canvas"
    >
      {agent ? (
        <Suspense fallback={<Opening />}>
          <ChatSlot agent={agent} fold={fold} />
        </Suspense>
      ) : (
        <>
          <PaneHeader actions={fold}>Agent</PaneHeader>
          <NoAgent />
        </>
      )}
    </section>
  )
}

export function Opening() {
  return (
    <p className="flex items-center gap-2 p-3 text-ink-2">
      <Spinner /> Opening the conversation
    </p>
  )
}

function NoAgent() {
  return (
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
  )
}

/** The folded pane: that the agent works, or offers something, shows here too. */
export function AgentRail() {
  const { panes } = useWorkspace()
  const activity = useViewState((state) => {
    const chat = state.session?.chat
    if (!chat) return null
    if (currentTurn(chat)) return "works"
    const last = chat.entries.findLast((entry) => entry.kind === "nudge")
    return last?.kind === "nudge" && last.answer === null ? "offers help" : null
  })
  return (
    <section
      aria-label="Agent"
      className="flex h-full w-9 shrink-0 flex-col items-center border-l border-line bg-canvas pt-0.5"
    >
      <IconButton
        label={`Show the agent's pane${activity === null ? "" : `: it ${activity}`}`}
        shortcut="agent"
        side="left"
        aria-expanded={false}
        className="relative"
        onClick={() => panes.showAgent()}
      >
        <Bot size={16} />
        {activity !== null && (
          <span aria-hidden className="dot-working absolute top-0.5 right-0.5 size-2 rounded-full bg-agent" />
        )}
      </IconButton>
    </section>
  )
}
