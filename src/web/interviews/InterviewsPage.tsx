import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import ListChecks from "lucide-react/icons/list-checks"
import { useMemo, useState } from "react"
import {
  InterviewPage,
  InterviewStatus,
  type InterviewQuery,
  type ListedInterview,
} from "../../protocol/assessments.ts"
import { nextFrom, useAssessments } from "../assessments/api.ts"
import { get } from "../console/api.ts"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { Select } from "../ui/inputs.tsx"
import { Link } from "../ui/Link.tsx"
import { EmptyState } from "../ui/states.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { columnsOf, PROGRESS_WORDS } from "./columns.tsx"
import { EraseDialog, mayBeErased } from "./EraseDialog.tsx"
import { InterviewsSearch } from "./search.ts"

const ANY = "any"
const STATUSES = [
  { value: ANY, label: "Any status" },
  ...InterviewStatus.options.map((value) => ({ value, label: PROGRESS_WORDS[value][1] })),
]
const PRACTICE = [
  { value: ANY, label: "With practice" },
  { value: "no", label: "Without practice" },
  { value: "yes", label: "Practice alone" },
]
const SORTS: readonly InterviewQuery["sort"][] = ["candidate", "-candidate", "at", "-at"]
const AT_ONCE = 100
/** While somebody looks at it the list is asked for again: candidates come and go. */
const EVERY_MS = 5_000

interface Erasing {
  interviews: readonly [ListedInterview, ...ListedInterview[]]
  done: () => void
}

/** Every interview of the team: who, what, how far, and the way to watch or review it. */
export function InterviewsPage() {
  const search = InterviewsSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const state = useTableSearch("-at")
  const assessments = useAssessments()
  const sort = SORTS.find((one) => one === `${state.sort?.descending ? "-" : ""}${state.sort?.column ?? ""}`)
  const found = useInterviews({ ...search, q: state.filter.trim(), sort: sort ?? "-at" })
  const rows = useMemo(() => found.data?.pages.flatMap(({ interviews }) => interviews), [found.data])
  const admin = useMay("admin")
  const [erasing, setErasing] = useState<Erasing | null>(null)
  const columns = useMemo(
    () =>
      columnsOf(
        admin
          ? (row) => [
              {
                label: mayBeErased(row) ? "Erase" : "Erase (end it first)",
                danger: true,
                disabled: !mayBeErased(row),
                run: () => setErasing({ interviews: [row], done: () => undefined }),
              },
            ]
          : null,
      ),
    [admin],
  )
  const only = (patch: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: (now: InterviewsSearch) => ({ ...now, ...patch }) })
  const choose = (key: "status" | "assessment" | "practice") => (value: string) =>
    only({ [key]: value === ANY ? undefined : value })
  const titles = [
    { value: ANY, label: "Any assessment" },
    ...(assessments.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <ConsolePage
      fill
      title="Interviews"
      about="Each opens to be watched while it runs, and to be gone through afterwards."
    >
      <DataTable<ListedInterview>
        noun="interview"
        rows={rows}
        columns={columns}
        rowId={({ session }) => session}
        rowName={({ candidate }) => candidate.name}
        href={({ session }) => `/watch/${session}`}
        state={state}
        error={found.error}
        {...(admin && {
          renderBulk: (chosen: readonly ListedInterview[], clear: () => void) => {
            const [first, ...rest] = chosen.filter(mayBeErased)
            return first ? (
              <Button onClick={() => setErasing({ interviews: [first, ...rest], done: clear })}>
                {rest.length + 1 === chosen.length
                  ? "Erase"
                  : `Erase ${rest.length + 1} that are not under way`}
              </Button>
            ) : (
              <span className="text-12 text-ink-2">Under way: end them first, then they can be erased.</span>
            )
          },
        })}
        retry={found.refetch}
        filters={
          <>
            <Select
              aria-label="Status"
              className="w-32"
              choices={STATUSES}
              value={search.status ?? ANY}
              onChange={choose("status")}
            />
            <Select
              aria-label="Assessment"
              className="w-44"
              choices={titles}
              value={search.assessment ?? ANY}
              onChange={choose("assessment")}
            />
            <Select
              aria-label="Practice"
              className="w-38"
              choices={PRACTICE}
              value={search.practice ?? ANY}
              onChange={choose("practice")}
            />
          </>
        }
        filtered={
          search.status !== undefined || search.assessment !== undefined || search.practice !== undefined
        }
        clearFilters={() => only({ status: undefined, assessment: undefined, practice: undefined })}
        remote={{
          more: found.hasNextPage,
          loading: found.isFetchingNextPage,
          loadMore: () => void found.fetchNextPage(),
          total: found.data?.pages[0]?.total ?? 0,
        }}
        empty={
          <EmptyState icon={<ListChecks size={18} aria-hidden />} title="No interviews yet">
            An interview is made when a candidate opens their link.{" "}
            <Link href="/assessments">Invite somebody</Link> to an assessment, and it stands here from then
            on.
          </EmptyState>
        }
      />
      {erasing && (
        <EraseDialog interviews={erasing.interviews} onDone={erasing.done} onClose={() => setErasing(null)} />
      )}
    </ConsolePage>
  )
}

type Filter = Pick<InterviewsSearch, "status" | "assessment" | "practice"> &
  Pick<InterviewQuery, "q" | "sort">

function useInterviews({ q, sort, status, assessment, practice }: Filter) {
  const asked = new URLSearchParams({
    q,
    sort,
    limit: String(AT_ONCE),
    ...(status && { status }),
    ...(assessment && { assessment }),
    ...(practice && { practice }),
  })
  return useInfiniteQuery({
    queryKey: ["interviews", asked.toString()],
    initialPageParam: 0,
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => get(`/api/interviews?${asked}&from=${pageParam}`, InterviewPage),
    getNextPageParam: (last, all) =>
      nextFrom(
        all.map(({ interviews }) => interviews.length),
        last.total,
      ),
  })
}
