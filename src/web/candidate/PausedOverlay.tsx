import CirclePause from "lucide-react/icons/circle-pause"
import { useEffect, useState } from "react"
import { remaining, type Phase, type SessionState } from "../../core/session.ts"
import { clockFace, fullDate, timeOfDay } from "../ui/format.ts"
import { focusPane } from "../workspace/panes.ts"
import { useViewState } from "../workspace/view.ts"

/**
 * What had the focus when the pause came has it again afterwards, if nothing else took it; its pane, where the pause
 * took it away, as it does with a shell's keyboard; the editor for what was in none.
 */
function useFocusBack(): void {
  const [before] = useState(() => {
    const element = document.activeElement
    return { element, pane: element?.closest<HTMLElement>("[data-pane]")?.dataset["pane"] ?? "editor" }
  })
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const { element, pane } = before
        if (document.activeElement !== document.body || element === document.body) return
        if (element instanceof HTMLElement) element.focus()
        if (document.activeElement === document.body) focusPane(pane)
      })
    },
    [before],
  )
}

/** Records made before names were kept in them have none. */
function pausedBy({ by, name }: Extract<Phase, { phase: "paused" }>): string {
  if (by.kind !== "assessor") return "It was paused"
  return `${name ?? "An assessor"} paused it`
}

/** Over the workspace while it is paused: by whom, why, and that the clock stands still. */
export function PausedOverlay({ session }: { session: SessionState }) {
  const offline = useViewState((state) => state.connection.status === "offline")
  const { phase } = session
  useFocusBack()
  if (phase.phase !== "paused") return null
  return (
    <div className="fixed inset-0 top-10 z-30 flex items-center justify-center bg-scrim p-4">
      <section
        role="alertdialog"
        aria-labelledby="paused"
        aria-describedby="paused-why"
        className="enter w-full max-w-100 rounded-md border border-line bg-raised p-6 shadow-float"
      >
        <CirclePause size={24} aria-hidden className="text-assessor" />
        <h2 id="paused" className="mt-3 text-20 font-semibold">
          The interview is paused
        </h2>
        <div id="paused-why" className="mt-1 flex flex-col gap-2 text-14 text-ink-2">
          {phase.reason !== "" && (
            <blockquote className="border-l-2 border-assessor pl-3 text-ink">{phase.reason}</blockquote>
          )}
          <p>
            {pausedBy(phase)} at{" "}
            <time dateTime={new Date(phase.since).toISOString()} title={fullDate(phase.since)}>
              {timeOfDay(phase.since)}
            </time>
            . The clock stands still with {clockFace(remaining(session.clock, phase.since), false)} left, and
            your work is kept. It goes on by itself here.
          </p>
          {offline && (
            <p className="text-warn">There is no connection just now; it is tried again by itself.</p>
          )}
        </div>
      </section>
    </div>
  )
}
