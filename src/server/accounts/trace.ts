/** What signing in, and changes of one's own account, leave in the audit logs of one's teams. */
import type { AuditEntry } from "../../protocol/team.ts"
import type { Accounts, Person } from "./accounts.ts"
import type { Audit, AuditAction } from "./audit.ts"

/** What came of something that was asked. */
export interface Outcome {
  done: boolean
  /** As a request would send back those it was answered with. */
  cookies: string
  /** The address that somebody wanted to sign in with. */
  email: string | null
  address: string
}

/**
 * Told what is asked below `/api/auth/` before it is (a sign-in that ends is known no more afterwards), answers what
 * writes down what came of it; null for what leaves no trace.
 */
export type Trace = (path: string, cookie: string) => Promise<((outcome: Outcome) => Promise<void>) | null>

const CHANGES: Readonly<Record<string, AuditAction>> = {
  "sign-out": "account.signed-out",
  "change-password": "account.password-changed",
  "revoke-session": "account.sign-ins-revoked",
  "revoke-other-sessions": "account.sign-ins-revoked",
  "two-factor/disable": "account.second-factor-off",
  "two-factor/generate-backup-codes": "account.backup-codes-made",
  "passkey/verify-registration": "account.passkey-added",
  "passkey/delete-passkey": "account.passkey-removed",
}

const SIGN_INS: Readonly<Record<string, string>> = {
  "sign-in/email": "password",
  "magic-link/verify": "link",
  "passkey/verify-authentication": "passkey",
  "two-factor/verify-totp": "one-time code",
  "two-factor/verify-backup-code": "backup code",
  "callback/:id": "single sign-on",
}

export function createTrace(accounts: Accounts, audit: Audit): Trace {
  async function user(cookie: string) {
    const principal = await accounts.of({ cookie })
    return principal?.kind === "user" ? principal : null
  }

  return async (path, cookie) => {
    const [change, by] = [CHANGES[path], SIGN_INS[path]]
    if (!change && !by) return null
    const before = await user(cookie)

    return async ({ done, cookies, email, address }) => {
      async function note(who: Person, action: AuditAction, detail: AuditEntry["detail"] = {}) {
        for (const team of await accounts.teamsOf(who.id))
          await audit({ who, team }, { action, target: who.name, detail, address })
      }
      if (change) return done && before ? note(before, change) : undefined
      if (!done) {
        const tried = before ? null : await accounts.personAt(email === null ? { cookie } : { email })
        return tried ? note(tried, "account.sign-in-failed", { by: by ?? "" }) : undefined
      }
      const after = await user(cookies)
      // Half of a sign-in is none yet.
      if (!after) return
      if (before && path.startsWith("two-factor/"))
        return before.twoFactor ? undefined : note(before, "account.second-factor-on")
      return note(after, "account.signed-in", { by: by ?? "" })
    }
  }
}
