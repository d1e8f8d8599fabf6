import type { InterviewStatus, ListedInterview } from "../../protocol/assessments.ts"
import type { EndReason } from "../../protocol/events.ts"
import { MoreMenu, type MenuEntry } from "../ui/Menu.tsx"
import type { Column } from "../ui/columns.ts"
import { roughly } from "../ui/format.ts"
import { Badge, Status, type StatusTone } from "../ui/Status.tsx"
import { Ago } from "../ui/Time.tsx"
import { Tooltip } from "../ui/Tooltip.tsx"

export const PROGRESS_WORDS: Record<InterviewStatus, readonly [tone: StatusTone, word: string]> = {
  opened: ["waiting", "Opened"],
  consented: ["waiting", "Consented"],
  running: ["live", "Under way"],
  paused: ["warn", "Paused"],
  submitted: ["good", "Submitted"],
  ended: ["quiet", "Ended early"],
}

/** An end that is not the candidate's last submission, by who or what brought it about. */
const END_WORDS: Record<EndReason, string> = {
  submitted: "Submitted",
  withdrawn: "Withdrew",
  "ended-by-assessor": "Ended by assessor",
  expired: "Time ran out",
}

/** The columns, with a menu in each row where there is something to do. */
export function columnsOf(
  acts: ((interview: ListedInterview) => MenuEntry[]) | null,
): readonly Column<ListedInterview>[] {
  if (!acts) return COLUMNS
  return [
    ...COLUMNS,
    {
      id: "more",
      header: "More",
      quiet: true,
      width: 44,
      cell: (row) => <MoreMenu label={`More about ${row.candidate.name}`} entries={acts(row)} />,
    },
  ]
}

const passed = (of: { passed: number; total: number }) => `${of.passed} of ${of.total}`

/** The columns of the interviews' table. The server sorts by those that have a value. */
const COLUMNS: readonly Column<ListedInterview>[] = [
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
    width: 168,
    cell: ({ status, endReason }) => {
      const [tone, word] = PROGRESS_WORDS[status]
      return <Status tone={tone}>{endReason === null ? word : END_WORDS[endReason]}</Status>
    },
  },
  {
    id: "questions",
    header: "Submitted",
    width: 84,
    align: "end",
    cell: ({ questions }) => `${questions.submitted} of ${questions.total}`,
  },
  {
    id: "hidden",
    header: "Hidden tests",
    width: 96,
    align: "end",
    cell: ({ result }) =>
      result && (
        <Tooltip label={`Visible tests: ${passed(result.visible)}`}>
          <span>
            {passed(result.hidden)}
            <span className="sr-only">, visible tests {passed(result.visible)}</span>
          </span>
        </Tooltip>
      ),
  },
  {
    id: "spent",
    header: "Time",
    width: 80,
    align: "end",
    cell: ({ startedAt, spentMs }) => (startedAt === null ? "" : roughly(spentMs)),
  },
  {
    id: "at",
    header: "Opened",
    width: 100,
    largestFirst: true,
    value: ({ at }) => at,
    cell: ({ at }) => <Ago at={at} />,
  },
  {
    id: "ended",
    header: "Ended",
    width: 100,
    wideOnly: true,
    cell: ({ endedAt }) => endedAt !== null && <Ago at={endedAt} />,
  },
  {
    id: "people",
    header: "Who",
    width: 100,
    wideOnly: true,
    cell: ({ invitedBy, watchedBy }) => (
      <span className="truncate text-ink-2">
        {[...new Set([...(invitedBy === null ? [] : [invitedBy]), ...watchedBy])].join(", ")}
      </span>
    ),
  },
]
