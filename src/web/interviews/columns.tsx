import type { InterviewStatus, ListedInterview } from "../../protocol/assessments.ts"
import type { Column } from "../ui/columns.ts"
import { roughly } from "../ui/format.ts"
import { Badge, Status, type StatusTone } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"

export const PROGRESS_WORDS: Record<InterviewStatus, readonly [tone: StatusTone, word: string]> = {
  opened: ["waiting", "Opened"],
  consented: ["waiting", "Consented"],
  running: ["live", "Under way"],
  paused: ["warn", "Paused"],
  submitted: ["good", "Submitted"],
  ended: ["quiet", "Ended early"],
}

/** The columns of the interviews' table. The server sorts by those that have a value. */
export const COLUMNS: readonly Column<ListedInterview>[] = [
  {
    id: "candidate",
    header: "Candidate",
    value: ({ candidate }) => candidate.name,
    cell: ({ candidate }) => candidate.name,
  },
  {
    id: "assessment",
    header: "Assessment",
    cell: ({ title, assessment, practice }) => (
      <span className="inline-flex max-w-full items-center gap-2">
        <span className="truncate text-ink-2">{assessment?.title ?? title}</span>
        {practice && <Badge>Practice</Badge>}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    width: 124,
    cell: ({ status }) => {
      const [tone, word] = PROGRESS_WORDS[status]
      return <Status tone={tone}>{word}</Status>
    },
  },
  {
    id: "questions",
    header: "Submitted",
    width: 88,
    align: "end",
    cell: ({ questions }) => `${questions.submitted} of ${questions.total}`,
  },
  {
    id: "spent",
    header: "Time",
    width: 88,
    align: "end",
    cell: ({ startedAt, spentMs }) => (startedAt === null ? "" : roughly(spentMs)),
  },
  {
    id: "at",
    header: "Opened",
    width: 120,
    largestFirst: true,
    value: ({ at }) => at,
    cell: ({ at }) => <Ago at={at} />,
  },
  {
    id: "ended",
    header: "Ended",
    width: 120,
    wideOnly: true,
    cell: ({ endedAt }) => endedAt !== null && <Ago at={endedAt} />,
  },
  {
    id: "people",
    header: "Who",
    width: 168,
    wideOnly: true,
    cell: ({ invitedBy, watchedBy }) => (
      <span className="truncate text-ink-2">
        {[...new Set([...(invitedBy === null ? [] : [invitedBy]), ...watchedBy])].join(", ")}
      </span>
    ),
  },
]
