import { useQuery } from "@tanstack/react-query"
import ChevronDown from "lucide-react/icons/chevron-down"
import ChevronRight from "lucide-react/icons/chevron-right"
import { lazy, Suspense } from "react"
import type { Language } from "../../protocol/ctrf.ts"
import type { Role } from "../../protocol/messages.ts"
import type { QuestionReply } from "../../protocol/http.ts"
import { Button, IconButton } from "../ui/Button.tsx"
import { ScrollRegion } from "../ui/ScrollRegion.tsx"
import { Notice } from "../ui/Notice.tsx"
import { ProblemError } from "../live/session-view.ts"
import { fetchQuestion } from "./api.ts"
import { PaneHeader } from "./PaneHeader.tsx"
import { useWorkspace } from "./workspace.ts"

const Markdown = lazy(() => import("./Markdown.tsx"))

/** The open question in its language; kept, since a question does not change while it is open. */
export function useQuestion(session: string, role: Role, question: string, language: Language) {
  return useQuery({
    queryKey: ["question", session, role, question, language],
    queryFn: () => fetchQuestion(session, role),
    staleTime: Infinity,
    placeholderData: (before) => (before?.id === question ? before : undefined),
  })
}

export function QuestionPane() {
  const { session, role, question, language, panes } = useWorkspace()
  const open = panes.isOpen("question")
  const asked = useQuestion(session, role, question, language)
  return (
    <section
      aria-label="Question"
      data-pane="question"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      <PaneHeader
        actions={
          <IconButton
            label={open ? "Fold the question" : "Show the question"}
            shortcut="question"
            aria-expanded={open}
            className="size-6"
            onClick={() => panes.fold("question", open)}
          >
            {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          </IconButton>
        }
      >
        Question
      </PaneHeader>
      {open && (
        <ScrollRegion label="Statement" className="min-h-0 flex-1 px-4 py-3" data-pane-focus>
          {asked.data && <Statement question={asked.data} />}
          {asked.isPending && <StatementSkeleton />}
          {asked.isError && (
            <Notice
              small
              title="The question could not be loaded"
              actions={<Button onClick={() => void asked.refetch()}>Try again</Button>}
            >
              {asked.error instanceof ProblemError ? asked.error.problem.detail : "Check your network."}
            </Notice>
          )}
        </ScrollRegion>
      )}
    </section>
  )
}

const KINDS: Record<string, string> = {
  algorithm: "Algorithm",
  "bug-hunt": "Bug hunt",
  feature: "Feature",
  review: "Review",
}

function Statement({ question }: { question: QuestionReply }) {
  return (
    <article>
      <h2 className="text-16 font-semibold text-balance">{question.title}</h2>
      <p className="mt-1 mb-3 text-12 text-ink-3">
        {[KINDS[question.kind] ?? question.kind, `about ${question.minutes} minutes`, ...question.tags].join(
          " · ",
        )}
      </p>
      <Suspense fallback={<StatementSkeleton />}>
        <Markdown text={question.statement} />
      </Suspense>
    </article>
  )
}

const WIDTHS = ["w-11/12", "w-full", "w-10/12", "w-7/12", "w-full", "w-9/12"]

function StatementSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 pt-1">
      <span className="sr-only">Loading the question</span>
      {WIDTHS.map((width, index) => (
        <div key={index} className={`h-3 rounded-sm bg-sunken ${width}`} />
      ))}
    </div>
  )
}
