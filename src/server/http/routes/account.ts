/** Signing in for the first time, by the first owner's link or an invitation, and who one is then. */
import { AcceptInvitation, InvitationToTeam, Me, SetUp, SignInOptions } from "../../../protocol/team.ts"
import { meOf } from "../../accounts/accounts.ts"
import type { Accounts } from "../../accounts/accounts.ts"
import type { Audit } from "../../accounts/audit.ts"
import type { TeamInvitations } from "../../accounts/team-invitations.ts"
import { AppError } from "../../../protocol/errors.ts"
import { addressOf } from "../address.ts"
import type { Guesses } from "../guesses.ts"
import { accountRoute, pathPart, route } from "../route.ts"
import type { Route } from "../route.ts"

interface AccountRouteParts {
  accounts: Accounts
  teamInvitations: TeamInvitations
  guesses: Guesses
  audit: Audit
}

export function accountRoutes({ accounts, teamInvitations, guesses, audit }: AccountRouteParts): Route[] {
  /** Does what a link lets somebody do, unless too many that do not exist were tried from there. */
  async function byLink<Value>(address: string, act: () => Promise<Value>): Promise<Value> {
    try {
      return await act()
    } catch (failure) {
      if (failure instanceof AppError && failure.code === "link-unknown") guesses.wrong(address)
      throw failure
    }
  }

  return [
    accountRoute({
      method: "GET",
      path: "/api/me",
      summary: "Who is signed in, and the team they work in",
      reply: Me,
      handle: async ({ user }) => meOf(user),
    }),
    route({
      method: "GET",
      path: "/api/sign-in",
      summary: "The ways to sign in here",
      reply: SignInOptions,
      handle: () => accounts.signInOptions(),
    }),
    route({
      method: "POST",
      path: "/api/set-up",
      summary: "Makes the first owner's account and team, by the link on the console",
      body: SetUp,
      async handle({ body, request }) {
        const address = addressOf(request.raw)
        await byLink(address, () => accounts.setUp(body, address))
        return {}
      },
    }),
    route({
      method: "GET",
      path: "/api/accept/:token",
      summary: "What an invitation to a team is for",
      reply: InvitationToTeam,
      handle: ({ request }) =>
        byLink(addressOf(request.raw), () => teamInvitations.invited(pathPart(request, "token"))),
    }),
    route({
      method: "POST",
      path: "/api/accept/:token",
      summary: "Makes an account by an invitation, and joins the team",
      body: AcceptInvitation,
      async handle({ request, body }) {
        const address = addressOf(request.raw)
        const token = pathPart(request, "token")
        const { id, email, team } = await byLink(address, () => teamInvitations.accept(token, body))
        const who = { kind: "user", id, name: body.name } as const
        await audit({ who, team: { id: team } }, { action: "member.joined", target: email, address })
        return {}
      },
    }),
    accountRoute({
      method: "POST",
      path: "/api/accept/:token/join",
      summary: "Joins a team by an invitation to the address one is signed in with",
      async handle({ request, user }) {
        const address = addressOf(request.raw)
        const id = await byLink(address, () => teamInvitations.join(pathPart(request, "token"), user))
        await audit({ who: user, team: { id } }, { action: "member.joined", target: user.email, address })
        return { team: id }
      },
    }),
  ]
}
