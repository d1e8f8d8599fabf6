/** Who is asked to join a team, and how they do. */
import { AppError } from "../../protocol/errors.ts"
import { weaknessOf } from "../../protocol/password.ts"
import { TeamRole } from "../../protocol/team.ts"
import type { InvitationToTeam, TeamInvitation } from "../../protocol/team.ts"
import type { Clock } from "../clock.ts"
import type { Secrets } from "../secrets.ts"
import type { Accounts } from "./accounts.ts"
import { cookieOf, mayConcern, refused } from "./asking.ts"
import type { Asking, User } from "./asking.ts"

/** Each throws `AppError`: role-needed for what only an owner may, and what is named beside it. */
export interface TeamInvitations {
  list(asking: Asking): Promise<TeamInvitation[]>
  /** member-exists. One who is asked already is asked anew. */
  invite(asking: Asking, email: string, role: TeamRole): Promise<TeamInvitation>
  /** Answers whom it was for. not-found */
  withdraw(asking: Asking, invitation: string): Promise<string>
  /** What an invitation's token stands for. link-unknown, link-expired, link-used, link-revoked */
  invited(token: string): Promise<InvitationToTeam>
  /** Makes the account. Refuses links as `invited` does; member-exists for an address that has one; account-refused */
  accept(
    token: string,
    given: { name: string; password: string },
  ): Promise<{ id: string; email: string; team: string }>
  /** For somebody who has an account at that address. Refuses links as `invited` does; role-needed */
  join(token: string, user: User): Promise<string>
}

interface Parts {
  accounts: Accounts
  secrets: Secrets
  clock: Clock
  /** Where people reach this server. */
  origin(): string
}

const PURPOSE = "team-invitation"
/** More invitations of one team are not looked through. */
const MOST = 10_000

export function createTeamInvitations({ accounts, secrets, clock, origin }: Parts): TeamInvitations {
  const api = () => accounts.auth().api
  const adapter = async () => (await accounts.auth().$context).adapter

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
    if (found.expiresAt.getTime() <= clock.now()) throw new AppError("link-expired")
    return found
  }

  /** Of two at once one does `work`; what fails leaves the link good. Throws `AppError` link-used. */
  async function once<Value>({ id }: Pending, work: () => Promise<Value>): Promise<Value> {
    const { update, updateMany } = await adapter()
    const one = { field: "id", value: id }
    const where = [one, { field: "status", value: "pending" }]
    if ((await updateMany({ model: "invitation", where, update: { status: "accepted" } })) === 0)
      throw new AppError("link-used")
    try {
      return await work()
    } catch (failure) {
      await update({ model: "invitation", where: [one], update: { status: "pending" } })
      throw failure
    }
  }

  async function take({ organizationId, role }: Pending, userId: string): Promise<void> {
    await api()
      .addMember({ body: { organizationId, userId, role: TeamRole.parse(role) } })
      .catch(refused)
  }

  const linkOf = (id: string): string => `${origin()}/accept/${id}.${secrets.token(PURPOSE, id)}`

  async function idOfUser(email: string): Promise<string | null> {
    const { internalAdapter } = await accounts.auth().$context
    return (await internalAdapter.findUserByEmail(email))?.user.id ?? null
  }

  async function teamNamed(id: string): Promise<string> {
    const where = [{ field: "id", value: id }]
    return (await (await adapter()).findOne<{ name: string }>({ model: "organization", where }))?.name ?? ""
  }

  return {
    async list({ team, headers }) {
      const all = await api().listInvitations({
        query: { organizationId: team.id },
        headers: cookieOf({ headers }),
      })
      const people = await (
        await adapter()
      ).findMany<{ id: string; name: string }>({
        model: "user",
        limit: MOST,
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
        .createInvitation({ body, headers: cookieOf(asking) })
        .catch(refused)
      return {
        id: made.id,
        email,
        role,
        invitedBy: asking.user.name,
        at: clock.now(),
        expiresAt: made.expiresAt.getTime(),
        link: linkOf(made.id),
      }
    },

    async withdraw(asking, id) {
      const all = await api().listInvitations({
        query: { organizationId: asking.team.id },
        headers: cookieOf(asking),
      })
      const found = all.find((one) => one.id === id)
      if (!found) throw new AppError("not-found")
      await api()
        .cancelInvitation({ body: { invitationId: id }, headers: cookieOf(asking) })
        .catch(refused)
      return found.email
    },

    async invited(token) {
      const { organizationId, email, role, inviterId } = await pending(token)
      const [team, inviter] = await Promise.all([
        teamNamed(organizationId),
        (await adapter()).findOne<{ name: string }>({
          model: "user",
          where: [{ field: "id", value: inviterId }],
        }),
      ])
      const known = (await idOfUser(email)) !== null
      return {
        team,
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
      const team = await teamNamed(invitation.organizationId)
      const weakness = weaknessOf(password, { email: invitation.email, team })
      if (weakness !== null) throw new AppError("account-refused", `password: ${weakness}`)
      const id = await once(invitation, async () => {
        const made = await accounts.createUser({ name, email: invitation.email, password })
        await take(invitation, made)
        return made
      })
      return { id, email: invitation.email, team: invitation.organizationId }
    },

    async join(token, user) {
      const invitation = await pending(token)
      if (invitation.email !== user.email)
        throw new AppError("role-needed", `Sign in as ${invitation.email} to join.`)
      await once(invitation, () => take(invitation, user.id))
      return invitation.organizationId
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
