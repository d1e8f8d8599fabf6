/** Who people are: signing in, the first owner, and which team somebody works in. */
import type { IncomingHttpHeaders } from "node:http"
import { slugOf } from "../../core/slug.ts"
import { AppError } from "../../protocol/errors.ts"
import { isAtLeast, TeamRole } from "../../protocol/team.ts"
import type { Me, SetUp, SignInOptions, Team } from "../../protocol/team.ts"
import type { Mail, Mailer } from "../mail/mailer.ts"
import type { Secrets } from "../secrets.ts"
import { createAuth, KEY_PREFIX, SSO_PROVIDER } from "./better-auth.ts"
import type { Auth, SsoProvider } from "./better-auth.ts"
import type { Audit } from "./audit.ts"
import { linkMail } from "./mails.ts"
import type { AccountStore } from "./store.ts"

/** Somebody who may do something: a person who is signed in, or a program with a key. */
export type Principal =
  | {
      readonly kind: "user"
      readonly id: string
      readonly name: string
      readonly email: string
      readonly twoFactor: boolean
      /** The sign-in it is by, which can be revoked. */
      readonly signIn: string
      readonly teams: readonly Team[]
      /** The one being worked in. */
      readonly team: Team | null
    }
  | { readonly kind: "key"; readonly id: string; readonly name: string; readonly team: Team }

export interface Accounts {
  /** Null for nobody: no cookie, no key, or one that holds no more. */
  of(headers: IncomingHttpHeaders): Promise<Principal | null>
  /** Better-auth as it is reached now. */
  auth(): Auth
  signInOptions(): Promise<SignInOptions>
  /** The path at which the first owner makes their account; null when somebody has one. */
  setUpPath(): Promise<string | null>
  /** The first owner and their team, asked for from `address`. Throws `AppError` link-unknown, set-up-done. */
  setUp(given: SetUp, address: string): Promise<void>
  /** An account with a confirmed address; without a password it is signed in to by link, passkey or provider. */
  createUser(person: { name: string; email: string; password: string | null }): Promise<string>
  createTeam(name: string, slug: string, owner: string): Promise<string>
  /** For when another identity provider takes the place of one: its people are not those of the one before. */
  forgetProvider(): Promise<void>
  /** The team that runs the installation: the first one, the demo's only while there is no other. Null before that. */
  installationTeam(): Promise<string | null>
  /** A path that signs the person in, once, within minutes. */
  signInPath(email: string, then: string): Promise<string>
  /** A path at which the person chooses a new password, once, within minutes. */
  resetPath(email: string): Promise<string>
  teamsOf(user: string): Promise<readonly Team[]>
  /** Who is named by their address, or by the cookie of somebody whose second factor is waited for. */
  personAt(known: { email: string } | { cookie: string }): Promise<Person | null>
}

export type Person = Pick<Principal, "id" | "name"> & { readonly kind: "user" }

export interface AccountParts {
  store: AccountStore
  secrets: Secrets
  mail: Mailer
  audit: Audit
  /** Where people reach this server; known once it listens. */
  origin(): string
  sso(): SsoProvider | null
  onProblem(problem: unknown): void
}

export const DEMO_SLUG = "demo"
/** Of the demo's owner, who is no owner of the installation. The domain exists nowhere. */
export const DEMO_EMAIL = "dana@demo.invalid"

/** What the token of the first owner's link is derived for: one a data folder, until it is used. */
const SET_UP = "set-up"
/** Better-auth's cookie between a password and the code after it. */
const HALF_WAY = /interviewlm\.two_factor=([^.;]+)/

export function createAccounts(parts: AccountParts): Accounts {
  const { store, secrets, mail, audit, origin, sso, onProblem } = parts
  const made = new Map<string, Auth>()
  /** Links asked for by this server itself, to be handed out in another way than by mail. */
  const wanted = new Map<string, (token: string) => void>()

  function auth(): Auth {
    const provider = sso()
    const key = JSON.stringify([origin(), provider])
    const known = made.get(key)
    if (known) return known
    made.clear()
    const one = createAuth({
      database: store.database,
      secret: secrets.cookies,
      origin: origin(),
      sso: provider,
      async joinBySso({ id: userId, name, email }, role) {
        const organizationId = await installationTeam()
        if (organizationId === null) return
        await one.api.addMember({ body: { organizationId, userId, role } })
        const who = { kind: "user", id: userId, name } as const
        const detail = { by: SSO_PROVIDER }
        await audit(
          { who, team: { id: organizationId } },
          { action: "member.joined", target: email, detail, address: "" },
        )
      },
      firstTeam: async (user) => (await store.teamsOf(user))[0]?.id ?? null,
      async sendLink(kind, to, token) {
        const take = wanted.get(`${kind} ${to.email}`)
        if (take) take(token)
        // Not waited for: how long an answer takes would tell whose address is known here.
        else if (mail.ready) void sendTo(linkMail(kind, to, origin(), token)).catch(onProblem)
      },
      async passwordReset({ id, name }, address) {
        const who = { kind: "user", id, name } as const
        for (const team of await store.teamsOf(id))
          await audit({ who, team }, { action: "account.password-reset", target: name, address })
      },
    })
    made.set(key, one)
    return one
  }

  /** Only to people who have an account: this server writes to no strangers whom others name. */
  async function sendTo(letter: Mail): Promise<void> {
    if (await personAt({ email: letter.to.address })) await mail.send(letter)
  }

  const personAt: Accounts["personAt"] = async (known) => {
    const { internalAdapter } = await auth().$context
    if ("email" in known) return personOf((await internalAdapter.findUserByEmail(known.email))?.user)
    const [, identifier] = HALF_WAY.exec(known.cookie) ?? []
    const pending = identifier ? await internalAdapter.findVerificationValue(identifier) : null
    return pending ? personOf(await internalAdapter.findUserById(pending.value)) : null
  }

  /** The token of a link that would else be mailed. */
  function tokenFor(kind: string, email: string, ask: () => Promise<unknown>): Promise<string> {
    const key = `${kind} ${email}`
    return new Promise<string>((resolve, reject) => {
      wanted.set(key, resolve)
      ask().then(() => reject(new Error(`Nobody has an account at ${email}`)), reject)
    }).finally(() => wanted.delete(key))
  }

  async function userOf(headers: IncomingHttpHeaders): Promise<Principal | null> {
    if (!headers.cookie?.includes("interviewlm.")) return null
    const found = await auth().api.getSession({ headers: new Headers({ cookie: headers.cookie }) })
    if (!found) return null
    const { user, session } = found
    const teams = await store.teamsOf(user.id)
    const team = teams.find(({ id }) => id === session.activeOrganizationId) ?? teams[0] ?? null
    const { id, name, email } = user
    return {
      kind: "user",
      id,
      name,
      email,
      twoFactor: user.twoFactorEnabled ?? false,
      signIn: session.id,
      teams,
      team,
    }
  }

  async function keyOf(headers: IncomingHttpHeaders): Promise<Principal | null> {
    const key = /^Bearer (\S{20,200})$/.exec(headers.authorization ?? "")?.[1]
    if (!key?.startsWith(KEY_PREFIX)) return null
    const { valid, key: found } = await auth().api.verifyApiKey({ body: { key } })
    if (!valid || !found) return null
    const role = TeamRole.safeParse(found.metadata?.["role"])
    const team = await store.team(found.referenceId)
    if (!role.success || !team) return null
    return { kind: "key", id: found.id, name: found.name ?? "", team: { ...team, role: role.data } }
  }

  async function createUser(person: {
    name: string
    email: string
    password: string | null
  }): Promise<string> {
    const { adapter, internalAdapter, password } = await auth().$context
    const { name, email } = person
    const now = new Date()
    const data = { name, email, emailVerified: true, createdAt: now, updatedAt: now }
    const { id } = await adapter.create<typeof data, { id: string }>({ model: "user", data })
    if (person.password !== null) {
      const hash = await password.hash(person.password)
      await internalAdapter.linkAccount({
        userId: id,
        providerId: "credential",
        accountId: id,
        password: hash,
      })
    }
    return id
  }

  async function createTeam(name: string, slug: string, owner: string): Promise<string> {
    const { id } = await auth().api.createOrganization({ body: { name, slug, userId: owner } })
    return id
  }

  async function setUp({ token, team, name, email, password }: SetUp, address: string): Promise<void> {
    if (!secrets.isToken(SET_UP, "owner", token)) throw new AppError("link-unknown")
    if (await store.anyBeside(DEMO_EMAIL)) throw new AppError("set-up-done")
    const who = { kind: "user", id: await createUser({ name, email, password }), name } as const
    const id = await createTeam(team, await freeSlug(team), who.id)
    await audit({ who, team: { id } }, { action: "team.made", target: team, address })
  }

  /** As the team is called, with a number where another has that name. */
  async function freeSlug(name: string, number = 1): Promise<string> {
    const slug = number === 1 ? slugOf(name, 48, "team") : `${slugOf(name, 48, "team")}-${number}`
    return (await store.teamBySlug(slug)) ? freeSlug(name, number + 1) : slug
  }

  const installationTeam = async (): Promise<string | null> =>
    (await store.oldestTeam(DEMO_SLUG)) ?? (await store.teamBySlug(DEMO_SLUG))?.id ?? null

  return {
    auth,
    installationTeam,
    forgetProvider: () => store.forgetProvider(SSO_PROVIDER),
    createUser,
    createTeam,
    personAt,
    teamsOf: (user) => store.teamsOf(user),
    of: async (headers) => (await keyOf(headers)) ?? (await userOf(headers)),
    async signInOptions() {
      return { mail: mail.ready, sso: sso()?.name ?? null, fresh: !(await store.anyBeside(DEMO_EMAIL)) }
    },
    async setUpPath() {
      return (await store.anyBeside(DEMO_EMAIL)) ? null : `/set-up/${secrets.token(SET_UP, "owner")}`
    },
    // One after the other: of two at once, the second finds the owner that the first has made.
    setUp: (given, address) => store.alone("set-up", () => setUp(given, address)),
    async signInPath(email, then) {
      const token = await tokenFor("sign-in", email, () =>
        auth().api.signInMagicLink({ body: { email }, headers: new Headers() }),
      )
      return `/enter/${token}?then=${encodeURIComponent(then)}`
    },
    async resetPath(email) {
      const token = await tokenFor("reset", email, () => auth().api.requestPasswordReset({ body: { email } }))
      return `/reset/${token}`
    },
  }
}

function personOf(user: { id: string; name: string } | null | undefined): Person | null {
  return user ? { kind: "user", id: user.id, name: user.name } : null
}

/** Who is signed in, as the pages are told. */
export function meOf(principal: Principal & { kind: "user" }): Me {
  const { id, name, email, twoFactor, team, teams, signIn } = principal
  return { user: { id, name, email, twoFactor }, team, teams: [...teams], signIn }
}

/** Whether somebody may do in their team what `least` may. */
export function may(principal: Principal, least: TeamRole): boolean {
  return principal.team !== null && isAtLeast(principal.team.role, least)
}
