/** Signing in and the people of a team, by what a browser sends and is answered. */
import { once } from "node:events"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { WebSocket } from "ws"
import { z } from "zod"
import { openAccountDesk } from "../../src/cli/account-desk.ts"
import { accountsCommand } from "../../src/cli/accounts.ts"
import { PROTOCOL_VERSION } from "../../src/protocol/messages.ts"
import { BackupCodes, SecondFactor, SignIn } from "../../src/protocol/account.ts"
import { ApiKey, AuditEntry, Me, Member, TeamInvitation } from "../../src/protocol/team.ts"
import { needOf, ROUTES } from "../../src/server/permissions.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate, TestTeam } from "../support/team.ts"
import { codeAt } from "./totp.ts"
import { visitor } from "./visitor.ts"
import type { Visitor } from "./visitor.ts"

const OWNER = { email: "olga@first.example", password: "correct horse battery" }
let server: TestServer
let setUpToken: string
let team: TestTeam
/** A window whose sign-in was revoked, until it is told so; the other tests pass meanwhile. */
let revoked: { closed: Promise<string> }

beforeAll(async () => {
  server = await startTestServer()
  setUpToken = (await server.accounts.setUpPath())?.split("/").at(-1) ?? ""
})
afterAll(() => server.remove())

const signInAs = (who: Visitor, { email, password }: { email: string; password: string }) =>
  who.post("/api/auth/sign-in/email", { email, password })

async function signedIn(person: { email: string; password: string }): Promise<Visitor> {
  const who = visitor(server)
  expect((await signInAs(who, person)).status).toBe(200)
  return who
}

async function meOf(who: Visitor): Promise<Me | null> {
  const { status, body } = await who.get("/api/me")
  return status === 200 ? Me.parse(body) : null
}

const membersOf = async (who: Teammate) =>
  (await who.ask(z.object({ members: z.array(Member) }), "/api/team/members")).members
const invite = (who: Teammate, email: string, role = "assessor") =>
  who.ask(TeamInvitation, "/api/team/invitations", { method: "POST", body: { email, role } })
const codeOf = async (answer: Response): Promise<string | null> =>
  answer.ok ? null : z.looseObject({ code: z.string() }).parse(await answer.json()).code
const last = (link: string): string => new URL(link).pathname.split("/").at(-1) ?? ""

test("[ACC1] the link on the console makes one owner, once, also when it is used twice at once", async () => {
  const given = (name: string) => ({ ...OWNER, token: setUpToken, team: "First & Söhne", name })
  expect(await visitor(server).get("/api/sign-in")).toMatchObject({ body: { fresh: true } })
  const guess = await visitor(server).post("/api/set-up", { ...given("Mallory"), token: "guess" })
  expect(guess.code).toBe("link-unknown")
  const both = await Promise.all([
    visitor(server).post("/api/set-up", given("Olga")),
    visitor(server).post("/api/set-up", given("Olga")),
  ])
  expect(both.map(({ code }) => code ?? "done").toSorted()).toEqual(["done", "set-up-done"])
  expect(await server.accounts.setUpPath()).toBeNull()
  expect(await meOf(await signedIn(OWNER))).toMatchObject({
    user: { name: "Olga", email: OWNER.email },
    team: { name: "First & Söhne", slug: "first-sohne", role: "owner" },
  })
  team = await createTeam(server)
  revoked = await openAndRevoke()
})

test("[ACC2] a sign-in has a new cookie each time, that no script reads; a planted one is not taken", async () => {
  const who = visitor(server)
  who.keep("interviewlm.session_token=planted.signature")
  const { cookies } = await signInAs(who, OWNER)
  const cookie = cookies.find((one) => one.startsWith("interviewlm.session_token=")) ?? ""
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(cookie).toMatch(/Path=\/(;|$)/i)
  expect(who.cookie()).not.toContain("planted")
  const first = who.cookie()
  await signInAs(who, OWNER)
  expect(who.cookie()).not.toBe(first)
  const second = who.cookie()
  expect((await who.post("/api/auth/sign-out")).status).toBe(200)
  const late = visitor(server)
  for (const pair of second.split("; ")) late.keep(pair)
  expect(await meOf(late)).toBeNull()
})

test("[ACC3] whether an address is known here is told to nobody who does not know the password", async () => {
  for (const [path, body] of [
    ["sign-in/email", { password: "not the password" }],
    ["sign-in/magic-link", {}],
    ["request-password-reset", {}],
  ] as const) {
    const [known, unknown] = await Promise.all(
      [OWNER.email, "nobody@first.example"].map((email) =>
        visitor(server).post(`/api/auth/${path}`, { ...body, email }),
      ),
    )
    expect({ ...known, headers: null }).toEqual({ ...unknown, headers: null })
  }
  const { body } = await signInAs(visitor(server), { ...OWNER, password: "not the password" })
  expect(body).toMatchObject({ code: "sign-in-failed", detail: "The address or the password is not right." })
})

test("[ACC4] an invitation is good once, for whom it is, until it is withdrawn or over", async () => {
  const { owner } = team
  const { link } = await invite(owner, "Robin@Second.example")
  const path = `/api/accept/${last(link)}`
  const given = { name: "Robin", password: "a long enough one" }
  expect(await visitor(server).get(path)).toMatchObject({
    body: { email: "robin@second.example", role: "assessor", invitedBy: owner.name, known: false },
  })
  expect((await visitor(server).get(`${path}x`)).code).toBe("link-unknown")
  expect((await visitor(server).post(path, { ...given, password: "short" })).code).toBe("bad-request")
  expect((await visitor(server).post(path, given)).code).toBeNull()
  expect((await visitor(server).post(path, given)).code).toBe("link-used")
  const robin = await signedIn({ email: "robin@second.example", password: given.password })
  expect(await meOf(robin)).toMatchObject({ team: { id: team.id, role: "assessor" } })
  expect(
    await codeOf(
      await owner.fetch("/api/team/invitations", {
        method: "POST",
        body: { email: "robin@second.example", role: "viewer" },
      }),
    ),
  ).toBe("member-exists")

  const withdrawn = await invite(owner, "late@second.example")
  await owner.fetch(`/api/team/invitations/${withdrawn.id}`, { method: "DELETE" })
  expect((await visitor(server).post(`/api/accept/${last(withdrawn.link)}`, given)).code).toBe("link-revoked")

  const over = await invite(owner, "over@second.example")
  const { adapter } = await server.accounts.auth().$context
  const where = [{ field: "id", value: over.id }]
  await adapter.update({ model: "invitation", where, update: { expiresAt: new Date(0) } })
  expect((await visitor(server).post(`/api/accept/${last(over.link)}`, given)).code).toBe("link-expired")

  const known = await invite(owner, OWNER.email, "viewer")
  const join = `/api/accept/${last(known.link)}/join`
  expect((await visitor(server).post(`/api/accept/${last(known.link)}`, given)).code).toBe("member-exists")
  expect((await robin.post(join)).code).toBe("role-needed")
  const olga = await signedIn(OWNER)
  expect((await olga.post(join)).body).toEqual({ team: team.id })
  expect((await olga.post("/api/auth/organization/set-active", { organizationId: team.id })).code).toBeNull()
  expect(await meOf(olga)).toMatchObject({ team: { id: team.id, role: "viewer" } })
})

test("[ACC22] of several who accept one invitation at once, one joins and the others are told that it was used", async () => {
  const { link } = await invite(team.owner, "quick@second.example")
  const path = `/api/accept/${last(link)}`
  const given = { name: "Quick", password: "a long enough one" }
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => (await visitor(server).post(path, given)).code),
  )
  expect(codes.filter((code) => code === null)).toHaveLength(1)
  expect(codes.filter((code) => code === "link-used" || code === "member-exists")).toHaveLength(3)
})

test("[ACC5] owners are an owner's business, and a team keeps one", async () => {
  const admin = await team.add("admin")
  const viewer = await team.add("viewer")
  const members = await membersOf(admin)
  const idOf = ({ email }: Teammate) => members.find(({ user }) => user.email === email)?.id ?? ""
  const set = async (who: Teammate, of: Teammate, role: string) =>
    codeOf(await who.fetch(`/api/team/members/${idOf(of)}`, { method: "PUT", body: { role } }))
  const remove = async (who: Teammate, of: Teammate) =>
    codeOf(await who.fetch(`/api/team/members/${idOf(of)}`, { method: "DELETE" }))
  const leave = async (who: Teammate) =>
    codeOf(await who.fetch("/api/team/leave", { method: "POST", body: {} }))

  expect(await set(admin, viewer, "assessor")).toBeNull()
  expect(await set(admin, viewer, "owner")).toBe("role-needed")
  expect(await set(admin, team.owner, "viewer")).toBe("role-needed")
  expect(await remove(admin, team.owner)).toBe("role-needed")
  expect(
    await codeOf(
      await admin.fetch("/api/team/invitations", {
        method: "POST",
        body: { email: "boss@second.example", role: "owner" },
      }),
    ),
  ).toBe("role-needed")
  expect([
    await set(team.owner, team.owner, "admin"),
    await remove(team.owner, team.owner),
    await leave(team.owner),
  ]).toEqual(["last-owner", "last-owner", "last-owner"])
  expect(await set(team.owner, admin, "owner")).toBeNull()
  expect(await set(team.owner, admin, "admin")).toBeNull()
  expect(await leave(viewer)).toBeNull()
  expect((await viewer.ask(Me, "/api/me")).team).toBeNull()
  expect(await remove(team.owner, admin)).toBeNull()
  expect(await codeOf(await admin.fetch("/api/team/members"))).toBe("no-team")
})

test("[ACC6] a key is told once, does what its role may, and nothing from when it is revoked", async () => {
  const Keys = z.object({ keys: z.array(ApiKey) })
  const body = { name: "Nightly", role: "assessor", days: 30 }
  const made = await team.owner.ask(ApiKey.extend({ key: z.string() }), "/api/team/keys", {
    method: "POST",
    body,
  })
  expect(made.key.startsWith(made.start)).toBe(true)
  const listed = await (await team.owner.fetch("/api/team/keys")).text()
  expect(listed).not.toContain(made.key.slice(made.start.length))
  expect(Keys.parse(JSON.parse(listed)).keys).toMatchObject([{ name: "Nightly", role: "assessor" }])
  const ask = async (path: string) =>
    codeOf(await fetch(server.url + path, { headers: { authorization: `Bearer ${made.key}` } }))
  expect(await ask("/api/live")).toBeNull()
  expect(await ask("/api/team/audit")).toBe("role-needed")
  await team.owner.fetch(`/api/team/keys/${made.id}`, { method: "DELETE" })
  expect(await ask("/api/live")).toBe("sign-in-needed")
})

/** Somebody new in the team with a password of their own, at a browser. */
async function newcomer(): Promise<{ who: Visitor; mate: Teammate }> {
  const mate = await team.add("assessor")
  return { who: await signedIn(mate), mate }
}

test("[ACC7] a second factor is asked for after the password and after a link; each backup code is good once", async () => {
  const { who, mate } = await newcomer()
  expect((await who.post("/api/auth/two-factor/enable", { password: "not mine at all" })).body).toMatchObject(
    {
      detail: "password: That is not your password.",
    },
  )
  const { body } = await who.post("/api/auth/two-factor/enable", { password: mate.password })
  const { totpURI, backupCodes } = SecondFactor.parse(body)
  expect((await signInAs(visitor(server), mate)).body).not.toHaveProperty("twoFactorRedirect")
  const code = () => codeAt(totpURI, Date.now())
  expect((await who.post("/api/auth/two-factor/verify-totp", { code: code() })).code).toBeNull()
  expect(await meOf(who)).toMatchObject({ user: { twoFactor: true }, team: { id: team.id } })

  const half = visitor(server)
  expect((await signInAs(half, mate)).body).toMatchObject({ twoFactorRedirect: true })
  expect(await meOf(half)).toBeNull()
  const wrong = code().replace(/./, (digit) => String((Number(digit) + 5) % 10))
  expect((await half.post("/api/auth/two-factor/verify-totp", { code: wrong })).code).toBe("account-refused")
  expect(
    (await half.post("/api/auth/two-factor/verify-totp", { code: code().replace(/(...)/, "$1 ") })).code,
  ).toBeNull()
  expect(await meOf(half)).toMatchObject({ user: { email: mate.email } })

  const [backup = ""] = backupCodes
  const used: (string | null)[] = []
  for (let time = 0; time < 2; time++) {
    const again = visitor(server)
    await signInAs(again, mate)
    used.push((await again.post("/api/auth/two-factor/verify-backup-code", { code: backup })).code)
  }
  expect(used).toEqual([null, "account-refused"])

  const token = last(server.url + (await server.accounts.signInPath(mate.email, "/live")))
  const byLink = visitor(server)
  expect((await byLink.get(`/api/auth/magic-link/verify?token=${token}`)).body).toMatchObject({
    twoFactorRedirect: true,
  })
  expect(await meOf(byLink)).toBeNull()

  const made = await half.post("/api/auth/two-factor/generate-backup-codes", { password: mate.password })
  expect(BackupCodes.parse(made.body).backupCodes).not.toContain(backupCodes[1])
  expect((await half.post("/api/auth/two-factor/disable", { password: mate.password })).code).toBeNull()
  expect((await signInAs(visitor(server), mate)).body).not.toHaveProperty("twoFactorRedirect")
})

test("[ACC8] a new password, and a sign-in that is revoked, leave nobody in who was in by the old", async () => {
  const { who, mate } = await newcomer()
  const elsewhere = await signedIn(mate)
  const newPassword = "another long riddle"
  const before = who.cookie()
  expect(
    (await who.post("/api/auth/change-password", { password: mate.password, newPassword: "short" })).code,
  ).toBe("bad-request")
  expect(
    (await who.post("/api/auth/change-password", { password: mate.password, newPassword })).code,
  ).toBeNull()
  expect(who.cookie()).not.toBe(before)
  expect([await meOf(who), await meOf(elsewhere)]).toMatchObject([{ user: { email: mate.email } }, null])
  expect((await signInAs(visitor(server), mate)).code).toBe("sign-in-failed")

  const third = await signedIn({ ...mate, password: newPassword })
  const own = (await meOf(who))?.signIn
  const signIns = z.array(SignIn).parse((await who.get("/api/auth/list-sessions")).body)
  const other = signIns.find(({ id }) => id !== own)
  expect(signIns).toHaveLength(2)
  await who.post("/api/auth/revoke-session", { token: other?.token })
  expect([await meOf(who), await meOf(third)]).toMatchObject([{}, null])

  const path = await server.accounts.resetPath(mate.email)
  const reset = { token: last(server.url + path), newPassword: "a third long riddle" }
  expect((await visitor(server).post("/api/auth/reset-password", reset)).code).toBeNull()
  expect(await meOf(who)).toBeNull()
  expect((await visitor(server).post("/api/auth/reset-password", reset)).code).toBe("link-used")
})

test("[ACC21] beside the running server a link to a new password is printed, written down, and good once", async () => {
  const { mate } = await newcomer()
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const place = ["--data", server.dataFolder, "--url", "https://interviews.example/"]
  expect(await accountsCommand(["link", mate.email, ...place], io, openAccountDesk)).toBe(0)
  expect(out).toEqual([expect.stringMatching(/^https:\/\/interviews\.example\/reset\/[\w-]+$/)])
  const reset = { token: last(out[0] ?? ""), newPassword: "quite another riddle" }
  expect((await visitor(server).post("/api/auth/reset-password", reset)).code).toBeNull()
  expect((await visitor(server).post("/api/auth/reset-password", reset)).code).toBe("link-used")
  expect(await meOf(await signedIn({ ...mate, password: reset.newPassword }))).not.toBeNull()
  expect(await accountsCommand(["link", "nobody@first.example", ...place], io, openAccountDesk)).toBe(1)
  expect(err.at(-1)).toBe("Nobody has an account at nobody@first.example here.")
  const Log = z.object({ entries: z.array(AuditEntry) })
  const { entries } = await team.owner.ask(Log, "/api/team/audit")
  expect(entries.find(({ actor }) => actor.name === "Command line")).toMatchObject({
    action: "member.link-made",
    target: mate.email,
  })
})

test("[ACC9] a link that signs in is good once, opened by this site alone, and handed out by nobody to somebody who may more", async () => {
  const admin = await team.add("admin")
  const { mate } = await newcomer()
  const members = await membersOf(admin)
  const Made = z.object({ link: z.string() })
  const linkFor = ({ email }: Teammate) =>
    `/api/team/members/${members.find(({ user }) => user.email === email)?.id}/link`
  const { link } = await admin.ask(Made, linkFor(mate), { method: "POST", body: {} })
  const verify = `/api/auth/magic-link/verify?token=${last(link)}`
  const across = await fetch(server.url + verify, { headers: { "sec-fetch-site": "cross-site" } })
  expect(await codeOf(across)).toBe("wrong-origin")
  const who = visitor(server)
  expect((await who.get(verify)).code).toBeNull()
  expect(await meOf(who)).toMatchObject({ user: { email: mate.email } })
  expect((await visitor(server).get(verify)).code).toBe("link-used")
  const refused = async (of: Teammate) =>
    codeOf(await admin.fetch(linkFor(of), { method: "POST", body: { kind: "reset" } }))
  expect(await refused(team.owner)).toBe("role-needed")
  const elsewhere = await createTeam(server)
  const { link: asked } = await invite(team.owner, elsewhere.owner.email, "viewer")
  await elsewhere.owner.fetch(`/api/accept/${last(asked)}/join`, { method: "POST", body: {} })
  const joined = (await membersOf(admin)).find(({ user }) => user.email === elsewhere.owner.email)
  expect(
    await codeOf(await admin.fetch(`/api/team/members/${joined?.id}/link`, { method: "POST", body: {} })),
  ).toBe("role-needed")
})

test("[ACC10] another site's request is refused on every route that changes something, whoever's cookie it carries", async () => {
  const who = await signedIn(OWNER)
  const through: string[] = []
  for (const route of Object.keys(ROUTES)) {
    const [method = "", path = ""] = route.split(" ")
    if (method === "GET") continue
    for (const origin of ["https://evil.example", "null"]) {
      const { code } = await who.post(path.replaceAll(/:\w+/g, "x"), {}, { origin, method })
      if (code !== "wrong-origin") through.push(`${route} from ${origin}: ${code}`)
    }
  }
  expect(through).toEqual([])
  expect(await meOf(who)).not.toBeNull()
})

test("[ACC11] who guesses links has to wait, whatever kind they guess; others do not", async () => {
  const guesser = visitor(server, "192.0.2.66")
  const codes: (string | null)[] = []
  for (let guess = 0; guess < 24 && codes.at(-1) !== "too-fast"; guess++) {
    const tried = await (guess % 2
      ? guesser.get(`/api/accept/guess${guess}.nothing`)
      : guesser.post("/api/set-up", { ...OWNER, token: `guess${guess}`, team: "X", name: "X" }))
    codes.push(tried.code)
  }
  expect(new Set(codes)).toEqual(new Set(["link-unknown", "too-fast"]))
  const wrong = await guesser.get("/api/auth/magic-link/verify?token=guess")
  expect(wrong.code).toBe("too-fast")
  expect(Number(wrong.headers.get("retry-after"))).toBeGreaterThan(0)
  // Who shares the address and holds a good link is not kept out.
  const token = last(server.url + (await server.accounts.signInPath(OWNER.email, "/live")))
  expect((await guesser.get(`/api/auth/magic-link/verify?token=${token}`)).code).toBeNull()
})

test("[ACC12] what is of another team is not there, whoever knows its id", async () => {
  const stranger = (await createTeam(server)).owner
  const [member] = await membersOf(team.owner)
  const invitation = await invite(team.owner, "hidden@second.example")
  const body = { name: "Hidden", role: "viewer" }
  const key = await team.owner.ask(ApiKey, "/api/team/keys", { method: "POST", body })
  const asked: [method: string, path: string, body?: unknown][] = [
    ["PUT", `/api/team/members/${member?.id}`, { role: "viewer" }],
    ["DELETE", `/api/team/members/${member?.id}`],
    ["POST", `/api/team/members/${member?.id}/link`, {}],
    ["DELETE", `/api/team/invitations/${invitation.id}`],
    ["DELETE", `/api/team/keys/${key.id}`],
    ["POST", "/api/auth/organization/set-active", { organizationId: team.id }],
    ["POST", "/api/auth/organization/set-active", { organizationId: "nowhere" }],
  ]
  for (const [method, path, body] of asked)
    expect(await codeOf(await stranger.fetch(path, { method, body })), `${method} ${path}`).toBe("not-found")
  expect((await membersOf(team.owner))[0]).toEqual(member)
  expect((await visitor(server).get(`/api/accept/${last(invitation.link)}`)).code).toBeNull()
})

test("[ACC13] who signs in, or fails to, and what they change is in the audit log with its address, to be taken away", async () => {
  const Log = z.object({ entries: z.array(AuditEntry) })
  const entries = async () => (await team.owner.ask(Log, "/api/team/audit")).entries
  const mate = await team.add("viewer")
  const who = visitor(server, "192.0.2.77")
  await signInAs(who, { ...mate, password: "not the password" })
  await signInAs(who, mate)
  await who.post("/api/auth/change-password", {
    password: mate.password,
    newPassword: "another long riddle",
  })
  await who.post("/api/auth/sign-out")
  await vi.waitFor(async () => {
    const told = (await entries()).filter(({ address }) => address === "192.0.2.77")
    expect(told.every(({ actor }) => actor.name === mate.name)).toBe(true)
    expect(told.map(({ action }) => action).toSorted()).toEqual([
      "account.password-changed",
      "account.sign-in-failed",
      "account.signed-in",
      "account.signed-out",
    ])
  })
  await team.owner.ask(z.unknown(), "/api/team/keys", {
    method: "POST",
    body: { name: "=1+1", role: "viewer" },
  })
  const [csv, lines] = await Promise.all(
    ["csv", "jsonl"].map(async (format) => {
      const answer = await team.owner.fetch(`/api/team/audit/export?format=${format}`)
      expect(answer.headers.get("content-disposition")).toContain(`audit-${team.slug}.${format}`)
      return (await answer.text()).trimEnd().split("\n")
    }),
  )
  expect(csv?.[0]).toBe("time,actor kind,actor,action,target,detail,address")
  expect(csv?.some((line) => line.includes("'=1+1"))).toBe(true)
  const parsed = lines?.map((line) =>
    z.object({ time: z.iso.datetime(), action: z.string() }).parse(JSON.parse(line)),
  )
  expect(parsed?.some(({ action }) => action === "account.password-changed")).toBe(true)
})

test("[ACC16] what better-auth could do besides is not there", async () => {
  const who = await signedIn(OWNER)
  for (const path of [
    "sign-up/email",
    "organization/create",
    "delete-user",
    "api-key/create",
    "organization/invite-member",
  ])
    expect([path, (await who.post(`/api/auth/${path}`)).code]).toEqual([path, "not-found"])
  expect(() => needOf("POST /api/auth/sign-up/email")).toThrow("add it")
})

/** Opens a socket by a sign-in and ends that sign-in; resolves then, and `closed` with the socket's last word. */
async function openAndRevoke(): Promise<typeof revoked> {
  const mate = await team.add("assessor")
  const { id } = await server.createInterview({ organization: team.id })
  const address = `${server.url.replace("http", "ws")}/api/interview/${id}/socket?role=assessor`
  const socket = new WebSocket(address, { headers: { cookie: mate.cookie } })
  await once(socket, "open")
  socket.send(
    JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION, client: "a-window", takeOver: false }),
  )
  const closed = once(socket, "close").then(([, reason]) => String(reason))
  await mate.fetch("/api/auth/sign-out", { method: "POST", body: {} })
  return { closed }
}

test("[ACC17] a sign-in that has ended takes its open windows with it within seconds", async () => {
  expect(await revoked.closed).toBe("not-signed-in")
})
