import { useInfiniteQuery } from "@tanstack/react-query"
import Download from "lucide-react/icons/download"
import ScrollText from "lucide-react/icons/scroll-text"
import { useMemo } from "react"
import type { AuditEntry } from "../../protocol/team.ts"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { DataTable } from "../ui/DataTable.tsx"
import { Menu } from "../ui/Menu.tsx"
import { EmptyState } from "../ui/states.tsx"
import { useTableState } from "../ui/table-search.ts"
import { DateTime } from "../ui/Time.tsx"
import { actSaid, detailSaid } from "./acts.ts"
import { AUDIT, auditAddress, fetchAudit } from "./api.ts"
import { TeamPage } from "./TeamPage.tsx"

const KINDS = { user: "", key: "key", system: "server" } as const

const COLUMNS: readonly Column<AuditEntry>[] = [
  {
    id: "who",
    header: "Who",
    width: 190,
    cell: ({ actor }) => (
      <span className="truncate">
        {actor.name} {KINDS[actor.kind] && <span className="text-ink-3">({KINDS[actor.kind]})</span>}
      </span>
    ),
  },
  { id: "what", header: "What", width: 210, cell: ({ action }) => actSaid(action) },
  { id: "target", header: "To whom or what", cell: ({ target }) => <span title={target}>{target}</span> },
  { id: "detail", header: "Particulars", wideOnly: true, cell: ({ detail }) => detailSaid(detail) },
  { id: "address", header: "From", width: 130, wideOnly: true, cell: ({ address }) => address },
  { id: "at", header: "When", width: 140, cell: ({ at }) => <DateTime at={at} /> },
]

/** What was done in the team, newest first; nobody can change it. */
export function AuditPage() {
  const manages = useMay("admin")
  const query = useInfiniteQuery({
    queryKey: AUDIT,
    queryFn: ({ pageParam }) => fetchAudit(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.id ?? null) : null),
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ entries }) => entries), [query.data])
  return (
    <TeamPage
      fill
      actions={
        manages && (
          <Menu
            trigger={<Button icon={<Download size={14} aria-hidden />}>Export</Button>}
            entries={[
              { label: "As CSV, for a spreadsheet", run: () => location.assign(auditAddress("csv")) },
              { label: "As JSON, a line an entry", run: () => location.assign(auditAddress("jsonl")) },
            ]}
          />
        )
      }
    >
      <DataTable
        noun="act"
        rows={rows}
        error={query.error}
        retry={query.refetch}
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowName={({ actor, action }) => `${actor.name}: ${actSaid(action)}`}
        search={false}
        pageSize={Infinity}
        state={useTableState()}
        remote={{
          more: query.hasNextPage,
          loading: query.isFetchingNextPage,
          loadMore: () => void query.fetchNextPage(),
        }}
        empty={
          <EmptyState icon={<ScrollText size={18} aria-hidden />} title="Nothing is written down yet">
            Who signs in, who is invited, which keys are made: each act stands here with its time and address.
          </EmptyState>
        }
      />
    </TeamPage>
  )
}
