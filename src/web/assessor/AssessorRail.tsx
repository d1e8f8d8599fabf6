import Check from "lucide-react/icons/check"
import LocateFixed from "lucide-react/icons/locate-fixed"
import { Tabs } from "radix-ui"
import { memo, Suspense } from "react"
import { Button } from "../ui/Button.tsx"
import { cx } from "../ui/cx.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Opening } from "../workspace/AgentPane.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { ROLE_DOT } from "../workspace/PeopleDots.tsx"
import { ChatSlot } from "../workspace/slots.tsx"
import { useBeside } from "../workspace/use-beside.ts"
import { useViewState } from "../workspace/view.ts"
import { AgentControls } from "./AgentControls.tsx"
import { AssessorActions } from "./AssessorActions.tsx"
import type { Line } from "./moments.ts"
import { TAB } from "./tab.ts"

const ACTOR_DOT = {
  candidate: "bg-candidate",
  agent: "bg-agent",
  assessor: "bg-assessor",
  viewer: "bg-starter",
  shell: "bg-shell",
  system: "bg-starter",
} as const

interface Props {
  lines: readonly Line[]
  /** Whether the editor keeps to the candidate, and how to change that; null where there is nobody to follow. */
  following: { on: boolean; toggle: () => void } | null
}

/** Beside an interview in which no question is open: who is there, what an assessor can do, what happened. */
export function AssessorRail({ lines }: Pick<Props, "lines">) {
  return (
    <section aria-label="Assessor" className="flex h-full min-h-0 flex-col bg-canvas">
      <People following={null} />
      <AssessorActions />
      <Moments lines={lines} />
    </section>
  )
}

/**
 * The same beside the workspace, with the agent where one takes part: its conversation is behind a tab unless it has a
 * pane of its own. Draws itself anew, and not the workspace, with what happens.
 */
export const RoomRail = memo(function RoomRail({ lines, following }: Props) {
  const agent = useViewState((state) => state.session?.agent ?? null)
  const beside = useBeside()
  const interview = (
    <>
      <People following={following} />
      <AssessorActions />
      {agent && <AgentControls agent={agent} />}
      <Moments lines={lines} />
    </>
  )
  return (
    <section
      aria-label="Assessor"
      data-pane={beside ? "assessor" : "agent"}
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      {agent && !beside ? (
        <Tabs.Root defaultValue="interview" className="flex min-h-0 flex-1 flex-col">
          <Tabs.List aria-label="What is shown here" className="flex h-8 shrink-0 border-b border-line px-1">
            <Tabs.Trigger value="interview" className={TAB}>
              Interview
            </Tabs.Trigger>
            <Tabs.Trigger value="agent" className={TAB}>
              Conversation
            </Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value="interview" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
            {interview}
          </Tabs.Content>
          <Tabs.Content
            value="agent"
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
          >
            <Suspense fallback={<Opening />}>
              <ChatSlot agent={agent} />
            </Suspense>
          </Tabs.Content>
        </Tabs.Root>
      ) : (
        interview
      )}
    </section>
  )
})

function People({ following }: Pick<Props, "following">) {
  const people = useViewState((state) => state.people)
  const me = useViewState((state) => state.you?.client)
  return (
    <>
      <PaneHeader
        actions={
          following && (
            <Button
              look="quiet"
              aria-pressed={following.on}
              icon={following.on ? <Check size={14} aria-hidden /> : <LocateFixed size={14} aria-hidden />}
              title="Shows the file the candidate is in, at their cursor, until you go elsewhere"
              className={cx("text-12", following.on && "bg-selected font-medium text-ink")}
              onClick={following.toggle}
            >
              Follow the candidate
            </Button>
          )
        }
      >
        Here now
      </PaneHeader>
      <ul className="px-3 py-2">
        {people.map((person) => (
          <li key={person.client} className="flex h-7 items-center gap-2">
            <span aria-hidden className={cx("size-2 rounded-full", ROLE_DOT[person.role])} />
            <span className="truncate">{person.name}</span>
            <span className="text-ink-3">{person.client === me ? "you" : person.role}</span>
            {person.path !== null && (
              <span className="ml-auto truncate text-12 text-ink-3">{person.path}</span>
            )}
          </li>
        ))}
        {people.every(({ role }) => role !== "candidate") && (
          <li className="flex h-7 items-center text-ink-2">The candidate is not connected.</li>
        )}
      </ul>
    </>
  )
}

function Moments({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      <PaneHeader className="border-t">Moments</PaneHeader>
      <ScrollRegion label="Moments" className="min-h-0 flex-1 overflow-y-auto px-3 py-2" data-pane-focus>
        {lines.length === 0 && <p className="text-ink-2">What happens is listed here, newest first.</p>}
        <ol>
          {lines.toReversed().map((line) => (
            <li key={line.id} className="flex gap-2 py-1">
              <span
                aria-hidden
                className={cx("mt-1.5 size-2 shrink-0 rounded-full", ACTOR_DOT[line.actor])}
              />
              <span className="min-w-0 flex-1">
                {line.text}
                <span className="sr-only">, by {line.actor}</span>
              </span>
              <time
                className="text-12 leading-5 text-ink-3 tabular-nums"
                dateTime={new Date(line.at).toISOString()}
                title={fullDate(line.at)}
              >
                {timeOfDay(line.at)}
              </time>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </>
  )
}
