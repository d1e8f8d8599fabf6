import { useParams } from "@tanstack/react-router"
import { useEffect, useMemo } from "react"
import type { SessionState } from "../../core/session.ts"
import { useActsSaid } from "../acts/use-acts-said.ts"
import { ProblemError } from "../live/session-view.ts"
import { problem } from "../../protocol/errors.ts"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { announce } from "../ui/toasts.tsx"
import { preloadSlots } from "../workspace/slots.tsx"
import { useLive } from "../workspace/use-live.ts"
import { useView, useViewState, ViewProvider } from "../workspace/view.ts"
import { Workspace } from "../workspace/Workspace.tsx"
import { ConsentScreen } from "./ConsentScreen.tsx"
import { EndedScreen } from "./EndedScreen.tsx"
import { InUseScreen } from "./InUseScreen.tsx"
import { PausedOverlay } from "./PausedOverlay.tsx"
import { screenOf } from "./screen.ts"
import { SystemCheck } from "./SystemCheck.tsx"
import { useTimeGivenSaid } from "./time-given.ts"

export function CandidatePage() {
  const { id = "" } = useParams({ strict: false })
  const { start, view } = useLive(id, "candidate")
  if (start.isError) {
    const known = start.error instanceof ProblemError ? start.error.problem : problem("internal")
    return <ProblemScreen problem={known} retry={() => void start.refetch()} />
  }
  if (!view) return <WaitingScreen text="Opening your interview" />
  return (
    <ViewProvider value={view}>
      <CandidateScreens />
    </ViewProvider>
  )
}

/** Every page of a candidate's interview, one after the other, from one `SessionView`. */
export function CandidateScreens() {
  const view = useView()
  const connection = useViewState((state) => state.connection)
  const session = useViewState((state) => state.session)
  // oxlint-disable-next-line react/exhaustive-deps -- the state is read whole when one of these parts of it changed
  const shown = useMemo(() => screenOf(view.getState()), [view, connection, session])
  useTitle(session?.title)
  useEffect(preloadSlots, [])
  useTimeGivenSaid()
  useActsSaid()
  useWhereSaid(session)
  switch (shown.screen) {
    case "connecting":
      return <WaitingScreen text="Connecting" />
    case "between":
      return <WaitingScreen text="Your answer is submitted. The next question opens" />
    case "in-use":
      return <InUseScreen />
    case "closed":
      if (shown.problem.code === "taken-over") return <InUseScreen moved />
      return <ProblemScreen problem={shown.problem} />
    case "consent":
      return <ConsentScreen session={shown.session} />
    case "check":
      return <SystemCheck session={shown.session} />
    case "ended":
      return <EndedScreen session={shown.session} />
    case "workspace":
      return (
        <>
          <div className="h-full" inert={shown.paused}>
            <Workspace
              key={`${shown.question.id}:${shown.question.language}`}
              who="candidate"
              question={shown.question}
            />
          </div>
          {shown.paused && <PausedOverlay session={shown.session} />}
        </>
      )
  }
}

function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · InterviewLM`
  }, [title])
}

/** Tells a screen reader which question is open, and at last that none is. */
function useWhereSaid(session: SessionState | null): void {
  const over = session?.phase.phase === "ended"
  const current = session?.current ?? null
  const total = session?.questions.length ?? 0
  useEffect(() => {
    if (over) announce("The interview is over.")
    else if (current !== null) announce(`Question ${current + 1} of ${total} is open.`)
  }, [over, current, total])
}
