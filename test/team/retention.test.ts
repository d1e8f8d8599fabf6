/** Interviews are erased when their time is over, and not before. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { AuditEntry } from "../../src/protocol/team.ts"
import { begin, request, startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

const DAY_MS = 86_400_000

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
