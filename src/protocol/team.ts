/** Who people are in a team, and what the pages are told of it. */
import { z } from "zod"
import { weaknessOf } from "./password.ts"
import type { PasswordOwner } from "./password.ts"

/** What somebody may do in a team, least first: each may do what those before it may. */
export const TeamRole = z.enum(["viewer", "assessor", "admin", "owner"])
export type TeamRole = z.infer<typeof TeamRole>

/** Whether a role is at least another. */
export function isAtLeast(role: TeamRole, least: TeamRole): boolean {
  return TeamRole.options.indexOf(role) >= TeamRole.options.indexOf(least)
}

export const Team = z.object({ id: z.string(), name: z.string(), slug: z.string(), role: TeamRole })
export type Team = z.infer<typeof Team>

/** Who is signed in; `team` is the one being worked in, null for somebody in none. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), twoFactor: z.boolean() }),
  team: Team.nullable(),
  teams: z.array(Team),
  /** The sign-in that asks. */
  signIn: z.string().optional(),
})
export type Me = z.infer<typeof Me>

/** What the sign-in page may offer. */
export const SignInOptions = z.object({
  /** Links can be sent by mail. */
  mail: z.boolean(),
  /** The name of the identity provider, where one is set up. */
  sso: z.string().nullable(),
  /** No owner yet: the console has the link. */
  fresh: z.boolean(),
})
export type SignInOptions = z.infer<typeof SignInOptions>

export const PersonName = z.string().trim().min(1).max(100)
export const Email = z
  .email()
  .max(254)
  .transform((address) => address.toLowerCase())
/** Long rather than strange: what is known from leaks is not looked for, what anybody would try first is. */
export const Password = z
  .string()
  .min(10, "must have at least 10 characters")
  .max(128)
  .superRefine((password, context) => refuseWeak(context, password))
export const TeamName = z.string().trim().min(1).max(100)

function refuseWeak(
  context: z.RefinementCtx,
  password: string,
  owner: PasswordOwner = {},
  path: string[] = [],
): void {
  const message = weaknessOf(password, owner)
  if (message !== null) context.addIssue({ code: "custom", message, path, input: password })
}

/** What somebody sends with a new password at `field`, refused where that is made of what is known of them. */
export function withStrongPassword<Shape extends z.ZodType<Record<string, unknown>>>(
  shape: Shape,
  field: string,
  ownerOf: (given: z.output<Shape>) => PasswordOwner,
): Shape {
  return shape.superRefine((given, context) => {
    const password = given[field]
    if (typeof password === "string") refuseWeak(context, password, ownerOf(given), [field])
  })
}

const FirstOwner = z.object({ team: TeamName, name: PersonName, email: Email, password: Password })
/** What the first owner types. */
export const SetUpForm = withStrongPassword(FirstOwner, "password", (given) => given)
/** The first owner, by the link on the console. */
export const SetUp = withStrongPassword(
  FirstOwner.extend({ token: z.string().max(200) }),
  "password",
  (given) => given,
)
export type SetUp = z.infer<typeof SetUp>

export const Member = z.object({
  /** Of the membership. */
  id: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), twoFactor: z.boolean() }),
  role: TeamRole,
  since: z.number(),
})
export type Member = z.infer<typeof Member>

export const TeamInvitation = z.object({
  id: z.string(),
  email: z.string(),
  role: TeamRole,
  invitedBy: z.string(),
  at: z.number(),
  expiresAt: z.number(),
  /** To copy where no mail is sent; only people who may invite are told it. */
  link: z.string(),
})
export type TeamInvitation = z.infer<typeof TeamInvitation>

export const InviteMember = z.object({ email: Email, role: TeamRole })
export const SetRole = z.object({ role: TeamRole })

/** What a link that an admin hands to a member is for. */
export const MemberLink = z.object({ kind: z.enum(["sign-in", "reset"]).default("sign-in") })
export type LinkKind = z.infer<typeof MemberLink>["kind"]
export const MadeLink = z.object({ link: z.string(), minutes: z.number() })

/** What somebody who was invited is told before they accept. */
export const InvitationToTeam = z.object({
  team: z.string(),
  email: z.string(),
  role: TeamRole,
  invitedBy: z.string(),
  /** They have an account already, and only have to sign in. */
  known: z.boolean(),
})
export type InvitationToTeam = z.infer<typeof InvitationToTeam>

export const AcceptInvitation = z.object({ name: PersonName, password: Password })

/** A key a program signs in with; the key itself is told once, when it is made. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** How it begins, to tell it from others. */
  start: z.string(),
  role: TeamRole,
  at: z.number(),
  expiresAt: z.number().nullable(),
  usedAt: z.number().nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const NewApiKey = z.object({
  name: z.string().trim().min(1).max(60),
  role: TeamRole.exclude(["owner"]),
  days: z.number().int().min(1).max(3_650).nullable().default(null),
})

/** One line of the audit log: who did what, to what, from where. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.number(),
  actor: z.object({ kind: z.enum(["user", "key", "system"]), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  address: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFormat = z.enum(["csv", "jsonl"])
export type AuditFormat = z.infer<typeof AuditFormat>
