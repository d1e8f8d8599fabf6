/** Interviews are erased when their time is over, and not before. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Problem } from "../../src/protocol/errors.ts"
import { AuditEntry } from "../../src/protocol/team.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate } from "../support/team.ts"

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
