/** A table of invitations to be saved and opened elsewhere. */
import { stringify } from "csv-stringify/sync"
import type { ExtraTime, Invitation } from "../../protocol/assessments.ts"

/** CSV with a byte order mark, which spreadsheets need for letters beyond ASCII; no cell is run as a formula. */
export function invitationTable(invitations: readonly Invitation[]): string {
  const when = (at: number | null): string => (at === null ? "" : new Date(at).toISOString())
  const rows = invitations.map((one) => [
    one.name,
    one.email,
    one.status,
    one.extra ? inWords(one.extra) : "",
    one.invitedBy,
    when(one.at),
    when(one.sentAt),
    when(one.openedAt),
    when(one.scheduledAt),
    when(one.expiresAt),
    one.session ?? "",
    one.link ?? "",
  ])
  const headings = [
    "Name",
    "Email",
    "Status",
    "Extra time",
    "Invited by",
    "Invited",
    "Sent",
    "Opened",
    "Expected",
    "Link ends",
    "Interview",
    "Link",
  ]
  return stringify([headings, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" })
}

const inWords = ({ kind, amount }: ExtraTime): string => (kind === "minutes" ? `${amount} min` : `${amount}%`)
