/** Writes down what people and programs did in a team. */
import type { AuditEntry, Team } from "../../protocol/team.ts"
import type { Clock } from "../clock.ts"
import type { AuditLog } from "./store.ts"

export type Audit = (
  who: { who: AuditEntry["actor"]; team: Pick<Team, "id"> },
  act: { action: AuditAction; target: string; detail?: AuditEntry["detail"]; address: string },
) => Promise<void>

/** Every act that is written down, as `topic.what-happened`. */
export type AuditAction =
  | "team.made"
  | "member.invited"
  | "member.invitation-withdrawn"
  | "member.joined"
  | "member.role-changed"
  | "member.removed"
  | "member.left"
  | "member.link-made"
  | "key.made"
  | "key.revoked"
  | "audit.exported"
  | "assessment.made"
  | "assessment.changed"
  | "assessment.archived"
  | "assessment.restored"
  | "invitation.made"
  | "invitation.sent"
  | "invitation.link-made"
  | "invitation.revoked"
  | "invitation.restored"
  | "invitation.extended"
  | "invitation.exported"
  | "interview.erased"
  | "account.signed-in"
  | "account.sign-in-failed"
  | "account.signed-out"
  | "account.sign-ins-revoked"
  | "account.password-changed"
  | "account.password-reset"
  | "account.second-factor-on"
  | "account.second-factor-off"
  | "account.backup-codes-made"
  | "account.passkey-added"
  | "account.passkey-removed"
  | "webhook.made"
  | "webhook.changed"
  | "webhook.removed"
  | "webhook.secret-changed"
  | "settings.changed"
  | "question.created"
  | "question.imported"
  | "question.published"
  | "question.archived"
  | "question.restored"
  | "question.deleted"
  | "question.exported"
  | "question.tried"

/** Resolves when it is stored. */
export function createAudit(log: AuditLog, clock: Clock): Audit {
  return ({ who: { kind, id, name }, team }, { action, target, detail = {}, address }) =>
    log.add(team.id, { at: clock.now(), actor: { kind, id, name }, action, target, detail, address })
}
