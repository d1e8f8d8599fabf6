import type { SessionState } from "../../core/session.ts"
import { cx } from "../ui/cx.ts"
import { fullDate, timeOfDay } from "../ui/format.ts"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { PaneHeader } from "../workspace/PaneHeader.tsx"
import { ROLE_DOT } from "../workspace/PeopleDots.tsx"
import { useViewState } from "../workspace/view.ts"
import { AssessorActions } from "./AssessorActions.tsx"
import type { Moment } from "./moments.ts"

const ACTOR_DOT = {
  candidate: "bg-candidate",
  agent: "bg-agent",
  assessor: "bg-assessor",
  shell: "bg-shell",
  system: "bg-starter",
} as const

/** Beside the workspace: who is there, what an assessor can do, what happened. */
export function AssessorRail({ session, moments }: { session: SessionState; moments: readonly Moment[] }) {
  return (
    <section
      aria-label="Assessor"
      data-pane="agent"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <People />
      <AssessorActions session={session} />
      <Moments moments={moments} />
    </section>
  )
}

function People() {
  const people = useViewState((state) => state.people)
  const me = useViewState((state) => state.you?.client)
  return (
    <>
      <PaneHeader>Here now</PaneHeader>
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

function Moments({ moments }: { moments: readonly Moment[] }) {
  return (
    <>
      <PaneHeader className="border-t">Moments</PaneHeader>
      <ScrollRegion label="Moments" className="min-h-0 flex-1 overflow-y-auto px-3 py-2" data-pane-focus>
        {moments.length === 0 && <p className="text-ink-2">What happens is listed here, newest first.</p>}
        <ol>
          {moments.toReversed().map((moment) => (
            <li key={moment.id} className="flex gap-2 py-1">
              <span
                aria-hidden
                className={cx("mt-1.5 size-2 shrink-0 rounded-full", ACTOR_DOT[moment.actor])}
              />
              <span className="min-w-0 flex-1">
                {moment.text}
                <span className="sr-only">, by {moment.actor}</span>
              </span>
              <time
                className="text-12 leading-5 text-ink-3 tabular-nums"
                dateTime={new Date(moment.at).toISOString()}
                title={fullDate(moment.at)}
              >
                {timeOfDay(moment.at)}
              </time>
            </li>
          ))}
        </ol>
      </ScrollRegion>
    </>
  )
}
