import { useParams } from "@tanstack/react-router"
import { useCallback, useEffect, useMemo, useState, type ComponentProps } from "react"
import type { SessionState } from "../../core/session.ts"
import { problem } from "../../protocol/errors.ts"
import type { Moment } from "../../protocol/watch.ts"
import { ProblemError } from "../live/session-view.ts"
import { Page } from "../ui/Page.tsx"
import { ProblemScreen, WaitingScreen } from "../ui/Screen.tsx"
import { useLive } from "../workspace/use-live.ts"
import { useOpenQuestion, useSession, useViewState, ViewProvider } from "../workspace/view.ts"
import type { Followed } from "../workspace/workspace.ts"
import { Workspace } from "../workspace/Workspace.tsx"
import { AssessorRail, RoomRail } from "./AssessorRail.tsx"
import { EndedReview, readIn } from "./EndedReview.tsx"
import type { Following } from "./People.tsx"
import { linesOf, type Line } from "./moments.ts"
import { NotLetIn } from "./NotLetIn.tsx"
import { useMoments } from "./use-moments.ts"
import { useRubric } from "./use-rubric.ts"
import { WayOut } from "./WayOut.tsx"

/** An interview as it happens: the candidate's workspace, read-only, and what an assessor may do. */
export function WatchPage() {
  const { id = "" } = useParams({ strict: false })
  const { start, view } = useLive(id, "assessor")
  if (start.isError) {
    const known = start.error instanceof ProblemError ? start.error.problem : problem("internal")
    if (known.code === "not-signed-in") return <NotLetIn />
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
  const phase = useViewState((state) => state.session?.phase)
  const title = useViewState((state) => state.session?.title)
  const candidate = useViewState((state) => state.session?.candidate)
  const question = useOpenQuestion()
  const connection = useViewState((state) => state.connection)
  const moments = useMoments()
  const lines = useLines(moments)
  const [chosen, setChosen] = useState<string | null>(null)
  const { follow, following } = useFollowing()
  const who = useViewState((state) => state.you?.role ?? "viewer")
  const name = candidate?.name
  const rail = useMemo(() => <RoomRail lines={lines} following={following} />, [lines, following])
  useEffect(() => {
    if (name) document.title = `${name} · InterviewLM`
  }, [name])
  if (connection.status === "closed") return <ProblemScreen problem={connection.problem} />
  if (!phase || !candidate) return <WaitingScreen text="Connecting" />
  if (question)
    return (
      <Workspace
        key={`${question.id}:${question.language}`}
        who={who}
        question={question}
        rail={rail}
        follow={follow}
        mark={MARK}
      />
    )
  return (
    <Page aside={candidate.name} mark={<WayOut named />}>
      <div className="flex h-[calc(100vh-40px)] max-narrow:h-auto max-narrow:flex-col">
        <div className="min-w-0 flex-1">
          {phase.phase === "ended" ? (
            <Ended moments={moments} chosen={chosen} onChoose={setChosen} />
          ) : (
            <div className="p-8">
              <h1 className="text-20 font-semibold">{title}</h1>
              <p className="mt-1 max-w-120 text-14 text-ink-2">{standing(phase, candidate.name)}</p>
            </div>
          )}
        </div>
        <div className="w-75 shrink-0 border-l border-line max-narrow:h-120 max-narrow:w-full max-narrow:border-t max-narrow:border-l-0">
          <BesideNoQuestion lines={lines} chosen={chosen} />
        </div>
      </div>
    </Page>
  )
}

type Chosen = Pick<ComponentProps<typeof EndedReview>, "moments" | "chosen" | "onChoose">

function Ended(props: Chosen) {
  return <EndedReview session={useSession()} {...props} />
}

/** After the end its notes and ratings are of the question whose code is open. */
function BesideNoQuestion({ lines, chosen }: { lines: readonly Line[]; chosen: string | null }) {
  const session = useSession()
  const over = session.phase.phase === "ended"
  return <AssessorRail lines={lines} question={over ? (readIn(session, chosen)?.id ?? null) : null} />
}

/** The moments as lines; what was rated is told by its name, once the rubric is there. */
function useLines(moments: readonly Moment[]): readonly Line[] {
  const session = useViewState((state) => state.session?.id ?? "")
  const questions = useViewState((state) => state.session?.questions)
  const rubric = useRubric(
    session,
    moments.some(({ type }) => type === "assessor.rated"),
  ).data?.questions
  return useMemo(() => linesOf(moments, questions ?? [], rubric), [moments, questions, rubric])
}

/** One for all renders: the workspace under it is drawn anew with whatever is another. */
const MARK = <WayOut />

/** Keeps to the candidate from the start, until this person follows somebody else or goes their own way. */
function useFollowing(): { follow: Followed | null; following: Following } {
  const [chosen, setChosen] = useState<"candidate" | { client: string } | null>("candidate")
  const person = useViewState((state) =>
    state.people.find(({ role, client }) =>
      chosen === "candidate" ? role === "candidate" : client === chosen?.client,
    ),
  )
  const candidate = useViewState((state) => state.people.find(({ role }) => role === "candidate")?.client)
  const looking = useViewState((state) => state.session?.looking ?? null)
  const client = person?.client ?? null
  const path = person?.path ?? null
  const theirs = person?.role === "candidate" ? looking : null
  const stop = useCallback(() => setChosen(null), [])
  const follow = useMemo<Followed | null>(() => {
    if (client === null) return null
    if (!theirs) return { client, path, stop }
    const { bottom, terminal, line } = theirs
    return { client, path, stop, bottom, terminal, ...(theirs.path === path && { line }) }
  }, [client, path, stop, theirs])
  const following = useMemo<Following>(
    () => ({
      client,
      choose: (next) => setChosen(next === null ? null : next === candidate ? "candidate" : { client: next }),
    }),
    [client, candidate],
  )
  return { follow, following }
}

function standing({ phase }: SessionState["phase"], name: string): string {
  switch (phase) {
    case "invited":
      return `${name} has not agreed to the recording yet. The workspace appears here when the interview starts.`
    case "consented":
      return `${name} is on the system check. The workspace appears here when the interview starts.`
    default:
      return "The next question opens in a moment."
  }
}
