/** One interview's link or program that asks, or writes, without end. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { Problem } from "../../src/protocol/errors.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import { begin, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { happened, journalOf, openFile, openTerminal, refusal, shell, submit, type } from "../room/moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

test("[API12] a flood of requests on one link is refused with when to come again, and costs no other link", async () => {
  const created = await server.createInterview()
  const other = await server.createInterview()
  const ask = (): Promise<Response> => request(server, created, "/initialize", { method: "POST" })
  const replies = await Promise.all(Array.from({ length: LIMITS.http.pace.requests.atOnce + 200 }, ask))
  const refused = replies.filter(({ ok }) => !ok)
  expect(refused.length).toBeGreaterThan(0)
  const [one] = refused
  expect(one!.status).toBe(429)
  expect(Number(one!.headers.get("retry-after"))).toBeGreaterThan(0)
  expect(Problem.parse(await one!.json())).toMatchObject({
    code: "too-fast",
    detail: expect.stringMatching(/Wait \d+ s/),
  })
  const method = "POST"
  expect((await request(server, created, "/initialize", { method, role: "assessor" })).status).toBe(200)
  expect((await request(server, other, "/initialize", { method })).status).toBe(200)
})

test("[API12] an assessor's requests that read the whole journal count as many, those that read on as one", async () => {
  const { atOnce } = LIMITS.http.pace.requests
  const many = Math.ceil(atOnce / LIMITS.http.wholeReads) + 10
  const statuses = async (path: string): Promise<Set<number>> => {
    const created = await server.createInterview()
    const ask = (): Promise<Response> => request(server, created, path, { role: "assessor" })
    const replies = await Promise.all(Array.from({ length: many }, ask))
    return new Set(replies.map(({ status }) => status))
  }
  expect(await statuses("/moments?after=0")).toEqual(new Set([200, 429]))
  expect(await statuses("/moments?after=1")).toEqual(new Set([200]))
  expect(await statuses("/submission?question=shared-tab")).toEqual(new Set([404, 429]))
})

test("[LOG4] a record that is full takes nothing more of the candidate and the shell, and the interview goes to its end", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const terminal = await openTerminal(view)
  const file = await openFile(view, "tab/group.py")
  const room = await server.registry.room(created.id)
  const upload = {
    language: "python",
    path: "much.bin",
    kind: "file",
    size: LIMITS.record.bytes,
    digest: "0".repeat(64),
  } as const
  const actor = { kind: "candidate", id: "candidate" } as const
  await room.log.record([{ actor, question: "shared-tab", type: "file.created", data: upload }])

  expect(await refusal(view.command({ type: "run-tests", only: [] }))).toBe("record-full")
  type(file, "# more\n", 0)
  const report = JSON.stringify({ type: "presence.focus", focused: true, clientAt: 0 })
  const headers = { "content-type": "application/json" }
  const refused = await request(server, created, "/events", { method: "POST", headers, body: report })
  expect(Problem.parse(await refused.json()).code).toBe("record-full")
  // A shell that prints is ended, and what programs write is not taken up.
  const { sandbox } = await room.workspaces.current()
  const screen = await sandbox.terminal({ id: terminal, cols: 80, rows: 24 })
  // Its first prompt, when that is late, ends it before this does.
  const line = Buffer.from("echo more; echo more >> tab/group.py\n")
  await screen.write(line).catch(() => undefined)
  await happened(server, created, "terminal.exited")
  await shell(server, created, "echo more >> tab/group.py; sleep 1")
  const edits = (await journalOf(server, created)).filter(({ type }) => type === "doc.changed")
  expect(edits).toEqual([])
  await submit(view)
  await until(view, ({ session }) => session?.phase.phase === "ended")
  file.close()
  view.close()

  server = await server.restarted()
  expect((await server.registry.room(created.id)).log.full).toBe(true)
})
