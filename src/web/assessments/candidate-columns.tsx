import type { Assessment, Invitation } from "../../protocol/assessments.ts"
import { Link } from "../ui/Link.tsx"
import { MoreMenu, type MenuEntry } from "../ui/Menu.tsx"
import { Status } from "../ui/Status.tsx"
import { Ago, DateTime } from "../ui/Time.tsx"
import { Tooltip } from "../ui/Tooltip.tsx"
import type { Column } from "../ui/columns.ts"
import { extraWords, lengthWords, STATUS_WORDS } from "./words.ts"

/** The columns of the candidates' table; `acts` is null for those who may only look. */
export function columnsOf(
  { minutes }: Assessment,
  acts: ((invitation: Invitation) => MenuEntry[]) | null,
): readonly Column<Invitation>[] {
  const columns: Column<Invitation>[] = [
    { id: "name", header: "Candidate", value: ({ name }) => name, cell: ({ name }) => name },
    {
      id: "email",
      header: "Email",
      cell: ({ email }) => <span className="text-ink-2">{email}</span>,
    },
    { id: "status", header: "Status", width: 140, cell: (row) => <InvitationState invitation={row} /> },
    {
      id: "at",
      header: "Invited",
      width: 108,
      largestFirst: true,
      value: ({ at }) => at,
      cell: ({ at }) => <Ago at={at} />,
    },
    {
      id: "expiresAt",
      header: "Link ends",
      width: 108,
      value: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => <Ago at={expiresAt} />,
    },
    {
      id: "scheduledAt",
      header: "Expected",
      width: 148,
      wideOnly: true,
      cell: ({ scheduledAt }) => scheduledAt !== null && <DateTime at={scheduledAt} />,
    },
  ]
  if (!acts) return columns
  return [
    ...columns,
    {
      id: "extra",
      header: "Extra time",
      width: 92,
      cell: ({ extra }) =>
        extra &&
        (minutes === null ? (
          extraWords(extra)
        ) : (
          <Tooltip label={`${lengthWords(minutes, extra)} altogether`}>
            <span>{extraWords(extra)}</span>
          </Tooltip>
        )),
    },
    {
      id: "more",
      header: "More",
      quiet: true,
      width: 44,
      cell: (row) => <MoreMenu label={`More about ${row.name}`} entries={acts(row)} />,
    },
  ]
}

function InvitationState({ invitation }: { invitation: Invitation }) {
  const { status, mailProblem, session } = invitation
  if (mailProblem !== null && status === "invited")
    return (
      <Tooltip label={`The mail was not taken: ${mailProblem}`}>
        <span>
          <Status tone="bad">Mail refused</Status>
        </span>
      </Tooltip>
    )
  const [tone, word] = STATUS_WORDS[status]
  const shown = <Status tone={tone}>{word}</Status>
  return session === null || status === "revoked" ? (
    shown
  ) : (
    <Link href={`/watch/${session}`} look="plain" className="rounded-sm hover:underline">
      {shown}
    </Link>
  )
}
