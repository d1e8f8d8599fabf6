/** The people of a team, and what may be done about them. */
import { AppError } from "../../protocol/errors.ts"
import { isAtLeast } from "../../protocol/team.ts"
import type { LinkKind, Member, TeamRole } from "../../protocol/team.ts"
import type { Accounts } from "./accounts.ts"
import { cookieOf, mayConcern, refused } from "./asking.ts"
import type { Asking } from "./asking.ts"
import type { AccountStore } from "./store.ts"

/** Each throws `AppError`: role-needed for what only an owner may, and what is named beside it. */
export interface Members {
  list(asking: Asking): Promise<Member[]>
  /** last-owner; not-found */
  setRole(asking: Asking, member: string, role: TeamRole): Promise<Member>
  /** last-owner; not-found */
  remove(asking: Asking, member: string): Promise<Member>
  /** Of oneself. last-owner */
  leave(asking: Asking): Promise<void>
  /** A path that signs a member in, or lets them choose a password, to hand out where no mail is sent. not-found */
  linkPath(asking: Asking, member: string, kind: LinkKind): Promise<{ path: string; member: Member }>
}

export function createMembers(
  accounts: Accounts,
  store: Pick<AccountStore, "membersOf" | "alone" | "withdrawInvitationsOf">,
): Members {
  const api = () => accounts.auth().api
  const list = ({ team }: Asking): Promise<Member[]> => store.membersOf(team.id)

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

  /** What hangs on how many owners there are is done one after the other. */
  const alone = <T>({ team }: Asking, act: () => Promise<T>): Promise<T> =>
    store.alone(`team ${team.id}`, act)

  return {
    list,

    setRole: (asking, id, role) =>
      alone(asking, async () => {
        const { found, all } = await member(asking, id)
        mayConcern(asking, role, found.role)
        if (role !== "owner") mustKeepOwner(found, all)
        const body = { organizationId: asking.team.id, memberId: id, role }
        await api()
          .updateMemberRole({ body, headers: cookieOf(asking) })
          .catch(refused)
        if (!isAtLeast(role, "admin")) await store.withdrawInvitationsOf(asking.team.id, found.user.id)
        return { ...found, role }
      }),

    remove: (asking, id) =>
      alone(asking, async () => {
        const { found, all } = await member(asking, id)
        mayConcern(asking, found.role)
        mustKeepOwner(found, all)
        const body = { organizationId: asking.team.id, memberIdOrEmail: id }
        await api()
          .removeMember({ body, headers: cookieOf(asking) })
          .catch(refused)
        await store.withdrawInvitationsOf(asking.team.id, found.user.id)
        return found
      }),

    leave: (asking) =>
      alone(asking, async () => {
        const all = await list(asking)
        const own = all.find(({ user }) => user.id === asking.user.id)
        if (!own) throw new AppError("not-found")
        mustKeepOwner(own, all)
        await api()
          .leaveOrganization({ body: { organizationId: asking.team.id }, headers: cookieOf(asking) })
          .catch(refused)
      }),

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
  }
}
