/** The tables of accounts and teams. The first ten are better-auth's, which reads and writes them by these field names. */
import { bigint, boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core"

const when = (name: string) => timestamp(name, { withTimezone: true })

export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    createdAt: when("created_at").notNull().defaultNow(),
    updatedAt: when("updated_at").notNull().defaultNow(),
    twoFactorEnabled: boolean("two_factor_enabled").default(false),
  },
  (table) => [uniqueIndex("users_email").on(table.email)],
)

const ofUser = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" })

export const signIns = pgTable(
  "sign_ins",
  {
    id: text("id").primaryKey(),
    expiresAt: when("expires_at").notNull(),
    token: text("token").notNull(),
    createdAt: when("created_at").notNull().defaultNow(),
    updatedAt: when("updated_at").notNull().defaultNow(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: ofUser(),
    activeOrganizationId: text("active_organization_id"),
  },
  (table) => [uniqueIndex("sign_ins_token").on(table.token), index("sign_ins_user").on(table.userId)],
)

export const credentials = pgTable(
  "credentials",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: ofUser(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: when("access_token_expires_at"),
    refreshTokenExpiresAt: when("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: when("created_at").notNull().defaultNow(),
    updatedAt: when("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("credentials_user").on(table.userId),
    uniqueIndex("credentials_provider_account").on(table.providerId, table.accountId),
  ],
)

export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: when("expires_at").notNull(),
    createdAt: when("created_at").notNull().defaultNow(),
    updatedAt: when("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verifications_identifier").on(table.identifier)],
)

export const organizations = pgTable(
  "organizations",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    logo: text("logo"),
    createdAt: when("created_at").notNull().defaultNow(),
    metadata: text("metadata"),
  },
  (table) => [uniqueIndex("organizations_slug").on(table.slug)],
)

const ofOrganization = () =>
  text("organization_id")
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" })

export const members = pgTable(
  "members",
  {
    id: text("id").primaryKey(),
    organizationId: ofOrganization(),
    userId: ofUser(),
    role: text("role").notNull(),
    createdAt: when("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("members_user_organization").on(table.userId, table.organizationId)],
)

export const teamInvitations = pgTable(
  "team_invitations",
  {
    id: text("id").primaryKey(),
    organizationId: ofOrganization(),
    email: text("email").notNull(),
    role: text("role"),
    status: text("status").notNull().default("pending"),
    expiresAt: when("expires_at").notNull(),
    createdAt: when("created_at").notNull().defaultNow(),
    inviterId: text("inviter_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
  },
  (table) => [index("team_invitations_organization").on(table.organizationId)],
)

export const twoFactors = pgTable(
  "two_factors",
  {
    id: text("id").primaryKey(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    userId: ofUser(),
    verified: boolean("verified").default(true),
    failedVerificationCount: integer("failed_verification_count").default(0),
    lockedUntil: when("locked_until"),
  },
  (table) => [index("two_factors_user").on(table.userId)],
)

export const passkeys = pgTable(
  "passkeys",
  {
    id: text("id").primaryKey(),
    name: text("name"),
    publicKey: text("public_key").notNull(),
    userId: ofUser(),
    credentialID: text("credential_id").notNull(),
    counter: integer("counter").notNull(),
    deviceType: text("device_type").notNull(),
    backedUp: boolean("backed_up").notNull(),
    transports: text("transports"),
    createdAt: when("created_at"),
    aaguid: text("aaguid"),
  },
  (table) => [
    index("passkeys_user").on(table.userId),
    uniqueIndex("passkeys_credential").on(table.credentialID),
  ],
)

export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    configId: text("config_id").notNull().default("default"),
    name: text("name"),
    start: text("start"),
    referenceId: text("reference_id").notNull(),
    prefix: text("prefix"),
    key: text("key").notNull(),
    refillInterval: integer("refill_interval"),
    refillAmount: integer("refill_amount"),
    lastRefillAt: when("last_refill_at"),
    enabled: boolean("enabled").default(true),
    rateLimitEnabled: boolean("rate_limit_enabled").default(true),
    rateLimitTimeWindow: integer("rate_limit_time_window"),
    rateLimitMax: integer("rate_limit_max"),
    requestCount: integer("request_count").default(0),
    remaining: integer("remaining"),
    lastRequest: when("last_request"),
    expiresAt: when("expires_at"),
    createdAt: when("created_at").notNull().defaultNow(),
    updatedAt: when("updated_at").notNull().defaultNow(),
    permissions: text("permissions"),
    metadata: text("metadata"),
  },
  (table) => [index("api_keys_reference").on(table.referenceId), index("api_keys_key").on(table.key)],
)

/** What people and programs did in a team, newest read first. Never changed. */
export const audit = pgTable(
  "audit",
  {
    /** Sorts by time. */
    id: text("id").primaryKey(),
    organizationId: ofOrganization(),
    at: bigint("at", { mode: "number" }).notNull(),
    actorKind: text("actor_kind", { enum: ["user", "key", "system"] }).notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    target: text("target").notNull(),
    /** JSON. */
    detail: text("detail").notNull(),
    address: text("address").notNull(),
  },
  (table) => [index("audit_organization").on(table.organizationId, table.id)],
)
