/** The clock is the server's, whoever watches and whatever stops. */
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Draft, JournalEvent } from "../../src/protocol/events.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, openFile, refusal, textOf, type } from "./moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

const SECONDS = 1 / 60
const HOUR_MS = 3_600_000
const person = { kind: "candidate", id: "candidate" } as const
const system = { kind: "system", id: "test" } as const

/** Writes what happened in an interview, at a time in ms, as a server before this one would have. */
async function tell(created: CreatedSession, drafts: readonly Draft[], at: number): Promise<void> {
  const events = await journalOf(server, created)
  const lease = await server.store.leases.acquire(created.id)
  const later = drafts.map((draft, index): JournalEvent => ({
    ...draft,
    session: created.id,
    seq: events.length + 1 + index,
    at,
    v: 1,
  }))
  await server.store.journal.append(lease!, later)
}

async function started(created: CreatedSession): Promise<Draft[]> {
  const [first] = eventsOf(await journalOf(server, created), "session.created")
  const { consent, questions } = first!.data
  return [
    { actor: person, question: null, type: "session.consented", data: { digest: consent.digest } },
    { actor: person, question: null, type: "session.started", data: {} },
    { actor: person, question: questions[0]!.id, type: "question.opened", data: { language: "python" } },
    {
      actor: system,
      question: questions[0]!.id,
      type: "doc.opened",
      data: { language: "python", path: "notes.py", text: "kept = True\n", eol: "\n" },
    },
  ]
}

/** Submitted by the clock and ended, in one step. */
async function expectExpired(created: CreatedSession): Promise<void> {
  const ended = await happened(server, created, "session.ended")
  expect(ended.data.reason).toBe("expired")
  const events = await journalOf(server, created)
  const submitted = events[ended.seq - 2]!
  expect(submitted).toMatchObject({ type: "question.submitted", at: ended.at, data: { by: "clock" } })
  expect(eventsOf(events, "session.ended")).toHaveLength(1)
}

test("[SES2] at expiry the saved work is submitted and the interview ended, whoever is connected", async () => {
  const created = await server.createInterview({ minutes: 3 * SECONDS })
  const alone = await server.createInterview({ minutes: 2 * SECONDS })
  const left = await begin(server, alone)
  left.close()
  const view = await begin(server, created)
  const file = await openFile(view, "tab/group.py")
  type(file, "# in time\n", 0)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)
  await expectExpired(created)
  await expectExpired(alone)
  await until(view, ({ session }) => session?.phase.phase === "ended")
  expect(await refusal(view.command({ type: "run-tests", only: [] }))).toMatch(/session-(ended|not-running)/)
  const before = (await journalOf(server, created)).length
  type(file, "# too late\n", 0)
  expect(await refusal(view.command({ type: "save", path: "tab/group.py" }))).toMatch(
    /session-(ended|not-running)/,
  )
  const after = (await journalOf(server, created)).slice(before)
  expect(after.filter(({ type }) => type.startsWith("doc."))).toEqual([])
  expect(textOf(file)).toContain("# in time\n")
  file.close()
  view.close()
})

test("[SES2] time that ran out while the server was down ends the interview when it is back", async () => {
  const created = await server.createInterview({ minutes: 30 })
  const paused = await server.createInterview({ minutes: 30 })
  const extended = await server.createInterview({ minutes: 30 })
  const anHourAgo = Date.now() - HOUR_MS
  await tell(created, await started(created), anHourAgo)
  const pause: Draft = {
    actor: system,
    question: "shared-tab",
    type: "session.paused",
    data: { reason: "lunch" },
  }
  await tell(paused, [...(await started(paused)), pause], anHourAgo)
  const byMs = 2 * HOUR_MS
  const extension: Draft = {
    actor: system,
    question: null,
    type: "session.extended",
    data: { byMs, reason: "" },
  }
  await tell(extended, [...(await started(extended)), extension], anHourAgo)
  server = await server.restarted()
  await expectExpired(created)
  const view = openWindow(server, paused)
  const { session } = await until(view, ({ session }) => session !== null)
  expect(session!.phase.phase).toBe("paused")
  const other = openWindow(server, extended)
  const state = await until(
    other,
    ({ session, workspace }) => session !== null && workspace.status === "ready",
  )
  expect(state.session!.phase.phase).toBe("running")
  expect(textOf(await openFile(other, "notes.py"))).toBe("kept = True\n")
  view.close()
  other.close()
  expect(server.problems).toEqual([])
})

test("[SES2] [LOG3] a room that lost its journal is opened anew by itself, so that time runs out with nobody there", async () => {
  const created = await server.createInterview({ minutes: 5 * SECONDS })
  await tell(created, await started(created), Date.now())
  const before = await server.registry.room(created.id)
  // Voids the lease the room writes with.
  await server.store.leases.acquire(created.id)
  await before.session({ type: "extend", byMs: 1, reason: "" }, system).catch(() => undefined)
  await before.broken
  const ended = async (): Promise<boolean> =>
    eventsOf(await journalOf(server, created), "session.ended").length > 0
  await expect.poll(ended, { timeout: 15_000 }).toBe(true)
  await expectExpired(created)
})
