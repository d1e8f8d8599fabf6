import { useParams } from "@tanstack/react-router"
import { useEffect } from "react"
import { openQuestion, type SessionState } from "../../core/session.ts"
import { problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import { Page } from "../ui/Page.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { useLive } from "../workspace/use-live.ts"
import { useViewState, ViewProvider } from "../workspace/view.ts"
import { Workspace } from "../workspace/Workspace.tsx"
import { AssessorRail } from "./AssessorRail.tsx"
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
  // Here, since the workspace is another one after each question and change of language.
  const moments = useMoments()
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
        rail={<AssessorRail session={session} moments={moments} />}
      />
    )
  return (
    <Page aside={session.candidate.name}>
      <div className="flex h-[calc(100vh-40px)]">
        <div className="flex-1 p-8">
          <h1 className="text-20 font-semibold">{session.title}</h1>
          <p className="mt-1 max-w-120 text-14 text-ink-2">{standing(session)}</p>
        </div>
        <div className="w-75 shrink-0 border-l border-line">
          <AssessorRail session={session} moments={moments} />
        </div>
      </div>
    </Page>
  )
}

function standing({ phase, candidate }: SessionState): string {
  switch (phase.phase) {
    case "invited":
      return `${candidate.name} has not agreed to the recording yet. The workspace appears here when the interview starts.`
    case "consented":
      return `${candidate.name} is on the system check. The workspace appears here when the interview starts.`
    case "ended":
      return "The interview has ended. All work is submitted and on the record."
    default:
      return "The next question opens in a moment."
  }
}
