import { useNavigate, useParams, useSearch } from "@tanstack/react-router"
import UserPlus from "lucide-react/icons/user-plus"
import { useMemo, useState } from "react"
import { InvitationStatus, type Assessment, type Invitation } from "../../protocol/assessments.ts"
import { usePageCommands } from "../console/commands.ts"
import { useMay } from "../console/me.ts"
import { Button } from "../ui/Button.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { Select } from "../ui/inputs.tsx"
import { EmptyState } from "../ui/states.tsx"
import { useTableSearch, type TableSearch } from "../ui/table-search.ts"
import { tableAddress, useInvitations, useMailReady, type InvitationFilter } from "./api.ts"
import { AssessmentFrame } from "./AssessmentFrame.tsx"
import { BulkActs } from "./BulkActs.tsx"
import { columnsOf } from "./candidate-columns.tsx"
import { useInvitationActs } from "./invitation-acts.ts"
import { InviteDialog } from "./InviteDialog.tsx"
import { CandidatesSearch } from "./search.ts"
import { STATUS_WORDS } from "./words.ts"

const ANY = "any"
const STATUSES = [
  { value: ANY, label: "Any status" },
  ...InvitationStatus.options.map((value) => ({ value, label: STATUS_WORDS[value][1] })),
]
const SORTS: readonly InvitationFilter["sort"][] = ["name", "-name", "at", "-at", "expiresAt", "-expiresAt"]

/** Who is invited to an assessment, how far they are, and what can be done about it. */
export function CandidatesPage() {
  const { id = "" } = useParams({ strict: false })
  const [inviting, setInviting] = useState(false)
  const may = useMay("assessor")
  usePageCommands([may && { label: "Invite candidates", keys: "n", run: () => setInviting(true) }])
  return (
    <AssessmentFrame id={id} fill invite={() => setInviting(true)}>
      {(assessment) => (
        <>
          <Candidates assessment={assessment} invite={() => setInviting(true)} />
          {inviting && <InviteDialog assessment={assessment} onClose={() => setInviting(false)} />}
        </>
      )}
    </AssessmentFrame>
  )
}

function Candidates({ assessment, invite }: { assessment: Assessment; invite: () => void }) {
  const { id, archivedAt } = assessment
  const { status } = CandidatesSearch.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const state = useTableSearch("-at")
  const sort = SORTS.find((one) => one === `${state.sort?.descending ? "-" : ""}${state.sort?.column ?? ""}`)
  const found = useInvitations(id, { q: state.filter.trim(), sort: sort ?? "-at", ...(status && { status }) })
  const may = useMay("assessor")
  const mail = useMailReady()
  const acts = useInvitationActs(mail ?? false)
  const columns = useMemo(() => columnsOf(assessment, may ? acts : null), [assessment, may, acts])
  const rows = useMemo(() => found.data?.pages.flatMap(({ invitations }) => invitations), [found.data])
  const only = (value: string) =>
    void navigate({
      to: ".",
      search: (now: TableSearch) => ({ ...now, status: value === ANY ? undefined : value }),
    })
  return (
    <DataTable<Invitation>
      noun="candidate"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={({ name }) => name}
      href={({ session }) => (session === null ? undefined : `/watch/${session}`)}
      state={state}
      error={found.error}
      retry={found.refetch}
      {...(may && {
        renderBulk: (chosen: readonly Invitation[], clear: () => void) => (
          <BulkActs chosen={chosen} clear={clear} mail={mail ?? false} />
        ),
      })}
      filters={
        <>
          <Select
            aria-label="Status"
            className="w-36"
            choices={STATUSES}
            value={status ?? ANY}
            onChange={only}
          />
          {may && (
            <a
              href={tableAddress(id)}
              download
              className="inline-flex h-7 items-center rounded-md px-2.5 text-13 text-ink-2 hover:bg-hover hover:text-ink"
            >
              Export
            </a>
          )}
        </>
      }
      filtered={status !== undefined}
      clearFilters={() => only(ANY)}
      remote={{
        more: found.hasNextPage,
        loading: found.isFetchingNextPage,
        loadMore: () => void found.fetchNextPage(),
        total: found.data?.pages[0]?.total ?? 0,
      }}
      empty={
        <EmptyState
          icon={<UserPlus size={18} aria-hidden />}
          title="Nobody is invited yet"
          action={
            may &&
            archivedAt === null && (
              <Button look="primary" onClick={invite}>
                Invite candidates
              </Button>
            )
          }
        >
          Each candidate gets a link of their own, one by one or from a list. Here you see who has opened it,
          who is at work and who has submitted.
        </EmptyState>
      }
    />
  )
}
