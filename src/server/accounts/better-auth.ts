/** How people sign in: better-auth, set up for this product. Everything about passwords and cookies is its. */
import { apiKey } from "@better-auth/api-key"
import { passkey } from "@better-auth/passkey"
import { betterAuth } from "better-auth"
import type { BetterAuthOptions } from "better-auth"
import { genericOAuth, magicLink, organization, twoFactor } from "better-auth/plugins"
import { createAccessControl } from "better-auth/plugins/access"
import { adminAc, defaultStatements, memberAc, ownerAc } from "better-auth/plugins/organization/access"
import { z } from "zod"
import { LIMITS } from "../../protocol/limits.ts"
import type { TeamRole } from "../../protocol/team.ts"

/** An identity provider that speaks OpenID Connect. */
export interface SsoProvider {
  name: string
  /** Its `/.well-known/openid-configuration`. */
  discoveryUrl: string
  clientId: string
  clientSecret: string
  /** Somebody new with an address at one of these joins as `role`; others need an invitation first. */
  domains: readonly string[]
  role: TeamRole
}

export interface AuthParts {
  database: NonNullable<BetterAuthOptions["database"]>
  /** Signs cookies. */
  secret: string
  /** Where people reach this server. */
  origin: string
  sso: SsoProvider | null
  /** Sends or keeps a link by which somebody signs in, or chooses a new password. */
  sendLink(
    kind: "sign-in" | "reset",
    to: { email: string; name: string | null },
    token: string,
  ): Promise<void>
  /** The team a person works in when they sign in; null for none. */
  firstTeam(user: string): Promise<string | null>
  /** Somebody new was let in by the identity provider. */
  joinBySso(user: { id: string; name: string; email: string }, role: TeamRole): Promise<void>
  /** Somebody chose a new password by a link. */
  passwordReset(user: { id: string; name: string }, address: string): Promise<void>
}

export const SSO_PROVIDER = "sso"
/** What a key begins with, for people and for programs that look for leaked ones. */
export const KEY_PREFIX = "ilm_"

const KEYS = { apiKey: ["create", "read", "update", "delete"] } as const
const control = createAccessControl({ ...defaultStatements, ...KEYS })
const ROLES = {
  owner: control.newRole({ ...ownerAc.statements, ...KEYS }),
  admin: control.newRole({ ...adminAc.statements, ...KEYS }),
  assessor: control.newRole(memberAc.statements),
  viewer: control.newRole(memberAc.statements),
}

export type Auth = ReturnType<typeof createAuth>

export function createAuth(parts: AuthParts) {
  const { database, secret, origin, sso, sendLink, firstTeam, joinBySso } = parts
  const { signInDays, linkMinutes, memberCount } = LIMITS.accounts
  const { hostname, protocol } = new URL(origin)
  const secure = protocol === "https:"
  return betterAuth({
    database,
    secret,
    baseURL: origin,
    basePath: "/api/auth",
    appName: "InterviewLM",
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The server checks where a request comes from before it gets here, for every route alike.
    trustedOrigins: (request) => (request ? [origin, new URL(request.url).origin] : [origin]),
    advanced: {
      cookiePrefix: "interviewlm",
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, secure },
    },
    session: { expiresIn: signInDays * 86_400, updateAge: 86_400 },
    rateLimit: {
      enabled: true,
      storage: "memory",
      window: 60,
      max: LIMITS.accounts.requestsPerMinute,
      customRules: { "/sign-in/email": { window: 60, max: LIMITS.accounts.signInsPerMinute } },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: linkMinutes * 60,
      sendResetPassword: ({ user, token }) => sendLink("reset", user, token),
      onPasswordReset: ({ user }, request) =>
        parts.passwordReset(user, request?.headers.get(ADDRESS_HEADER) ?? ""),
    },
    account: { accountLinking: { enabled: true, trustedProviders: [SSO_PROVIDER] } },
    user: {
      // Each time somebody comes by the provider. Nobody signs themselves up: accounts come of invitations, or of an
      // address at a domain that is let in; and an address the provider has not confirmed is nobody's.
      validateUserInfo({ user, source: { action, oauth } }) {
        if (!oauth) return
        const confirmed = Confirmed.safeParse(oauth.profile).success
        if (!confirmed) return { error: "email-not-confirmed" }
        if (action === "create-user" && !isLetIn(user.email ?? "", sso)) return { error: "not-let-in" }
      },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            // One that takes the place of another goes on in its team.
            const team = session["activeOrganizationId"] ?? (await firstTeam(session.userId))
            return { data: { ...session, activeOrganizationId: team } }
          },
        },
      },
      user: {
        create: {
          async after(user, context) {
            if (context?.path.startsWith("/callback/") && sso) await joinBySso(user, sso.role)
          },
        },
      },
    },
    plugins: [
      organization({
        ac: control,
        roles: ROLES,
        creatorRole: "owner",
        allowUserToCreateOrganization: false,
        membershipLimit: memberCount,
        invitationExpiresIn: LIMITS.accounts.invitationDays * 86_400,
        requireEmailVerificationOnInvitation: false,
      }),
      secondFactor(),
      magicLink({
        disableSignUp: true,
        expiresIn: linkMinutes * 60,
        storeToken: "hashed",
        sendMagicLink: ({ email, token }) => sendLink("sign-in", { email, name: null }, token),
      }),
      passkey({ rpName: "InterviewLM", rpID: isLoopback(hostname) ? "localhost" : hostname }),
      apiKey({
        references: "organization",
        defaultPrefix: KEY_PREFIX,
        enableMetadata: true,
        rateLimit: { enabled: false },
      }),
      ...(sso
        ? [
            genericOAuth({
              config: [
                {
                  providerId: SSO_PROVIDER,
                  name: sso.name,
                  discoveryUrl: sso.discoveryUrl,
                  clientId: sso.clientId,
                  clientSecret: sso.clientSecret,
                  scopes: ["openid", "email", "profile"],
                  pkce: true,
                  requireIdTokenVerification: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
}

/** What a provider says of an address it has confirmed. */
const Confirmed = z.object({ email_verified: z.union([z.literal(true), z.literal("true")]) })

const ASKED_FOR_SECOND_FACTOR = ["/sign-in/email", "/magic-link/verify"]

/** A link by mail, or of an admin, is one factor as a password is: an account with two asks for the other after both. */
function secondFactor() {
  const plugin = twoFactor({ issuer: "InterviewLM" })
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: ({ path }: { path?: string | undefined }) => ASKED_FOR_SECOND_FACTOR.includes(path ?? ""),
  }))
  return { ...plugin, hooks: { ...plugin.hooks, after } }
}

/** Carries the caller's address, as the server knows it, to better-auth. */
export const ADDRESS_HEADER = "x-interviewlm-address"

/** Is it this machine's own address, which browsers treat as `localhost`? */
export const isLoopback = (hostname: string): boolean =>
  ["127.0.0.1", "[::1]", "localhost"].includes(hostname)

export function isLetIn(email: string, sso: Pick<SsoProvider, "domains"> | null): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase()
  return sso?.domains.includes(domain) ?? false
}
