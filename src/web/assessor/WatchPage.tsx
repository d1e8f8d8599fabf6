import { useParams } from "@tanstack/react-router"
import { useCallback, useEffect, useMemo, useState } from "react"
import { openQuestion, type SessionState } from "../../core/session.ts"
import { problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import { Page } from "../ui/Page.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { useLive } from "../workspace/use-live.ts"
import { useViewState, ViewProvider } from "../workspace/view.ts"
import type { Followed } from "../workspace/workspace.ts"
import { Workspace } from "../workspace/Workspace.tsx"
import { AssessorRail } from "./AssessorRail.tsx"
import { EndedReview } from "./EndedReview.tsx"
import { linesOf } from "./moments.ts"
import { useMoments } from "./use-moments.ts"

/** An interview as it happens: the candidate's workspace, read-only, and what an assessor may do. */
export function WatchPage() {
  const { id = "" } = useParams({ strict: false })
  const { start, view } = useLive(id, "assessor")
  if (start.isError) {
    const known = start.error instanceof ProblemError ? start.error.problem : problem("internal")
    return <ProblemScreen problem={known} retry={() => void start.refetch()} />
  }
  if (!view) return <WaitingScreen text="Opening the interview" />
  return (
    <ViewProvider value={view}>
      <WatchScreens />
    </ViewProvider>
  )
}

export function WatchScreens() {
  const session = useViewState((state) => state.session)
  const connection = useViewState((state) => state.connection)
  const moments = useMoments()
  const questions = session?.questions
  const lines = useMemo(() => linesOf(moments, questions ?? []), [moments, questions])
  const { follow, following } = useFollowing()
  const name = session?.candidate.name
  useEffect(() => {
    if (name) document.title = `${name} · InterviewLM`
  }, [name])
  if (connection.status === "closed") return <ProblemScreen problem={connection.problem} />
  if (!session) return <WaitingScreen text="Connecting" />
  const question = openQuestion(session)
  if (question)
    return (
      <Workspace
        key={`${question.id}:${question.language}`}
        who="assessor"
        question={question}
        rail={<AssessorRail session={session} lines={lines} following={following} />}
        follow={follow}
      />
    )
  const ended = session.phase.phase === "ended"
  return (
    <Page aside={session.candidate.name}>
      <div className="flex h-[calc(100vh-40px)] max-narrow:h-auto max-narrow:flex-col">
        <div className="min-w-0 flex-1">
          {ended ? (
            <EndedReview session={session} moments={moments} />
          ) : (
            <div className="p-8">
              <h1 className="text-20 font-semibold">{session.title}</h1>
              <p className="mt-1 max-w-120 text-14 text-ink-2">{standing(session)}</p>
            </div>
          )}
        </div>
        <div className="w-75 shrink-0 border-l border-line max-narrow:h-120 max-narrow:w-full max-narrow:border-t max-narrow:border-l-0">
          <AssessorRail session={session} lines={lines} />
        </div>
      </div>
    </Page>
  )
}

/** Keeps to the candidate from the start, until this person goes their own way or says so. */
function useFollowing(): { follow: Followed | null; following: { on: boolean; toggle: () => void } | null } {
  const [on, setOn] = useState(true)
  const candidate = useViewState((state) => state.people.find(({ role }) => role === "candidate"))
  const client = candidate?.client
  const path = candidate?.path ?? null
  const stop = useCallback(() => setOn(false), [])
  const follow = useMemo(
    () => (on && client !== undefined ? { client, path, stop } : null),
    [on, client, path, stop],
  )
  return { follow, following: client === undefined ? null : { on, toggle: () => setOn(!on) } }
}

function standing({ phase, candidate }: SessionState): string {
  switch (phase.phase) {
    case "invited":
      return `${candidate.name} has not agreed to the recording yet. The workspace appears here when the interview starts.`
    case "consented":
      return `${candidate.name} is on the system check. The workspace appears here when the interview starts.`
    default:
      return "The next question opens in a moment."
  }
}
