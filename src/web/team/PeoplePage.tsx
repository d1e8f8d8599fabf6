import { useQuery, useQueryClient } from "@tanstack/react-query"
import UserPlus from "lucide-react/icons/user-plus"
import { useMemo, useState } from "react"
import type { LinkKind, Member, TeamRole } from "../../protocol/team.ts"
import { useMay, useMe } from "../console/me.ts"
import { usePageCommands } from "../console/commands.ts"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { DataTable } from "../ui/DataTable.tsx"
import { Select } from "../ui/inputs.tsx"
import { MoreMenu } from "../ui/Menu.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Badge, Status } from "../ui/Status.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { DateTime } from "../ui/Time.tsx"
import { announce, report, undoable } from "../ui/toasts.tsx"
import { fetchMembers, memberPath, MEMBERS, setRole } from "./api.ts"
import { InvitationList } from "./InvitationList.tsx"
import { InviteDialog } from "./InviteDialog.tsx"
import { LinkDialog } from "./LinkDialog.tsx"
import { removeLater, useRemoving } from "./removals.ts"
import { ROLES, rolesToGive } from "./roles.ts"
import { TeamPage } from "./TeamPage.tsx"

/** The people of the team: who they are, what they may do, and whom was asked to join. */
export function PeoplePage() {
  const manages = useMay("admin")
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<{ member: Member; kind: LinkKind } | null>(null)
  const invite = () => setInviting(true)
  usePageCommands([manages && { label: "Invite people", keys: "n", run: invite }])
  const members = useMembers()
  const columns = useColumns(manages, members.change, members.remove, (member, kind) =>
    setLink({ member, kind }),
  )
  return (
    <TeamPage
      actions={
        manages && (
          <Button look="primary" icon={<UserPlus size={14} aria-hidden />} onClick={invite}>
            Invite people
          </Button>
        )
      }
    >
      <DataTable
        noun="member"
        rows={members.shown}
        error={members.query.error}
        retry={members.query.refetch}
        columns={columns}
        rowId={({ id }) => id}
        rowName={({ user }) => user.name}
        rowHeight={36}
        state={useTableSearch("name")}
        empty={<EmptyState title="Nobody is here" />}
      />
      {manages && <InvitationList onInvite={invite} />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {link && <LinkDialog {...link} onClose={() => setLink(null)} />}
    </TeamPage>
  )
}

function useMembers() {
  const query = useQuery({ queryKey: MEMBERS, queryFn: fetchMembers })
  const queries = useQueryClient()
  const removing = useRemoving()
  const again = () => queries.invalidateQueries({ queryKey: MEMBERS })
  const give = async (member: Member, role: TeamRole) => {
    await setRole(member.id, role)
    await Promise.all([again(), queries.invalidateQueries({ queryKey: ["me"] })])
  }
  return {
    query,
    shown: useMemo(() => query.data?.filter(({ id }) => !removing.has(id)), [query.data, removing]),
    change: (member: Member, role: TeamRole) =>
      void give(member, role).then(() => {
        const said = `${member.user.name}: ${ROLES[role].label}`
        undoable(said, () => give(member, member.role))
        announce(said)
      }, report),
    remove: ({ id, user }: Member) =>
      removeLater({
        id,
        text: `${user.name} is removed from the team`,
        method: "DELETE",
        path: memberPath(id),
        onDone: again,
      }),
  }
}

function useColumns(
  manages: boolean,
  change: (member: Member, role: TeamRole) => void,
  remove: (member: Member) => void,
  onLink: (member: Member, kind: LinkKind) => void,
): readonly Column<Member>[] {
  const { user: self, team } = useMe()
  const roles = rolesToGive(team.role)
  const drawn: readonly (Column<Member> | false)[] = [
    {
      id: "name",
      header: "Name",
      value: ({ user }) => user.name,
      text: ({ user }) => user.email,
      cell: ({ user }) => (
        <span className="flex items-center gap-2">
          <span className="truncate">{user.name}</span>
          {user.id === self.id && <Badge>You</Badge>}
        </span>
      ),
    },
    {
      id: "email",
      header: "Email",
      value: ({ user }) => user.email,
      cell: ({ user }) => <span className="truncate">{user.email}</span>,
    },
    {
      id: "role",
      header: "Role",
      width: 150,
      value: ({ role }) => rolesToGive(role).length,
      text: ({ role }) => role,
      cell: (member) =>
        manages && roles.includes(member.role) ? (
          <Select
            aria-label={`Role of ${member.user.name}`}
            className="w-32"
            value={member.role}
            choices={roles.map((role) => ({ value: role, label: ROLES[role].label }))}
            onChange={(role) => change(member, role)}
          />
        ) : (
          ROLES[member.role].label
        ),
    },
    {
      id: "factor",
      header: "Second factor",
      width: 140,
      wideOnly: true,
      value: ({ user }) => Number(user.twoFactor),
      cell: ({ user }) =>
        user.twoFactor ? <Status tone="good">Set up</Status> : <Status tone="waiting">Not set up</Status>,
    },
    {
      id: "since",
      header: "Since",
      width: 150,
      largestFirst: true,
      wideOnly: true,
      value: ({ since }) => since,
      cell: ({ since }) => <DateTime at={since} />,
    },
    manages && {
      id: "more",
      header: "More",
      quiet: true,
      width: 44,
      cell: (member) =>
        member.user.id !== self.id &&
        roles.includes(member.role) && (
          <MoreMenu
            label={`More about ${member.user.name}`}
            entries={[
              { label: "Link to sign in", run: () => onLink(member, "sign-in") },
              { label: "Link to a new password", run: () => onLink(member, "reset") },
              "line",
              { label: "Remove from the team", danger: true, run: () => remove(member) },
            ]}
          />
        ),
    },
  ]
  return drawn.filter((column) => column !== false)
}
