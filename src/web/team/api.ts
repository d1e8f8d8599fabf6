/** The team's people and keys, as the server takes it. Everything rejects with `ProblemError`. */
import { z } from "zod"
import {
  ApiKey,
  AuditEntry,
  MadeLink,
  Member,
  TeamInvitation,
  type LinkKind,
  type NewApiKey,
  type TeamRole,
} from "../../protocol/team.ts"
import { get, send } from "../console/api.ts"

const part = encodeURIComponent

export const MEMBERS = ["team", "members"]
export const INVITATIONS = ["team", "invitations"]
export const KEYS = ["team", "keys"]
export const AUDIT = ["team", "audit"]

export const memberPath = (id: string): string => `/api/team/members/${part(id)}`
export const invitationPath = (id: string): string => `/api/team/invitations/${part(id)}`

export const fetchMembers = async () =>
  (await get("/api/team/members", z.object({ members: z.array(Member) }))).members
export const setRole = (id: string, role: TeamRole) => send("PUT", memberPath(id), { role }, Member)
export const makeLink = (id: string, kind: LinkKind) =>
  send("POST", `${memberPath(id)}/link`, { kind }, MadeLink)

const Sent = TeamInvitation.extend({ sent: z.boolean() })
export type SentInvitation = z.infer<typeof Sent>
export const fetchInvitations = async () =>
  (await get("/api/team/invitations", z.object({ invitations: z.array(TeamInvitation) }))).invitations
export const invite = (email: string, role: TeamRole) =>
  send("POST", "/api/team/invitations", { email, role }, Sent)

const Made = ApiKey.extend({ key: z.string() })
export type MadeKey = z.infer<typeof Made>
export const fetchKeys = async () => (await get("/api/team/keys", z.object({ keys: z.array(ApiKey) }))).keys
export const makeKey = (wanted: z.infer<typeof NewApiKey>) => send("POST", "/api/team/keys", wanted, Made)
export const revokeKey = (id: string) => send("DELETE", `/api/team/keys/${part(id)}`)

export const fetchAudit = (before: string | null) =>
  get(
    `/api/team/audit${before === null ? "" : `?before=${part(before)}`}`,
    z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
  )
export const auditAddress = (format: "csv" | "jsonl"): string => `/api/team/audit/export?format=${format}`
