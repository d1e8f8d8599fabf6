import { useNavigate, useSearch } from "@tanstack/react-router"
import ClipboardList from "lucide-react/icons/clipboard-list"
import { useMemo } from "react"
import type { ListedAssessment } from "../../protocol/assessments.ts"
import { usePageCommands } from "../console/commands.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { DataTable } from "../ui/DataTable.tsx"
import { Select } from "../ui/inputs.tsx"
import { useGo } from "../ui/Link.tsx"
import { MoreMenu } from "../ui/Menu.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Badge } from "../ui/Status.tsx"
import { useTableSearch, type TableSearch } from "../ui/table-search.ts"
import { Ago } from "../ui/Time.tsx"
import { useAssessments } from "./api.ts"
import { useAssessmentActs } from "./acts.ts"
import { AssessmentsSearch } from "./search.ts"
import { minutesWords } from "./words.ts"

const SHOWN = [
  { value: "open", label: "In use" },
  { value: "archived", label: "Archived" },
] as const

/** What the team sets up for its candidates. */
export function AssessmentsPage() {
  const { show } = AssessmentsSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const assessments = useAssessments()
  const state = useTableSearch("title")
  const may = useMay("assessor")
  const go = useGo()
  const acts = useAssessmentActs()
  const make = () => go("/assessments/new")
  usePageCommands([may && { label: "New assessment", keys: "n", run: make }])
  const archived = show === "archived"
  const rows = useMemo(
    () => assessments.data?.filter(({ archivedAt }) => (archivedAt !== null) === archived),
    [assessments.data, archived],
  )
  const columns = useMemo(() => columnsOf(may, acts), [may, acts])
  const newOne = may && (
    <Button look="primary" onClick={make}>
      New assessment
    </Button>
  )
  return (
    <ConsolePage
      fill
      title="Assessments"
      about="Which questions, how long, and how much the agent may do. Candidates are invited to one of them."
      actions={newOne}
    >
      <DataTable
        noun="assessment"
        rows={rows}
        columns={columns}
        rowId={({ id }) => id}
        rowName={({ title }) => title}
        href={({ id }) => `/assessments/${id}`}
        state={state}
        error={assessments.error}
        retry={assessments.refetch}
        filters={
          <Select
            aria-label="Show"
            className="w-32"
            choices={SHOWN}
            value={show ?? "open"}
            onChange={(value) =>
              void navigate({
                to: ".",
                search: (now: TableSearch) => ({ ...now, show: value === "archived" ? value : undefined }),
              })
            }
          />
        }
        filtered={archived}
        clearFilters={() => void navigate({ to: ".", search: {} })}
        empty={
          <EmptyState
            icon={<ClipboardList size={18} aria-hidden />}
            title={
              (assessments.data?.length ?? 0) > 0 ? "All assessments are archived" : "No assessments yet"
            }
            action={newOne}
          >
            An assessment is a set of questions with its rules. Make one, then invite candidates to it: each
            gets a link of their own.
          </EmptyState>
        }
      />
    </ConsolePage>
  )
}

function columnsOf(
  may: boolean,
  acts: ReturnType<typeof useAssessmentActs>,
): readonly Column<ListedAssessment>[] {
  const columns: Column<ListedAssessment>[] = [
    {
      id: "title",
      header: "Title",
      value: ({ title }) => title,
      cell: ({ title, practice }) => (
        <span className="inline-flex min-w-0 items-center gap-2">
          <span className="truncate">{title}</span>
          {practice && <Badge>Practice</Badge>}
        </span>
      ),
    },
    {
      id: "questions",
      header: "Questions",
      width: 96,
      align: "end",
      value: (row) => row.questions,
      cell: (row) => row.questions,
    },
    {
      id: "minutes",
      header: "Length",
      width: 112,
      align: "end",
      value: (row) => row.minutes,
      cell: ({ minutes }) =>
        minutes === null ? <span className="text-warn">Look at it</span> : minutesWords(minutes),
    },
    {
      id: "invited",
      header: "Invited",
      width: 88,
      align: "end",
      largestFirst: true,
      value: (row) => row.invited,
      cell: (row) => row.invited,
    },
    {
      id: "started",
      header: "Started",
      width: 88,
      align: "end",
      largestFirst: true,
      wideOnly: true,
      value: (row) => row.started,
      cell: (row) => row.started,
    },
    {
      id: "ended",
      header: "Ended",
      width: 80,
      align: "end",
      largestFirst: true,
      wideOnly: true,
      value: (row) => row.ended,
      cell: (row) => row.ended,
    },
    {
      id: "changed",
      header: "Changed",
      width: 128,
      largestFirst: true,
      value: (row) => row.changedAt,
      text: (row) => row.changedBy,
      cell: ({ changedAt }) => <Ago at={changedAt} />,
    },
  ]
  if (may)
    columns.push({
      id: "more",
      header: "More",
      quiet: true,
      width: 44,
      cell: (row) => <MoreMenu label={`More about ${row.title}`} entries={acts(row)} />,
    })
  return columns
}
