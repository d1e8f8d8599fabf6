/** Two servers on one database, of which one is killed. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import { findInstallation } from "../../src/server/installation.ts"
import { withPostgres } from "../support/postgres.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, journalOf, openFile, shell, textOf, type } from "../room/moves.ts"
import { started } from "./program.ts"
import type { Program } from "./program.ts"

const postgres = withPostgres()
let data: string
let survivor: TestServer
let victim: Program

beforeAll(async () => {
  const { user, host, database } = await postgres().createDatabase()
  const databaseUrl = `postgres:///${database}?host=${encodeURIComponent(String(host))}&user=${user}`
  data = await mkdtemp(join(tmpdir(), "ilm-victim-"))
  survivor = await startTestServer({ databaseUrl })
  victim = await started(["--port", "0", "--data", data], { DATABASE_URL: databaseUrl })
}, 60_000)

afterAll(async () => {
  await victim.kill()
  await survivor.remove()
  const { sandbox } = await findInstallation()
  const engine = await createLocalEngine({ root: join(data, "sandboxes"), ...sandbox })
  for await (const { id } of engine.list()) await (await engine.attach(id))?.destroy()
  await rm(data, { recursive: true, force: true, maxRetries: 5 })
})

test("[LEASE8] a dead server's interviews go on at another when its lease is over, and end on time with nobody there", async () => {
  const visited = await survivor.createInterview()
  const lonely = await survivor.createInterview({ minutes: 10 / 60 })
  const view = await begin({ ...survivor, url: victim.url }, visited)
  const left = await begin({ ...survivor, url: victim.url }, lonely)
  const file = await openFile(view, "tab/group.py")
  type(file, "# kept\n", 0)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)
  const [denied] = await Promise.allSettled([survivor.registry.room(visited.id)])
  expect(denied).toMatchObject({ status: "rejected", reason: { code: "session-elsewhere" } })
  file.close()
  view.close()
  left.close()
  await victim.kill()

  // Somebody comes back as soon as it can be opened.
  const enter = () =>
    survivor.registry.room(visited.id).then(
      () => true,
      () => false,
    )
  await expect.poll(enter, { timeout: 30_000, interval: 250 }).toBe(true)
  const again = openWindow(survivor, visited)
  await until(again, ({ workspace }) => workspace.status === "ready", "the workspace")
  const kept = await openFile(again, "tab/group.py")
  expect(textOf(kept).startsWith("# kept\n")).toBe(true)
  expect(await shell(survivor, visited, "head -n 1 tab/group.py")).toBe("# kept\n")
  kept.close()
  again.close()

  // Nobody asks for this one: only the journal is looked at.
  const ended = async () =>
    eventsOf(await journalOf(survivor, lonely), "session.ended").map(({ data }) => data.reason)
  await expect.poll(ended, { timeout: 30_000, interval: 250 }).toEqual(["expired"])
  expect(survivor.problems).toEqual([])
}, 120_000)
