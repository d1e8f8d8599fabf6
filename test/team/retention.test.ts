/** Interviews are erased when their time is over, and not before. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Problem } from "../../src/protocol/errors.ts"
import { ActReport, Assessment, Invitation, InvitationPage } from "../../src/protocol/assessments.ts"
import { AuditEntry } from "../../src/protocol/team.ts"
import { follow } from "../support/join.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import { sha256 } from "../../src/server/sha256.ts"
import type { Teammate, TestTeam } from "../support/team.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

const DAY_MS = 86_400_000

/** As if everything that is stored was put days ago. */
const age = () => server.store.sql("update blobs set put_at = put_at - interval '2 days'")

test("[KEEP1] [KEEP2] an interview is erased, uploads and all, so many days after its end, and that is written down", async () => {
  const team = await createTeam(server)
  const set = (days: number | null) =>
    team.owner.fetch("/api/settings/retention", { method: "PUT", body: { days } })
  const old = await server.createInterview({ organization: team.id })
  const fresh = await server.createInterview({ organization: team.id })
  for (const [created, bytes] of [
    [old, "only here\0"],
    [fresh, "only there\0"],
  ] as const) {
    const view = await begin(server, created)
    for (const [name, content] of [
      ["own.bin", bytes],
      ["both.bin", "in both\0"],
    ] as const)
      await request(server, created, `/files?path=${name}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream" },
        body: content,
      })
    await view.command({ type: "withdraw" })
    view.close()
  }
  await server.store.sql("update events set at = at - $1 where session = $2", [31 * DAY_MS, old.id])
  const blobs = async () => (await server.store.sql("select 1 from blobs")).rows.length
  await age()
  const before = await blobs()
  expect(await server.retention.eraseDue()).toBe(0)
  await set(32)
  expect(await server.retention.eraseDue()).toBe(0)
  await set(30)
  expect(await server.retention.eraseDue()).toBe(1)
  expect(await blobs()).toBe(before - 1)
  expect((await server.store.sql("select 1 from events where session = $1", [old.id])).rows).toEqual([])
  expect((await team.owner.fetch(`/api/interview/${old.id}/events`)).status).toBe(401)
  expect((await team.owner.fetch(`/api/interview/${fresh.id}/events`)).status).toBe(200)
  const { entries } = await team.owner.ask(z.object({ entries: z.array(AuditEntry) }), "/api/team/audit")
  expect(entries.filter(({ action }) => action === "interview.erased").map(({ target }) => target)).toEqual([
    old.id,
  ])
})

test("[KEEP3] an admin erases one interview that has ended or never begun: its windows end, its record goes, no name is kept", async () => {
  const team = await createTeam(server)
  const other = await createTeam(server)
  const assessor = await team.add("assessor")
  const erase = (who: Teammate, id: string) => who.fetch(`/api/interviews/${id}`, { method: "DELETE" })
  const left = async (id: string) =>
    (await server.store.sql("select 1 from events where session = $1", [id])).rows.length
  const created = await server.createInterview({ organization: team.id })
  const unopened = await server.createInterview({ organization: team.id })
  const waiting = openWindow(server, unopened)
  await until(waiting, ({ connection }) => connection.status === "online")
  const view = await begin(server, created)

  expect((await erase(assessor, created.id)).status).toBe(403)
  expect((await erase(other.owner, created.id)).status).toBe(404)
  const refused = Problem.parse(await (await erase(team.owner, created.id)).json())
  expect(refused).toMatchObject({ code: "session-under-way", detail: expect.stringMatching(/End it first/) })
  await view.command({ type: "withdraw" })

  for (const [{ id }, window] of [
    [created, view],
    [unopened, waiting],
  ] as const) {
    expect((await erase(team.owner, id)).status).toBe(200)
    await until(window, ({ connection }) => connection.status === "closed")
    expect(window.getState().connection).toMatchObject({ problem: { code: "session-erased" } })
    window.close()
    expect((await erase(team.owner, id)).status).toBe(404)
    expect(await left(id)).toBe(0)
  }
  const { entries } = await team.owner.ask(z.object({ entries: z.array(AuditEntry) }), "/api/team/audit")
  const erased = entries.filter(({ action }) => action === "interview.erased")
  expect(erased.map(({ target, detail }) => [target, detail])).toEqual([
    [unopened.id, {}],
    [created.id, {}],
  ])
})

/** An assessment of the team, and a way to invite to it that answers the invitation's id. */
async function inviting({ owner }: TestTeam, settings: object = {}) {
  const { id } = await owner.ask(Assessment, "/api/assessments", {
    method: "POST",
    body: { title: "Backend", settings: { questions: [{ id: "shared-tab" }], ...settings } },
  })
  return {
    assessment: id,
    async invite(email: string) {
      const body = { name: "Kim", email }
      const path = `/api/assessments/${id}/invitations`
      return (await owner.ask(Invitation, path, { method: "POST", body })).id
    },
  }
}

const listed = async ({ owner }: TestTeam, assessment: string) =>
  (await owner.ask(InvitationPage, `/api/assessments/${assessment}/invitations?sort=at`)).invitations

async function withdrawn(created: Awaited<ReturnType<TestServer["createInterview"]>>, uploads: object) {
  const view = await begin(server, created)
  for (const [name, content] of Object.entries(uploads))
    await request(server, created, `/files?path=${name}`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body: content,
    })
  await view.command({ type: "withdraw" })
  view.close()
}

test("[KEEP4] what a question, a version of one or somebody's upload of this hour still needs is not erased with an interview", async () => {
  const team = await createTeam(server)
  const question = { id: "q-kept", organization_id: team.id }
  const put = async (text: string) => ({ text, digest: await server.store.blobs.put(Buffer.from(text)) })
  const [draft, file, sealed] = [await put("draft\0"), await put("file\0"), await put("sealed\0")]
  const files = ({ digest }: { digest: string }) => JSON.stringify({ "a.bin": { digest } })
  await server.store.sql(
    `insert into questions (id, organization_id, slug, origin, summary, files, digest, updated_at, updated_by)
     values ($1, $2, 'kept', 'team', '{}', $3, '', 0, '')`,
    [question.id, team.id, files(draft)],
  )
  await server.store.sql(
    `insert into question_versions (question, number, digest, files, checked, note, published_at, published_by)
     values ($1, 1, $2, $3, '{}', '', 0, '')`,
    [question.id, sealed.digest, files(file)],
  )
  const created = await server.createInterview({ organization: team.id })
  const late = "just put\0"
  const uploads = { a: draft.text, b: file.text, c: sealed.text, d: late, e: "of nobody else\0" }
  await withdrawn(created, uploads)
  await age()
  await server.store.blobs.put(Buffer.from(late))
  await server.store.retention.erase(created.id)
  const left = async () => {
    const found = await Promise.all(
      Object.entries(uploads).map(async ([name, text]) => [
        name,
        (await server.store.blobs.get(sha256(text))) !== null,
      ]),
    )
    return found.flatMap(([name, there]) => (there ? [name] : []))
  }
  expect(await left()).toEqual(["a", "b", "c", "d"])
  await age()
  await server.retention.eraseDue()
  expect(await left()).toEqual(["a", "b", "c"])
})

test("[KEEP5] an interview never started is due by its making, an invitation never opened by its end, and one of no team never", async () => {
  const team = await createTeam(server)
  await team.owner.fetch("/api/settings/retention", { method: "PUT", body: { days: 30 } })
  const [unstarted, running, ofNobody] = [
    await server.createInterview({ organization: team.id }),
    await server.createInterview({ organization: team.id }),
    await server.createInterview({}),
  ]
  ;(await begin(server, running)).close()
  const long = 31 * DAY_MS
  for (const { id } of [unstarted, running, ofNobody])
    await server.store.sql("update sessions set created_at = created_at - $1 where id = $2", [long, id])
  const { assessment, invite } = await inviting(team)
  const [old, open] = [await invite("old@example.org"), await invite("open@example.org")]
  await server.store.assessments.invitations.patch(old, { expiresAt: Date.now() - long })
  expect(await server.retention.eraseDue()).toBe(1)
  expect(await server.store.sessions.exists(unstarted.id)).toBe(false)
  expect(await server.store.sessions.exists(running.id)).toBe(true)
  expect(await server.store.sessions.exists(ofNobody.id)).toBe(true)
  expect((await listed(team, assessment)).map(({ id, email }) => [id, email])).toEqual([
    [old, ""],
    [open, "open@example.org"],
  ])
  expect((await server.store.sql("select 1 from audit where target = 'old@example.org'")).rows).toEqual([])
  const extend = { ids: [old], do: { act: "extend", days: 3 } }
  const report = await team.owner.ask(ActReport, "/api/invitations", { method: "POST", body: extend })
  expect(report).toMatchObject({ done: 0 })
})

test("[KEEP6] one interview that cannot be erased stops no other, and is told of", async () => {
  const team = await createTeam(server)
  await team.owner.fetch("/api/settings/retention", { method: "PUT", body: { days: 30 } })
  const [bad, good] = [
    await server.createInterview({ organization: team.id }),
    await server.createInterview({ organization: team.id }),
  ]
  const age = "update sessions set created_at = created_at - $1 where id = $2"
  await server.store.sql(age, [32 * DAY_MS, bad.id])
  await server.store.sql(age, [31 * DAY_MS, good.id])
  await server.store.sql(`create function refuse() returns trigger language plpgsql as $$ begin
    if old.id = '${bad.id}' then raise 'it is stuck'; end if; return old; end $$`)
  await server.store.sql(
    "create trigger refuse before delete on sessions for each row execute function refuse()",
  )
  expect(await server.retention.eraseDue()).toBe(1)
  expect(await server.store.sessions.exists(good.id)).toBe(false)
  expect(server.problems.join()).toContain(bad.id)
  await server.store.sql("drop trigger refuse on sessions")
  expect(await server.retention.eraseDue()).toBe(1)
})

test("[KEEP7] who was invited is forgotten with the last interview of their link, and in the audit log", async () => {
  const team = await createTeam(server)
  const { assessment, invite } = await inviting(team, { practice: true })
  const id = await invite("kim@example.org")
  const [invitation] = (await listed(team, assessment)).filter((one) => one.id === id)
  const first = (await follow(invitation!.link!)).session
  await server.store.sql(
    `insert into events (session, seq, at, type, actor_kind, actor_id, v, data)
     values ($1, 1000, $2, 'session.ended', 'system', 'server', 1, '{"reason":"withdrawn"}')`,
    [first, Date.now()],
  )
  const second = (await follow(invitation!.link!)).session
  expect(second).not.toBe(first)
  await server.store.retention.erase(first)
  expect(await listed(team, assessment)).toMatchObject([{ email: "kim@example.org", session: second }])
  const named = async () =>
    (await server.store.sql("select 1 from audit where target = 'kim@example.org'")).rows.length
  expect(await named()).toBeGreaterThan(0)
  await server.store.retention.erase(second)
  expect(await listed(team, assessment)).toMatchObject([{ name: "Erased", email: "" }])
  expect(await named()).toBe(0)
})
