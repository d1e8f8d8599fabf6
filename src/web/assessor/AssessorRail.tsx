import { Tabs } from "radix-ui"
import { memo, Suspense, useEffect, useState, type ReactNode } from "react"
import { Opening } from "../workspace/AgentPane.tsx"
import { ChatSlot } from "../workspace/slots.tsx"
import { useBeside } from "../workspace/use-beside.ts"
import { useView, useViewState } from "../workspace/view.ts"
import { AgentControls } from "./AgentControls.tsx"
import { AssessorActions } from "./AssessorActions.tsx"
import { MomentList } from "./MomentList.tsx"
import type { Line } from "./moments.ts"
import { Notes } from "./Notes.tsx"
import { People, type Following } from "./People.tsx"
import { Ratings } from "./Ratings.tsx"
import { showIn, shownIn, TAB } from "./tab.ts"
import { Together } from "./Together.tsx"
import { useAnswersTold } from "./use-answers-told.ts"
import { useComposing } from "./use-composing.ts"

interface Props {
  lines: readonly Line[]
  /** Whom the workspace keeps to, and how to change that. */
  following: Following
}

/**
 * Beside an interview in which no question is open: who is there, what an assessor can do, what happened. `question` is
 * the one that is read, after the end.
 */
export function AssessorRail({ lines, question }: Pick<Props, "lines"> & { question: string | null }) {
  const acting = useViewState((state) => state.you?.role === "assessor")
  return (
    <section aria-label="Assessor" className="flex h-full min-h-0 flex-col bg-canvas">
      <Rail
        tabs={[
          {
            value: "interview",
            label: "Interview",
            content: (
              <>
                <People following={null} />
                {acting && <AssessorActions />}
                <MomentList lines={lines} />
              </>
            ),
          },
          ...common(acting, question),
        ]}
      />
    </section>
  )
}

/**
 * The same beside the workspace, with the agent where one takes part: its conversation is behind a tab unless it has a
 * pane of its own. Draws itself anew, and not the workspace, with what happens.
 */
export const RoomRail = memo(function RoomRail({ lines, following }: Props) {
  const agent = useViewState((state) => state.session?.agent ?? null)
  const acting = useViewState((state) => state.you?.role === "assessor")
  const beside = useBeside()
  const interview = (
    <>
      <People following={following} />
      {acting && <AssessorActions />}
      {acting && agent && <AgentControls agent={agent} />}
      <MomentList lines={lines} />
    </>
  )
  const conversation = agent && (
    <Suspense fallback={<Opening />}>
      <ChatSlot agent={agent} />
    </Suspense>
  )
  return (
    <section
      aria-label="Assessor"
      data-pane={beside ? "assessor" : "agent"}
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <Rail
        tabs={[
          { value: "interview", label: "Interview", content: interview },
          ...common(acting),
          ...(conversation && !beside
            ? [{ value: "agent", label: "Conversation", content: conversation }]
            : []),
        ]}
      />
    </section>
  )
})

interface Tab {
  value: string
  label: string
  content: ReactNode
}

/** What a viewer sees of these is what was sent; notes and ratings are for assessors. */
function common(acting: boolean, question: string | null = null): Tab[] {
  const notes = (
    <>
      <Notes question={question} />
      <Ratings question={question} />
    </>
  )
  return [
    { value: "together", label: "Together", content: <Together /> },
    ...(acting ? [{ value: "notes", label: "Notes", content: notes }] : []),
  ]
}

/** Views of the rail, one at a time; what is begun elsewhere on the page leads to its own. */
function Rail({ tabs }: { tabs: readonly Tab[] }) {
  const { composing, asked } = useComposing()
  const view = useView()
  const [shown, setShown] = useState(() => shownIn(view))
  const [seen, setSeen] = useState(asked)
  if (seen !== asked) {
    setSeen(asked)
    setShown(composing.kind === "note" ? "notes" : "together")
  }
  useEffect(() => showIn(view, shown), [view, shown])
  const value = tabs.some((tab) => tab.value === shown) ? shown : "interview"
  useAnswersTold()
  return (
    <Tabs.Root value={value} onValueChange={setShown} className="flex min-h-0 flex-1 flex-col">
      <Tabs.List
        aria-label="What is shown here"
        className="flex h-8 shrink-0 overflow-x-auto overflow-y-clip border-b border-line px-1"
      >
        {tabs.map((tab) => (
          <Tabs.Trigger key={tab.value} value={tab.value} className={TAB}>
            {tab.label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Content
          key={tab.value}
          value={tab.value}
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
        >
          {tab.content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}
