/** Acts of the audit log in words. */
import type { AuditEntry } from "../../protocol/team.ts"

const SAID: Readonly<Record<string, string>> = {
  "team.made": "Made the team",
  "settings.changed": "Changed the settings",
  "member.invited": "Invited somebody",
  "member.invitation-withdrawn": "Withdrew an invitation",
  "member.joined": "Joined the team",
  "member.role-changed": "Changed a role",
  "member.removed": "Removed somebody",
  "member.left": "Left the team",
  "member.link-made": "Made a link for somebody",
  "key.made": "Made a key",
  "key.revoked": "Revoked a key",
  "audit.exported": "Exported the audit log",
  "account.signed-in": "Signed in",
  "account.sign-in-failed": "Failed to sign in",
  "account.signed-out": "Signed out",
  "account.sign-ins-revoked": "Ended their other sign-ins",
  "account.password-changed": "Changed their password",
  "account.password-reset": "Chose a new password by a link",
  "account.second-factor-on": "Set up a second factor",
  "account.second-factor-off": "Removed their second factor",
  "account.backup-codes-made": "Made new backup codes",
  "account.passkey-added": "Added a passkey",
  "account.passkey-removed": "Removed a passkey",
}

/** An act that is not known here says itself as well as it can: `question.published` is `Question: published`. */
export function actSaid(action: string): string {
  const [topic = "", what = ""] = action.split(".")
  const said = `${topic}: ${what.replaceAll("-", " ")}`
  return SAID[action] ?? said.charAt(0).toUpperCase() + said.slice(1)
}

/** The particulars on one line: `role admin, days 90`. */
export function detailSaid(detail: AuditEntry["detail"]): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ")
}
