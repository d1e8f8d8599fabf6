/** Signing in, and one's own account, as the server takes it. Everything rejects with `ProblemError`. */
import { z } from "zod"
import { BackupCodes, Passkey, SecondFactor, SignedIn, SignIn, SocialSignIn } from "../../protocol/account.ts"
import { InvitationToTeam, SignInOptions } from "../../protocol/team.ts"
import type { AcceptInvitation, SetUp } from "../../protocol/team.ts"
import { get, send } from "../console/api.ts"

const post = <T>(path: string, body: object, shape: z.ZodType<T>): Promise<T> =>
  send("POST", `/api/auth/${path}`, body, shape)
const Anything = z.unknown()

export const fetchSignInOptions = () => get("/api/sign-in", SignInOptions)
export const signIn = (given: { email: string; password: string }) => post("sign-in/email", given, SignedIn)
export const signInByCode = (code: string) => post("two-factor/verify-totp", { code }, Anything)
export const signInByBackupCode = (code: string) => post("two-factor/verify-backup-code", { code }, Anything)
export const signInByLink = (token: string) =>
  get(`/api/auth/magic-link/verify?token=${encodeURIComponent(token)}`, SignedIn)
export const sendLink = (email: string) => post("sign-in/magic-link", { email }, Anything)
export const sendReset = (email: string) => post("request-password-reset", { email }, Anything)
export const resetPassword = (token: string, newPassword: string) =>
  post("reset-password", { token, newPassword }, Anything)

/** The address of the identity provider, from which people come back to `to`. */
export const singleSignOn = async (to: string) => (await post("sign-in/social", { to }, SocialSignIn)).url

export const setUp = (given: SetUp) => send("POST", "/api/set-up", given)
export const fetchInvitation = (token: string) =>
  get(`/api/accept/${encodeURIComponent(token)}`, InvitationToTeam)
export const accept = (token: string, given: z.infer<typeof AcceptInvitation>) =>
  send("POST", `/api/accept/${encodeURIComponent(token)}`, given)
export const join = (token: string) =>
  send("POST", `/api/accept/${encodeURIComponent(token)}/join`, {}, z.object({ team: z.string() }))

export const rename = (name: string) => post("update-user", { name }, Anything)
export const changePassword = (given: { password: string; newPassword: string }) =>
  post("change-password", given, Anything)
export const fetchSignIns = () => get("/api/auth/list-sessions", z.array(SignIn))
export const revokeSignIn = (token: string) => post("revoke-session", { token }, Anything)
export const revokeOtherSignIns = () => post("revoke-other-sessions", {}, Anything)
export const beginSecondFactor = (password: string) => post("two-factor/enable", { password }, SecondFactor)
export const removeSecondFactor = (password: string) => post("two-factor/disable", { password }, Anything)
export const makeBackupCodes = async (password: string) =>
  (await post("two-factor/generate-backup-codes", { password }, BackupCodes)).backupCodes
export const leaveTeam = () => send("POST", "/api/team/leave", {})

export const fetchPasskeys = () => get("/api/auth/passkey/list-user-passkeys", z.array(Passkey))
export const renamePasskey = (id: string, name: string) =>
  post("passkey/update-passkey", { id, name }, Anything)
