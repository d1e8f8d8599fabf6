/** The people of a team: who is in it, who is asked to join, and the keys programs use. */
import type { IncomingHttpHeaders } from "node:http"
import { APIError } from "better-auth/api"
import { AppError } from "../../protocol/errors.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { isAtLeast, TeamRole } from "../../protocol/team.ts"
import type { ApiKey, InvitationToTeam, LinkKind, Member, TeamInvitation } from "../../protocol/team.ts"
import type { Secrets } from "../secrets.ts"
import type { Accounts, Principal } from "./accounts.ts"

type User = Principal & { kind: "user" }

/** What is asked by somebody signed in, of the team they work in; `headers` are theirs. */
export interface Asking {
  readonly user: User
  readonly team: NonNullable<User["team"]>
  readonly headers: IncomingHttpHeaders
}

/** Each throws `AppError`: role-needed for what only an owner may, and what is named beside it. */
export interface Members {
  list(asking: Asking): Promise<Member[]>
  /** last-owner; not-found */
  setRole(asking: Asking, member: string, role: TeamRole): Promise<Member>
  /** last-owner; not-found */
  remove(asking: Asking, member: string): Promise<Member>
  invitations(asking: Asking): Promise<TeamInvitation[]>
  /** member-exists. One who is asked already is asked anew. */
  invite(asking: Asking, email: string, role: TeamRole): Promise<TeamInvitation>
  /** not-found */
  withdraw(asking: Asking, invitation: string): Promise<void>
  /** Of oneself. last-owner */
  leave(asking: Asking): Promise<void>
  /** A path that signs a member in, or lets them choose a password, to hand out where no mail is sent. not-found */
  linkPath(asking: Asking, member: string, kind: LinkKind): Promise<{ path: string; member: Member }>
  /** What an invitation's token stands for. link-unknown, link-expired, link-used, link-revoked */
  invited(token: string): Promise<InvitationToTeam>
  /** Makes the account. Refuses links as `invited` does; member-exists for an address that has one. */
  accept(token: string, given: { name: string; password: string }): Promise<void>
  /** For somebody who has an account at that address. Refuses links as `invited` does; role-needed */
  join(token: string, user: User): Promise<string>
  keys(asking: Asking): Promise<ApiKey[]>
  /** The key itself is in the answer and nowhere else. too-many */
  createKey(
    asking: Asking,
    wanted: { name: string; role: TeamRole; days: number | null },
  ): Promise<ApiKey & { key: string }>
  /** not-found */
  revokeKey(asking: Asking, key: string): Promise<void>
}

const PURPOSE = "team-invitation"
const DAY_MS = 86_400_000

export function createMembers(accounts: Accounts, secrets: Secrets, origin: () => string): Members {
  const api = () => accounts.auth().api
  const adapter = async () => (await accounts.auth().$context).adapter

  /** Owners are an owner's business: nobody makes or unmakes one who is none. */
  function mayConcern({ team }: Asking, ...roles: readonly TeamRole[]): void {
    if (roles.includes("owner") && team.role !== "owner") throw new AppError("role-needed")
  }

  async function list({ team, headers }: Asking): Promise<Member[]> {
    const { members } = await api().listMembers({
      query: { organizationId: team.id, limit: LIMITS.accounts.memberCount },
      headers: cookieOf(headers),
    })
    const found = await Promise.all(
      members.map(async ({ id, userId, role, createdAt }) => {
        const user = await (
          await adapter()
        ).findOne<{ id: string; name: string; email: string; twoFactorEnabled: boolean | null }>({
          model: "user",
          where: [{ field: "id", value: userId }],
        })
        if (!user) return []
        const { name, email, twoFactorEnabled } = user
        const shown = { id: userId, name, email, twoFactor: twoFactorEnabled ?? false }
        return [{ id, user: shown, role: TeamRole.parse(role), since: createdAt.getTime() }]
      }),
    )
    return found.flat().toSorted((a, b) => a.user.name.localeCompare(b.user.name))
  }

  async function member(asking: Asking, id: string): Promise<{ found: Member; all: Member[] }> {
    const all = await list(asking)
    const found = all.find((one) => one.id === id)
    if (!found) throw new AppError("not-found")
    return { found, all }
  }

  function mustKeepOwner(found: Member, all: readonly Member[]): void {
    const owners = all.filter(({ role }) => role === "owner")
    if (found.role === "owner" && owners.length === 1) throw new AppError("last-owner")
  }

  async function pending(token: string): Promise<Pending> {
    const [id = "", proof = ""] = token.split(".")
    if (!secrets.isToken(PURPOSE, id, proof)) throw new AppError("link-unknown")
    const found = await (
      await adapter()
    ).findOne<Pending>({ model: "invitation", where: [{ field: "id", value: id }] })
    if (!found) throw new AppError("link-unknown")
    if (found.status === "accepted")
      throw new AppError("link-used", "Whoever it was for has joined the team, and can sign in.")
    if (found.status !== "pending") throw new AppError("link-revoked")
    if (found.expiresAt.getTime() <= Date.now()) throw new AppError("link-expired")
    return found
  }

  async function take({ id, organizationId, role }: Pending, userId: string): Promise<void> {
    await api()
      .addMember({ body: { organizationId, userId, role: TeamRole.parse(role) } })
      .catch(refused)
    await (
      await adapter()
    ).update({ model: "invitation", where: [{ field: "id", value: id }], update: { status: "accepted" } })
  }

  const linkOf = (id: string): string => `${origin()}/accept/${id}.${secrets.token(PURPOSE, id)}`

  async function idOfUser(email: string): Promise<string | null> {
    const { internalAdapter } = await accounts.auth().$context
    return (await internalAdapter.findUserByEmail(email))?.user.id ?? null
  }

  return {
    list,

    async setRole(asking, id, role) {
      const { found, all } = await member(asking, id)
      mayConcern(asking, role, found.role)
      if (role !== "owner") mustKeepOwner(found, all)
      const body = { organizationId: asking.team.id, memberId: id, role }
      await api()
        .updateMemberRole({ body, headers: cookieOf(asking.headers) })
        .catch(refused)
      return { ...found, role }
    },

    async remove(asking, id) {
      const { found, all } = await member(asking, id)
      mayConcern(asking, found.role)
      mustKeepOwner(found, all)
      const body = { organizationId: asking.team.id, memberIdOrEmail: id }
      await api()
        .removeMember({ body, headers: cookieOf(asking.headers) })
        .catch(refused)
      return found
    },

    async invitations({ team, headers }) {
      const all = await api().listInvitations({
        query: { organizationId: team.id },
        headers: cookieOf(headers),
      })
      const people = await (
        await adapter()
      ).findMany<{ id: string; name: string }>({
        model: "user",
        where: [{ field: "id", operator: "in", value: all.map(({ inviterId }) => inviterId) }],
      })
      return all
        .filter(({ status }) => status === "pending")
        .map((one) => ({
          id: one.id,
          email: one.email,
          role: TeamRole.parse(one.role),
          invitedBy: people.find(({ id }) => id === one.inviterId)?.name ?? "",
          at: one.createdAt.getTime(),
          expiresAt: one.expiresAt.getTime(),
          link: linkOf(one.id),
        }))
        .toSorted((a, b) => b.at - a.at)
    },

    async invite(asking, email, role) {
      mayConcern(asking, role)
      const body = { organizationId: asking.team.id, email, role, resend: true }
      const made = await api()
        .createInvitation({ body, headers: cookieOf(asking.headers) })
        .catch(refused)
      return {
        id: made.id,
        email,
        role,
        invitedBy: asking.user.name,
        at: Date.now(),
        expiresAt: made.expiresAt.getTime(),
        link: linkOf(made.id),
      }
    },

    async withdraw(asking, id) {
      const all = await api().listInvitations({
        query: { organizationId: asking.team.id },
        headers: cookieOf(asking.headers),
      })
      if (!all.some((one) => one.id === id)) throw new AppError("not-found")
      await api()
        .cancelInvitation({ body: { invitationId: id }, headers: cookieOf(asking.headers) })
        .catch(refused)
    },

    async leave(asking) {
      const all = await list(asking)
      const own = all.find(({ user }) => user.id === asking.user.id)
      if (!own) throw new AppError("not-found")
      mustKeepOwner(own, all)
      await api()
        .leaveOrganization({ body: { organizationId: asking.team.id }, headers: cookieOf(asking.headers) })
        .catch(refused)
    },

    async linkPath(asking, id, kind) {
      const { found } = await member(asking, id)
      const { email } = found.user
      // Whoever hands out a link could use it: nobody gets at more than they have, in this team or another.
      const mine = new Map(asking.user.teams.map(({ id, role }) => [id, role]))
      for (const team of await accounts.teamsOf(found.user.id)) {
        const role = mine.get(team.id)
        if (role && isAtLeast(role, team.role)) continue
        const detail =
          "They may do more than you, here or in another team: ask an owner, or let them sign in themselves."
        throw new AppError("role-needed", detail)
      }
      const path =
        kind === "sign-in" ? await accounts.signInPath(email, "/live") : await accounts.resetPath(email)
      return { path, member: found }
    },

    async invited(token) {
      const { organizationId, email, role, inviterId } = await pending(token)
      const [team, inviter] = await Promise.all([
        (await adapter()).findOne<{ name: string }>({
          model: "organization",
          where: [{ field: "id", value: organizationId }],
        }),
        (await adapter()).findOne<{ name: string }>({
          model: "user",
          where: [{ field: "id", value: inviterId }],
        }),
      ])
      const known = (await idOfUser(email)) !== null
      return {
        team: team?.name ?? "",
        email,
        role: TeamRole.parse(role),
        invitedBy: inviter?.name ?? "",
        known,
      }
    },

    async accept(token, { name, password }) {
      const invitation = await pending(token)
      if ((await idOfUser(invitation.email)) !== null)
        throw new AppError("member-exists", "Sign in with that address to join.")
      await take(invitation, await accounts.createUser({ name, email: invitation.email, password }))
    },

    async join(token, user) {
      const invitation = await pending(token)
      if (invitation.email !== user.email)
        throw new AppError("role-needed", `Sign in as ${invitation.email} to join.`)
      await take(invitation, user.id)
      return invitation.organizationId
    },

    async keys({ team, headers }) {
      const { apiKeys } = await api().listApiKeys({
        query: { organizationId: team.id },
        headers: cookieOf(headers),
      })
      return apiKeys.map(shownKey).toSorted((a, b) => b.at - a.at)
    },

    async createKey(asking, { name, role, days }) {
      const { team, user, headers } = asking
      const { total } = await api().listApiKeys({
        query: { organizationId: team.id },
        headers: cookieOf(headers),
      })
      if (total >= LIMITS.accounts.keys)
        throw new AppError("too-many", `A team has at most ${LIMITS.accounts.keys} keys.`)
      const expiresIn = days === null ? null : (days * DAY_MS) / 1_000
      const body = { organizationId: team.id, userId: user.id, name, metadata: { role }, expiresIn }
      const made = await api().createApiKey({ body })
      return { ...shownKey(made), key: made.key }
    },

    async revokeKey({ team, headers }, id) {
      const { apiKeys } = await api().listApiKeys({
        query: { organizationId: team.id },
        headers: cookieOf(headers),
      })
      if (!apiKeys.some((key) => key.id === id)) throw new AppError("not-found")
      await api().deleteApiKey({ body: { keyId: id }, headers: cookieOf(headers) })
    },
  }
}

interface Pending {
  id: string
  organizationId: string
  email: string
  role: string
  status: string
  inviterId: string
  expiresAt: Date
}

interface StoredKey {
  id: string
  name: string | null
  start: string | null
  createdAt: Date
  expiresAt: Date | null
  lastRequest: Date | null
  metadata?: Record<string, unknown> | null
}

function shownKey({ id, name, start, createdAt, expiresAt, lastRequest, metadata }: StoredKey): ApiKey {
  return {
    id,
    name: name ?? "",
    start: start ?? "",
    role: TeamRole.catch("viewer").parse(metadata?.["role"]),
    at: createdAt.getTime(),
    expiresAt: expiresAt?.getTime() ?? null,
    usedAt: lastRequest?.getTime() ?? null,
  }
}

/** What better-auth asks of who is signed in. */
function cookieOf(headers: IncomingHttpHeaders): Headers {
  return new Headers(headers.cookie === undefined ? {} : { cookie: headers.cookie })
}

function refused(failure: unknown): never {
  if (!(failure instanceof APIError)) throw failure
  if (/ALREADY_A_MEMBER|ALREADY_MEMBER/.test(String(failure.body?.code))) throw new AppError("member-exists")
  if (failure.statusCode === 403 || failure.statusCode === 401)
    throw new AppError("role-needed", failure.body?.message)
  throw new AppError("account-refused", failure.body?.message)
}
