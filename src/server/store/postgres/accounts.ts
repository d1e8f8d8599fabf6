import { randomBytes } from "node:crypto"
import { drizzleAdapter } from "better-auth/adapters/drizzle"
import { and, asc, desc, eq, lt, ne, sql } from "drizzle-orm"
import type { NodePgDatabase } from "drizzle-orm/node-postgres"
import { AuditEntry, TeamRole } from "../../../protocol/team.ts"
import { createQueues } from "../../workspace/queues.ts"
import type { AccountStore, AuditLog } from "../../accounts/store.ts"
import {
  apiKeys,
  audit,
  credentials,
  members,
  organizations,
  passkeys,
  signIns,
  teamInvitations,
  twoFactors,
  users,
  verifications,
} from "./account-schema.ts"

/** Better-auth's models by its own names. */
const MODELS = {
  user: users,
  session: signIns,
  account: credentials,
  verification: verifications,
  organization: organizations,
  member: members,
  invitation: teamInvitations,
  twoFactor: twoFactors,
  passkey: passkeys,
  apikey: apiKeys,
}

export function openAccounts(db: NodePgDatabase): AccountStore {
  /** Of one name at most one holds a connection while it waits for another server. */
  const queues = createQueues()
  const named = { id: organizations.id, name: organizations.name, slug: organizations.slug }
  return {
    database: drizzleAdapter(db, { provider: "pg", schema: MODELS, transaction: true }),

    async anyBeside(email) {
      return (await db.select({ id: users.id }).from(users).where(ne(users.email, email)).limit(1)).length > 0
    },

    async teamsOf(user) {
      const rows = await db
        .select({ ...named, role: members.role })
        .from(members)
        .innerJoin(organizations, eq(organizations.id, members.organizationId))
        .where(eq(members.userId, user))
        .orderBy(asc(organizations.name), asc(organizations.id))
      return rows.map((row) => ({ ...row, role: TeamRole.parse(row.role) }))
    },

    async membersOf(organization) {
      const rows = await db
        .select({
          id: members.id,
          role: members.role,
          since: members.createdAt,
          user: { id: users.id, name: users.name, email: users.email, twoFactor: users.twoFactorEnabled },
        })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.organizationId, organization))
        .orderBy(asc(users.name), asc(members.id))
      return rows.map(({ id, role, since, user }) => ({
        id,
        role: TeamRole.parse(role),
        since: since.getTime(),
        user: { ...user, twoFactor: user.twoFactor ?? false },
      }))
    },

    async team(id) {
      const [found] = await db.select(named).from(organizations).where(eq(organizations.id, id))
      return found ?? null
    },

    async oldestTeam(beside) {
      const [found] = await db
        .select({ id: organizations.id })
        .from(organizations)
        .where(ne(organizations.slug, beside))
        .orderBy(asc(organizations.createdAt))
        .limit(1)
      return found?.id ?? null
    },

    async teamBySlug(slug) {
      const [found] = await db.select(named).from(organizations).where(eq(organizations.slug, slug))
      return found ?? null
    },

    alone: (name, act) =>
      queues.run(name, () =>
        db.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
          return act()
        }),
      ),

    async forgetProvider(provider) {
      await db.delete(credentials).where(eq(credentials.providerId, provider))
    },

    async withdrawInvitationsOf(organization, inviter) {
      await db
        .update(teamInvitations)
        .set({ status: "canceled" })
        .where(
          and(
            eq(teamInvitations.organizationId, organization),
            eq(teamInvitations.inviterId, inviter),
            eq(teamInvitations.status, "pending"),
          ),
        )
    },

    audit: openAudit(db),
  }
}

/** Sorts by time, and apart within one millisecond. */
const newId = (at: number): string => `${at.toString(36).padStart(9, "0")}-${randomBytes(6).toString("hex")}`

function openAudit(db: NodePgDatabase): AuditLog {
  return {
    async add(organizationId, { at, actor, action, target, detail, address }) {
      await db.insert(audit).values({
        id: newId(at),
        organizationId,
        at,
        actorKind: actor.kind,
        actorId: actor.id,
        actorName: actor.name,
        action,
        target,
        detail: JSON.stringify(detail),
        address,
      })
    },

    async read(organization, limit, before) {
      const own = eq(audit.organizationId, organization)
      const rows = await db
        .select()
        .from(audit)
        .where(before === undefined ? own : and(own, lt(audit.id, before)))
        .orderBy(desc(audit.id))
        .limit(limit)
      return rows.map(({ id, at, actorKind, actorId, actorName, action, target, detail, address }) =>
        AuditEntry.parse({
          id,
          at,
          actor: { kind: actorKind, id: actorId, name: actorName },
          action,
          target,
          detail: JSON.parse(detail),
          address,
        }),
      )
    },
  }
}
