import { useQuery, useQueryClient } from "@tanstack/react-query"
import KeyRound from "lucide-react/icons/key-round"
import { useState } from "react"
import type { ApiKey } from "../../protocol/team.ts"
import { useMay } from "../console/me.ts"
import { usePageCommands } from "../console/commands.ts"
import { Button } from "../ui/Button.tsx"
import type { Column } from "../ui/columns.ts"
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx"
import { DataTable } from "../ui/DataTable.tsx"
import { EmptyState } from "../ui/states.tsx"
import { Status } from "../ui/Status.tsx"
import { useTableSearch } from "../ui/table-search.ts"
import { Ago, DateTime } from "../ui/Time.tsx"
import { toast } from "../ui/toasts.tsx"
import { fetchKeys, KEYS, revokeKey } from "./api.ts"
import { NewKeyDialog } from "./NewKeyDialog.tsx"
import { ROLES } from "./roles.ts"
import { TeamPage } from "./TeamPage.tsx"

/** Keys by which programs do what people do on these pages. */
export function KeysPage() {
  const manages = useMay("admin")
  const query = useQuery({ queryKey: KEYS, queryFn: fetchKeys })
  const queries = useQueryClient()
  const [making, setMaking] = useState(false)
  const [revoked, setRevoked] = useState<ApiKey | null>(null)
  const make = () => setMaking(true)
  usePageCommands([manages && { label: "New key", keys: "n", run: make }])
  const revoke = async ({ id, name }: ApiKey) => {
    await revokeKey(id)
    await queries.invalidateQueries({ queryKey: KEYS })
    toast(`The key ${name} is revoked.`)
  }
  const button = (
    <Button look="primary" onClick={make}>
      New key
    </Button>
  )
  return (
    <TeamPage fill actions={manages && button}>
      <DataTable
        noun="key"
        rows={query.data}
        error={query.error}
        retry={query.refetch}
        columns={[...COLUMNS, revokeColumn(setRevoked)]}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowHeight={36}
        state={useTableSearch("-at")}
        empty={
          <EmptyState icon={<KeyRound size={18} aria-hidden />} title="No keys yet" action={button}>
            A key lets a program of yours do what its role may: make interviews from your applicant tracking
            system, fetch results, watch the audit log. What it can ask is described at{" "}
            <a className="underline" href="/api/openapi.json">
              /api/openapi.json
            </a>
            .
          </EmptyState>
        }
      />
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
      {revoked && (
        <ConfirmDialog
          title={`Revoke ${revoked.name}?`}
          description="Whatever uses it stops working at once, and the key cannot be brought back."
          act="Revoke the key"
          onConfirm={() => revoke(revoked)}
          onClose={() => setRevoked(null)}
        />
      )}
    </TeamPage>
  )
}

const COLUMNS: readonly Column<ApiKey>[] = [
  { id: "name", header: "Name", value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: "start",
    header: "Begins with",
    width: 120,
    wideOnly: true,
    value: ({ start }) => start,
    cell: ({ start }) => <code className="font-mono text-12">{start}…</code>,
  },
  {
    id: "role",
    header: "Role",
    width: 110,
    value: ({ role }) => role,
    cell: ({ role }) => ROLES[role].label,
  },
  {
    id: "at",
    header: "Made",
    width: 140,
    largestFirst: true,
    wideOnly: true,
    value: ({ at }) => at,
    cell: ({ at }) => <DateTime at={at} />,
  },
  {
    id: "used",
    header: "Last used",
    width: 140,
    largestFirst: true,
    value: ({ usedAt }) => usedAt,
    cell: ({ usedAt }) => (usedAt === null ? <Status tone="waiting">Never</Status> : <Ago at={usedAt} />),
  },
  {
    id: "expires",
    header: "Expires",
    width: 140,
    value: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => {
      if (expiresAt === null) return "Never"
      return expiresAt > Date.now() ? <Ago at={expiresAt} /> : <Status tone="quiet">Expired</Status>
    },
  },
]

const revokeColumn = (revoke: (key: ApiKey) => void): Column<ApiKey> => ({
  id: "acts",
  header: "Acts",
  quiet: true,
  width: 100,
  align: "end",
  cell: (key) => (
    <Button look="quiet" aria-label={`Revoke ${key.name}`} onClick={() => revoke(key)}>
      Revoke
    </Button>
  ),
})
