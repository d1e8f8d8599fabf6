/** What an installation's people set: kept sealed, told without keys, and used from then on. */
import { OAuth2Server } from "oauth2-mock-server"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { HealthReply, SettingsReply, Trial } from "../../src/protocol/settings.ts"
import { AuditEntry, Me, SignInOptions } from "../../src/protocol/team.ts"
import { openMailbox } from "../support/mailbox.ts"
import type { Mailbox } from "../support/mailbox.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { TestTeam } from "../support/team.ts"

let server: TestServer
let team: TestTeam
let mailbox: Mailbox
const provider = new OAuth2Server()

beforeAll(async () => {
  server = await startTestServer()
  team = await createTeam(server)
  mailbox = await openMailbox()
  await provider.issuer.keys.generate("RS256")
  await provider.start(0, "127.0.0.1")
})

afterAll(async () => {
  await provider.stop()
  await mailbox.close()
  await server.remove()
})

const put = (path: string, body: unknown): Promise<SettingsReply> =>
  team.owner.ask(SettingsReply, path, { method: "PUT", body })

const MODEL = { kind: "anthropic", baseUrl: "http://127.0.0.1:1", model: "claude-test" } as const

test("[SET1] [SET2] a key is told to nobody, stays where it is left out, and goes to no other address", async () => {
  const set = await put("/api/settings/model", { ...MODEL, apiKey: "sk-very-secret" })
  expect(set.model).toEqual({ from: "page", ...MODEL, outputTokens: 16_384, hasKey: true })
  expect(JSON.stringify(set)).not.toContain("sk-very-secret")
  expect((await put("/api/settings/model", { ...MODEL, model: "claude-other" })).model.hasKey).toBe(true)
  expect((await put("/api/settings/model", { ...MODEL, baseUrl: "http://127.0.0.1:2" })).model.hasKey).toBe(
    false,
  )
  const { rows } = await server.store.sql("select value from settings")
  expect(JSON.stringify(rows)).not.toContain("claude")
  const asked = await team.owner.ask(Trial, "/api/settings/model/try", { method: "POST", body: {} })
  expect(asked.ok).toBe(false)
  await put("/api/settings/model", { kind: "coach" })
})

test("[SET6] Anthropic's own address is not saved without a key; the audit log names what changed and no key", async () => {
  const body = { ...MODEL, baseUrl: "https://api.anthropic.com", apiKey: "" }
  await expect(put("/api/settings/model", body)).rejects.toThrow(
    "apiKey: Anthropic answers nobody without a key",
  )
  expect((await put("/api/settings/model", { ...body, apiKey: "sk-very-secret" })).model.hasKey).toBe(true)
  const { apiKey: _, ...left } = body
  expect((await put("/api/settings/model", left)).model.hasKey).toBe(true)
  const Log = z.object({ entries: z.array(AuditEntry) })
  const { entries } = await team.owner.ask(Log, "/api/team/audit")
  const changed = entries.filter(({ action }) => action === "settings.changed")
  expect(changed[1]).toMatchObject({
    target: "model",
    detail: { changed: expect.stringMatching(/baseUrl.*apiKey|apiKey.*baseUrl/) },
  })
  expect(JSON.stringify(changed)).not.toContain("sk-very-secret")
  await put("/api/settings/model", { kind: "coach" })
})

test("[SET3] owners set, admins look, others do neither; a second team runs nothing", async () => {
  const [admin, assessor, other] = [
    await team.add("admin"),
    await team.add("assessor"),
    await createTeam(server),
  ]
  expect((await admin.fetch("/api/settings")).status).toBe(200)
  const body = { days: 30 }
  expect((await admin.fetch("/api/settings/retention", { method: "PUT", body })).status).toBe(403)
  expect((await assessor.fetch("/api/settings")).status).toBe(403)
  expect((await other.owner.fetch("/api/settings")).status).toBe(403)
  expect((await other.owner.fetch("/api/health")).status).toBe(403)
})

test("[SET4] mail that is set up carries links; without it there is nothing to send", async () => {
  const before = await team.owner.ask(Trial, "/api/settings/mail/try", { method: "POST", body: {} })
  expect(before).toEqual({ ok: false, message: "No mail server is set up." })
  const mail = { host: "127.0.0.1", port: mailbox.port, security: "none", from: "interviews@acme.example" }
  await put("/api/settings/mail", { mail })
  expect(await team.owner.ask(SignInOptions, "/api/sign-in")).toMatchObject({ mail: true })
  const tried = await team.owner.ask(Trial, "/api/settings/mail/try", { method: "POST", body: {} })
  expect(tried.ok, tried.message).toBe(true)
  expect(mailbox.mails.at(-1)).toContain(`To: ${team.owner.name} <${team.owner.email}>`)
  const body = { email: "new@acme.example", role: "viewer" }
  await team.owner.fetch("/api/team/invitations", { method: "POST", body })
  expect(mailbox.mails.at(-1)).toContain("To: new@acme.example")
  expect(mailbox.mails.at(-1)).toContain("/accept/")
  await put("/api/settings/mail", { mail: null })
})

test("[SSO1] who the identity provider knows at a domain that is let in joins the team; others have no account", async () => {
  const issuer = provider.issuer.url ?? ""
  await put("/api/settings/sso", {
    sso: {
      name: "Acme",
      issuer,
      clientId: "interviewlm",
      clientSecret: "shh",
      domains: ["acme.example"],
      role: "assessor",
    },
  })
  expect(await team.owner.ask(SignInOptions, "/api/sign-in")).toMatchObject({ sso: "Acme" })
  const inside = await signInAs("kim@acme.example")
  const me = Me.parse(await (await fetch(`${server.url}/api/me`, { headers: { cookie: inside } })).json())
  expect(me).toMatchObject({ user: { email: "kim@acme.example" }, team: { id: team.id, role: "assessor" } })
  const outside = await signInAs("eve@elsewhere.example")
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie: outside } })).status).toBe(401)
  const owner = await signInAs(team.owner.email)
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie: owner } })).status).toBe(200)
  for (const more of [{ email_verified: false }, { email_verified: undefined }]) {
    const claimed = await signInAs(team.owner.email, { sub: "somebody else", ...more })
    expect((await fetch(`${server.url}/api/me`, { headers: { cookie: claimed } })).status).toBe(401)
  }
  await put("/api/settings/sso", { sso: null })
})

test("[SSO2] people of one identity provider are not those of the next, whatever they are numbered", async () => {
  const issuer = provider.issuer.url ?? ""
  const sso = { name: "Acme", issuer, clientId: "interviewlm", domains: ["acme.example"], role: "viewer" }
  await put("/api/settings/sso", { sso })
  const first = await signInAs("lee@acme.example", { sub: "2" })
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie: first } })).status).toBe(200)
  await put("/api/settings/sso", { sso: { ...sso, clientId: "another" } })
  const second = await signInAs("intern@acme.example", { sub: "2", aud: "another" })
  const me = Me.parse(await (await fetch(`${server.url}/api/me`, { headers: { cookie: second } })).json())
  expect(me.user.email).toBe("intern@acme.example")
  await put("/api/settings/sso", { sso: null })
})

let signIns = 0

/** Goes to the provider and back, as a browser would; answers the cookies there are then. */
async function signInAs(email: string, more: Record<string, unknown> = {}): Promise<string> {
  const jar = new Map<string, string>()
  const claims = (token: { payload: Record<string, unknown> }): void =>
    void Object.assign(token.payload, {
      sub: email,
      email,
      email_verified: true,
      name: email,
      aud: "interviewlm",
      ...more,
    })
  provider.service.on("beforeTokenSigning", claims)
  provider.service.once("beforeUserinfo", (info: { body: unknown }) => {
    info.body = { sub: email, email, email_verified: true, name: email, ...more }
  })
  const keep = (answer: Response): void => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";")
      jar.set(pair.slice(0, pair.indexOf("=")), pair)
    }
  }
  const begun = await fetch(`${server.url}/api/auth/sign-in/social`, {
    method: "POST",
    // Each from an address of their own: one that signs in too often has to wait.
    headers: {
      "content-type": "application/json",
      origin: server.url,
      "x-forwarded-for": `198.51.100.${++signIns}`,
    },
    body: JSON.stringify({ provider: "sso", callbackURL: "/live" }),
  })
  keep(begun)
  const { url } = (await begun.json()) as { url: string }
  const there = await fetch(url, { redirect: "manual" })
  const back = await fetch(there.headers.get("location") ?? "", {
    redirect: "manual",
    headers: { cookie: [...jar.values()].join("; ") },
  })
  keep(back)
  provider.service.off("beforeTokenSigning", claims)
  return [...jar.values()].join("; ")
}

test("[SET5] health tells of nodes, sandboxes, queue, database and model", async () => {
  const health = await team.owner.ask(HealthReply, "/api/health")
  expect(health).toMatchObject({
    nodes: 1,
    sandboxes: { ok: true },
    model: { name: "Built-in coach", failures: [] },
  })
  expect(health.database.bytes).toBeGreaterThan(1_000_000)
  expect(health.queue.map(({ name }) => name)).toContain("deliver-webhook")
})
