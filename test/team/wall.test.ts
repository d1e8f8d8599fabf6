/** The wall of a team's interviews, over a whole server. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { WallChanges, WallWhole } from "../../src/protocol/wall.ts"
import type { WallRow } from "../../src/protocol/wall.ts"
import { createScope } from "../../src/server/scope.ts"
import { begin, openWindow, startTestServer, tokenOf, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { createTeam } from "../support/team.ts"
import type { Teammate, TestTeam } from "../support/team.ts"

let server: TestServer
let team: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  team = await createTeam(server)
}, 120_000)
afterAll(() => server.remove())

interface Reader {
  readonly rows: ReadonlyMap<string, WallRow>
  /** Messages so far, by kind. */
  readonly heard: { wall: number; changes: number; pulses: number }
  /** Resolves when the rows are as asked. */
  until(holds: (rows: ReadonlyMap<string, WallRow>, heard: Reader["heard"]) => boolean): Promise<void>
  readonly ended: Promise<void>
  close(): void
}

/** Reads a wall as the page does. */
async function look(person: Teammate): Promise<Reader> {
  const controller = new AbortController()
  const response = await fetch(`${server.url}/api/live`, {
    headers: { cookie: person.cookie, accept: "text/event-stream" },
    signal: controller.signal,
  })
  expect(response.status).toBe(200)
  const rows = new Map<string, WallRow>()
  const heard = { wall: 0, changes: 0, pulses: 0 }
  const waiting = new Set<() => void>()

  function take(message: string): void {
    const [, event, data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? []
    if (event === "wall") {
      heard.wall += 1
      rows.clear()
      for (const row of WallWhole.parse(JSON.parse(data)).rows) rows.set(row.session, row)
    } else if (event === "changes") {
      heard.changes += 1
      const changes = WallChanges.parse(JSON.parse(data))
      heard.pulses += changes.pulses.length
      for (const row of changes.rows) rows.set(row.session, row)
      for (const gone of changes.gone) rows.delete(gone)
    }
    for (const look of waiting) look()
  }

  async function read(): Promise<void> {
    let text = ""
    const decoder = new TextDecoder()
    for await (const bytes of response.body!) {
      text += decoder.decode(bytes, { stream: true })
      const messages = text.split("\n\n")
      text = messages.pop() ?? ""
      messages.forEach(take)
    }
  }

  const ended = read().catch(() => undefined)
  return {
    rows,
    heard,
    ended,
    until: (holds) =>
      new Promise((resolve) => {
        function look(): void {
          if (!holds(rows, heard)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => controller.abort(),
  }
}

test("[BOARD6] a wall shows an interview from its invitation to its end, as it happens", async () => {
  const scope = createScope()
  try {
    const viewer = await team.add("viewer")
    const created = await server.createInterview({
      organization: team.id,
      questions: ["shared-tab", "alert-storms"],
    })
    const wall = await look(viewer)
    scope.add(wall.close)
    const row = (rows: ReadonlyMap<string, WallRow>) => rows.get(created.id)
    // Nobody is in it: it is there from the record, and its room stays shut.
    await wall.until((rows) => row(rows)?.phase === "invited")
    expect(row(wall.rows)).toMatchObject({ live: false, here: null })

    const view = await begin(server, created)
    scope.add(() => view.close())
    await wall.until((rows) => row(rows)?.sandbox.status === "ready" && row(rows)?.here?.yes === true)
    expect(row(wall.rows)).toMatchObject({
      live: true,
      phase: "running",
      candidate: "Ada",
      question: { index: 0 },
      submitted: 0,
    })
    expect(row(wall.rows)?.questions).toHaveLength(2)

    const before = { ...wall.heard }
    for (let line = 1; line <= 30; line++) view.observe({ ...LOOK, line })
    await wall.until((_, { pulses }) => pulses > before.pulses)
    expect(wall.heard.pulses - before.pulses).toBeLessThan(10)

    const beside = openWindow(server, created, { role: "assessor" })
    scope.add(() => beside.close())
    await until(beside, ({ session }) => session !== null)
    await wall.until((rows) => row(rows)?.watchers.length === 1)
    await beside.command({ type: "ask", id: "question-1", text: "Why a map?" })
    await wall.until((rows) => row(rows)?.last?.type === "assessor.asked")
    await beside.command({ type: "note", note: "note-0001", text: "secret", moment: null })
    await beside.command({ type: "pause", reason: "The alarm" })
    await wall.until((rows) => row(rows)?.phase === "paused")
    expect(JSON.stringify([...wall.rows.values()])).not.toContain("secret")
    await beside.command({ type: "end", reason: "Enough" })
    await wall.until((rows) => row(rows)?.phase === "ended")
    expect(row(wall.rows)).toMatchObject({ ended: "ended-by-assessor", submitted: 1 })
  } finally {
    await scope.close()
  }
})

const LOOK = { type: "presence.viewed", path: null, bottom: null, terminal: null, clientAt: 0 } as const

test("[BOARD7] nobody sees a row of another team's, by stream or once, nor one that no team has", async () => {
  const other = await createTeam(server)
  const ours = await server.createInterview({ organization: team.id })
  const theirs = await server.createInterview({ organization: other.id })
  const nobodys = await server.createInterview()
  const views = await Promise.all([ours, theirs, nobodys].map((created) => begin(server, created)))
  const wall = await look(other.owner)
  try {
    await wall.until((rows) => rows.get(theirs.id)?.phase === "running")
    for (const view of views) view.observe({ ...LOOK, line: 1 })
    await wall.until((_, { pulses }) => pulses > 0)
    expect([...wall.rows.keys()]).toEqual([theirs.id])
    const { rows } = await team.owner.ask(WallWhole, "/api/live")
    const seen = rows.map(({ session }) => session)
    expect(seen).toContain(ours.id)
    expect(seen).not.toContain(theirs.id)
    expect(seen).not.toContain(nobodys.id)
  } finally {
    wall.close()
    for (const view of views) view.close()
  }
})

test("[BOARD7] a wall is for people of the team: not for strangers, nor for a link of an interview", async () => {
  const created = await server.createInterview({ organization: team.id })
  expect((await fetch(`${server.url}/api/live`)).status).toBe(401)
  for (const link of [created.links.candidate, created.links.assessor]) {
    const authorization = `Bearer ${tokenOf(link)}`
    expect((await fetch(`${server.url}/api/live`, { headers: { authorization } })).status).toBe(401)
  }
})

test("[BOARD9] what nobody is in any more stays on the wall as its record has it", async () => {
  const created = await server.createInterview({ organization: team.id })
  const view = openWindow(server, created, { role: "assessor" })
  await until(view, ({ session }) => session !== null)
  await view.command({ type: "end", reason: "Nobody came" })
  view.close()
  server = await server.restarted()
  const { rows } = await team.owner.ask(WallWhole, "/api/live")
  const row = rows.find(({ session }) => session === created.id)
  expect(row).toMatchObject({ phase: "ended", ended: "ended-by-assessor", live: false, submitted: 0 })
})
