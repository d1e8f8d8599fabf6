import { useQuery, useQueryClient } from "@tanstack/react-query"
import Mail from "lucide-react/icons/mail"
import { useMemo } from "react"
import type { TeamInvitation } from "../../protocol/team.ts"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { CopyButton } from "../ui/CopyField.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { useTableState } from "../ui/table-search.ts"
import { Ago } from "../ui/Time.tsx"
import { fetchInvitations, invitationPath, INVITATIONS } from "./api.ts"
import { removeLater, useRemoving } from "./removals.ts"
import { ROLES } from "./roles.ts"

/** Who was asked to join and has not answered. */
export function InvitationList({ onInvite }: { onInvite: () => void }) {
  const query = useQuery({ queryKey: INVITATIONS, queryFn: fetchInvitations })
  const queries = useQueryClient()
  const removing = useRemoving()
  const shown = useMemo(() => query.data?.filter(({ id }) => !removing.has(id)), [query.data, removing])
  const withdraw = ({ id, email }: TeamInvitation) =>
    removeLater({
      id,
      text: `The invitation of ${email} is withdrawn`,
      method: "DELETE",
      path: invitationPath(id),
      onDone: () => queries.invalidateQueries({ queryKey: INVITATIONS }),
    })
  return (
    <section className="mt-8">
      <h2 className="text-14 font-semibold">Invitations</h2>
      <DataTable
        noun="invitation"
        rows={shown}
        error={query.error}
        retry={query.refetch}
        columns={[...COLUMNS, actsColumn(withdraw)]}
        rowId={({ id }) => id}
        rowName={({ email }) => email}
        rowHeight={36}
        search={false}
        state={useTableState("-at")}
        empty={
          <EmptyState
            small
            icon={<Mail size={18} aria-hidden />}
            title="Nobody is asked to join just now"
            action={<Button onClick={onInvite}>Invite people</Button>}
          >
            Whoever you invite makes their own account by a link, and is in the team at once.
          </EmptyState>
        }
      />
    </section>
  )
}

const COLUMNS: readonly Column<TeamInvitation>[] = [
  { id: "email", header: "Email", value: ({ email }) => email, cell: ({ email }) => email },
  {
    id: "role",
    header: "Role",
    width: 110,
    value: ({ role }) => role,
    cell: ({ role }) => ROLES[role].label,
  },
  {
    id: "by",
    header: "Invited by",
    width: 170,
    wideOnly: true,
    value: ({ invitedBy }) => invitedBy,
    cell: ({ invitedBy }) => invitedBy,
  },
  {
    id: "at",
    header: "Asked",
    width: 130,
    largestFirst: true,
    wideOnly: true,
    value: ({ at }) => at,
    cell: ({ at }) => <Ago at={at} />,
  },
  {
    id: "expires",
    header: "Expires",
    width: 130,
    value: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) =>
      expiresAt > Date.now() ? <Ago at={expiresAt} /> : <Status tone="quiet">Expired</Status>,
  },
]

const actsColumn = (withdraw: (one: TeamInvitation) => void): Column<TeamInvitation> => ({
  id: "acts",
  header: "Acts",
  quiet: true,
  width: 220,
  align: "end",
  cell: (one) => (
    <span className="flex justify-end gap-1">
      <CopyButton text={one.link} label="Copy link" />
      <Button
        look="quiet"
        aria-label={`Withdraw the invitation of ${one.email}`}
        onClick={() => withdraw(one)}
      >
        Withdraw
      </Button>
    </span>
  ),
})
