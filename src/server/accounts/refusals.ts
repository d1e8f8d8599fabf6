/** What better-auth refuses, in this site's words. */
import { AppError } from "../../protocol/errors.ts"
import type { ErrorCode } from "../../protocol/errors.ts"

/** By better-auth's code; a detail that begins with a field's name is shown at that field. */
const SAID: Readonly<Record<string, readonly [ErrorCode, detail?: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: ["sign-in-failed", "The address or the password is not right."],
  INVALID_PASSWORD: ["account-refused", "password: That is not your password."],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ["account-refused", "Your account has no password: you sign in another way."],
  INVALID_CODE: ["account-refused", "code: That code is not right. Codes change every 30 seconds."],
  INVALID_BACKUP_CODE: ["account-refused", "code: That is none of your backup codes, or it was used."],
  INVALID_TWO_FACTOR_COOKIE: ["sign-in-failed", "It took too long. Begin with your password again."],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [
    "sign-in-failed",
    "Too many codes were wrong. Begin with your password again.",
  ],
  ACCOUNT_TEMPORARILY_LOCKED: [
    "sign-in-failed",
    "Too many codes were wrong. Wait a quarter of an hour, or use a passkey.",
  ],
  TOTP_ALREADY_ENABLED: ["account-refused", "A second factor is set up already: remove it first."],
  TOTP_NOT_ENABLED: ["account-refused", "No second factor is set up."],
  BACKUP_CODES_NOT_ENABLED: ["account-refused", "No second factor is set up."],
  INVALID_TOKEN: ["link-used"],
  SESSION_NOT_FRESH: [
    "account-refused",
    "You signed in more than a day ago. Sign out and in, and try again.",
  ],
  MISSING_OR_NULL_ORIGIN: ["wrong-origin"],
  INVALID_ORIGIN: ["wrong-origin"],
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: ["wrong-origin"],
  CHALLENGE_NOT_FOUND: ["account-refused", "It took too long. Try again."],
  PASSKEY_NOT_FOUND: ["sign-in-failed", "This passkey is not known here. Sign in another way."],
  AUTHENTICATION_FAILED: ["sign-in-failed", "The passkey was not accepted. Sign in another way."],
  FAILED_TO_VERIFY_REGISTRATION: ["account-refused", "The browser's answer was not accepted. Try again."],
  PREVIOUSLY_REGISTERED: ["account-refused", "This device has a passkey for your account."],
  PROVIDER_NOT_FOUND: ["account-refused", "No identity provider is set up."],
  // One answer for a team that is not there and one that is not theirs.
  ORGANIZATION_NOT_FOUND: ["not-found"],
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: ["not-found"],
  YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION: ["not-found"],
  UNAUTHORIZED: ["sign-in-needed"],
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = { 401: "sign-in-needed", 404: "not-found" }

/** A refusal by its status and better-auth's code; one without words of its own has those of the table of errors. */
export function refusalOf(status: number, code: string | undefined): AppError {
  const [own, detail] = SAID[code ?? ""] ?? [BY_STATUS[status] ?? "account-refused"]
  return new AppError(own, detail)
}
