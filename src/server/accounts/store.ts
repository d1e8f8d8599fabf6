/** What accounts ask of the database, beside what better-auth does with it. */
import type { BetterAuthOptions } from "better-auth"
import type { AuditEntry, Member, Team } from "../../protocol/team.ts"

export interface AccountStore {
  /** The same database, as better-auth reads and writes it. */
  readonly database: NonNullable<BetterAuthOptions["database"]>
  /** Whether anybody has an account, beside who has that address. */
  anyBeside(email: string): Promise<boolean>
  /** By name; empty for somebody in no team. */
  teamsOf(user: string): Promise<Team[]>
  /** By name. */
  membersOf(organization: string): Promise<Member[]>
  /** Beside the one of that slug; null where there is none. */
  oldestTeam(beside: string): Promise<string | null>
  teamBySlug(slug: string): Promise<{ id: string; name: string; slug: string } | null>
  team(id: string): Promise<{ id: string; name: string; slug: string } | null>
  /** Does something while nobody else, on any server, does anything under the same name. */
  alone<T>(name: string, act: () => Promise<T>): Promise<T>
  /** Cuts every account off from the identity provider; who comes by it again is known by their address. */
  forgetProvider(provider: string): Promise<void>
  /** Withdraws what somebody who may invite no more has asked others to join. */
  withdrawInvitationsOf(organization: string, inviter: string): Promise<void>
  readonly audit: AuditLog
}

export interface AuditLog {
  add(organization: string, entry: Omit<AuditEntry, "id">): Promise<void>
  /** Newest first, those before `before` (an entry's id). */
  read(organization: string, limit: number, before?: string): Promise<AuditEntry[]>
}
