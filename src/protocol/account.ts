/** What may be asked at `/api/auth/...`: signing in, and one's own account. What is not named here does not get through. */
import { z } from "zod"
import { Email, Password, PersonName } from "./team.ts"

/** As it was typed; what a new one must be is `Password`. */
export const TypedPassword = z.string().min(1).max(128)

/** An address of this site, such as `/live?page=2`; never one of another. */
export const SitePath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[^\\\s]*$/, "must be an address of this site")

export const EmailAndPassword = z.object({ email: Email, password: TypedPassword })
export const EmailAlone = z.object({ email: Email })
export const NewPassword = z.object({ token: z.string().min(1).max(200), newPassword: Password })
/** Six digits, however they are spaced. */
export const OneTimeCode = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/\D/g, ""))
    .pipe(z.string().length(6, "is six digits")),
})
export const BackupCode = z.object({ code: z.string().trim().min(1).max(40) })
export const PasswordChange = z.object({ password: TypedPassword, newPassword: Password })
export const OwnName = z.object({ name: PersonName })
export const OwnPassword = z.object({ password: TypedPassword })
export const PasskeyName = z.string().trim().min(1).max(60)

const Nothing = z.object({})
/** As the browser's part of WebAuthn gives it; the library on the server looks at every field. */
const Credential = z.record(z.string(), z.unknown())

/** By path below `/api/auth/`: what is asked, as this site says it, in the form that the library wants it in. */
export const ACCOUNT_BODIES: Readonly<Record<string, z.ZodType>> = {
  "sign-in/email": EmailAndPassword,
  "sign-in/magic-link": EmailAlone,
  "sign-in/social": z.object({ to: SitePath.default("/live") }).transform(({ to }) => ({
    provider: "sso",
    callbackURL: to,
    errorCallbackURL: "/sign-in",
    disableRedirect: true,
  })),
  "request-password-reset": EmailAlone,
  "reset-password": NewPassword,
  "passkey/verify-authentication": z.object({ response: Credential }),
  "two-factor/verify-totp": OneTimeCode,
  "two-factor/verify-backup-code": BackupCode,
  "sign-out": Nothing,
  // Whoever changes a password may fear that somebody knows the old one.
  "change-password": PasswordChange.transform(({ password, newPassword }) => ({
    currentPassword: password,
    newPassword,
    revokeOtherSessions: true,
  })),
  "update-user": OwnName,
  "revoke-session": z.object({ token: z.string().max(200) }),
  "revoke-other-sessions": Nothing,
  "two-factor/enable": OwnPassword,
  "two-factor/disable": OwnPassword,
  "two-factor/get-totp-uri": OwnPassword,
  "two-factor/generate-backup-codes": OwnPassword,
  "passkey/verify-registration": z.object({ response: Credential, name: PasskeyName }),
  "passkey/update-passkey": z.object({ id: z.string().max(64), name: PasskeyName }),
  "passkey/delete-passkey": z.object({ id: z.string().max(64) }),
  "organization/set-active": z.object({ organizationId: z.string().max(64) }),
}

/** The password was right, and the account wants a second factor. */
export const SignedIn = z.object({ twoFactorRedirect: z.boolean().default(false) })
export const SocialSignIn = z.object({ url: z.string() })

const When = z.coerce.date().transform((date) => date.getTime())

/** Where somebody is signed in; the token names it to revoke it. */
export const SignIn = z.object({
  id: z.string(),
  token: z.string(),
  createdAt: When,
  updatedAt: When,
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
})
export type SignIn = z.infer<typeof SignIn>

export const Passkey = z.object({
  id: z.string(),
  name: z.string().nullish(),
  createdAt: When,
  /** On several devices, or on one alone. */
  backedUp: z.boolean(),
})
export type Passkey = z.infer<typeof Passkey>

/** Of `two-factor/enable`: what the app of codes takes, and codes for the day it is lost. */
export const SecondFactor = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
export type SecondFactor = z.infer<typeof SecondFactor>
export const BackupCodes = z.object({ backupCodes: z.array(z.string()) })
