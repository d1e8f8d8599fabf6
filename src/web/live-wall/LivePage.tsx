import { useNavigate, useSearch } from "@tanstack/react-router"
import CloudOff from "lucide-react/icons/cloud-off"
import Radio from "lucide-react/icons/radio"
import { memo, useDeferredValue } from "react"
import { ConsolePage } from "../console/ConsolePage.tsx"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { timeOfDay } from "../ui/format.ts"
import { useMedia } from "../ui/hooks.ts"
import { Select } from "../ui/inputs.tsx"
import { useGo } from "../ui/Link.tsx"
import { EmptyState } from "../ui/states.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { COLUMNS, WIDE_COLUMNS } from "./columns.tsx"
import type { Listed } from "./feed.ts"
import { countsOf, filterRows, isFiltered, titlesOf, WallSearch } from "./filters.ts"
import { FeedProvider, useOpenFeed, useWallState } from "./use-feed.ts"

/** Every interview of the team that runs, is about to, or ended of late, as it happens. */
export function LivePage() {
  const feed = useOpenFeed()
  const { connection, rows, heardAt } = useWallState(feed)
  // The list may come a moment after the cells: nobody who points or types waits for it.
  const listed = useDeferredValue(rows)
  const { underWay, needing } = countsOf(rows ?? [])
  const about = `${underWay} under way, ${needing} ${needing === 1 ? "needs" : "need"} a person`
  return (
    <FeedProvider value={feed}>
      <ConsolePage title="Live" {...(rows && rows.length > 0 && { about })} fill>
        {connection === "offline" && <Offline since={heardAt} retry={feed.retry} />}
        <WallTable rows={listed} />
      </ConsolePage>
    </FeedProvider>
  )
}

const WallTable = memo(function WallTable({ rows }: { rows: readonly Listed[] | null }) {
  const search = WallSearch.parse(useSearch({ strict: false }))
  const state = useTableSearch("-needs")
  const change = useChange()
  const wide = useMedia("(width >= 1500px)")
  const { standing, needs, assessment } = search
  const titles = [...new Set([...titlesOf(rows ?? []), ...(assessment ? [assessment] : [])])]
  const { needing } = countsOf(rows ?? [])
  return (
    <DataTable
      noun="interview"
      rows={rows ? filterRows(rows, search) : undefined}
      columns={wide ? WIDE_COLUMNS : COLUMNS}
      rowId={({ row }) => row.session}
      rowName={({ row }) => row.candidate}
      href={({ row }) => `/watch/${row.session}`}
      state={state}
      hold
      pageSize={Infinity}
      filtered={isFiltered(search)}
      clearFilters={() => change({ standing: undefined, needs: undefined, assessment: undefined })}
      filters={
        <>
          <Select
            className="w-32"
            aria-label="Standing"
            value={standing ?? "all"}
            choices={STANDING_CHOICES}
            onChange={(value) => change({ standing: value === "all" ? undefined : value })}
          />
          {titles.length > 1 && (
            <Select
              className="w-44"
              aria-label="Assessment"
              value={assessment ?? ""}
              choices={[
                { value: "", label: "Any assessment" },
                ...titles.map((title) => ({ value: title, label: title })),
              ]}
              onChange={(value) => change({ assessment: value || undefined })}
            />
          )}
          <Button aria-pressed={needs === true} onClick={() => change({ needs: needs ? undefined : true })}>
            Needs a person{needing > 0 && ` (${needing})`}
          </Button>
        </>
      }
      empty={<Nobody />}
    />
  )
})

const STANDING_CHOICES = [
  { value: "all", label: "All" },
  { value: "running", label: "Running" },
  { value: "waiting", label: "Not begun" },
  { value: "ended", label: "Ended" },
] as const

function useChange() {
  const navigate = useNavigate()
  return (patch: Pick<WallSearch, "standing" | "needs" | "assessment">) =>
    void navigate({
      to: ".",
      search: (now: WallSearch) => ({ ...now, page: undefined, ...patch }),
      replace: true,
    })
}

function Nobody() {
  const go = useGo()
  const mayInvite = useMay("assessor")
  return (
    <EmptyState
      icon={<Radio size={18} aria-hidden />}
      title="Nobody is in an interview"
      action={
        mayInvite && (
          <Button look="primary" onClick={() => go("/assessments")}>
            Invite a candidate
          </Button>
        )
      }
    >
      An interview appears here once the candidate has opened their link: how far they are, their tests, who
      watches, and when one needs you. Until then they stand in their assessment.
    </EmptyState>
  )
}

/** What stands on the wall is not lost, and is old. */
function Offline({ since, retry }: { since: number; retry: () => void }) {
  return (
    <section
      aria-label="Connection"
      className="mt-2 flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 rounded-md bg-warn-soft px-3 py-1"
    >
      <CloudOff size={16} aria-hidden className="text-warn" />
      <output className="min-w-0 flex-1">
        <span className="font-medium">No connection.</span>{" "}
        <span className="text-ink-2">
          {since > 0 ? `What you see is as it was at ${timeOfDay(since)}; it` : "The wall"} catches up when
          the connection is back.
        </span>
      </output>
      <Button onClick={retry}>Try now</Button>
    </section>
  )
}
