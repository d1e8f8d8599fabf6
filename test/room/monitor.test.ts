/** The help policy in real interviews: what it decides on real runs, across a restart, and what people answer. */
import { afterAll, beforeAll, expect, test } from "vitest"
import type { JournalEvent } from "../../src/protocol/events.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, refusal } from "./moves.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

async function interview(assistance: object = {}): Promise<{ created: CreatedSession; view: LiveSession }> {
  const created = await server.createInterview({ assistance })
  const view = await begin(server, created)
  await until(view, ({ session }) => session?.agent?.phase.phase === "ready", "the agent")
  return { created, view }
}

/** Runs the starter's tests, which fail. */
async function fail(created: CreatedSession, view: LiveSession): Promise<void> {
  const result = await view.command({ type: "run-tests", only: [] })
  if (!("run" in result)) throw new Error("No run was started")
  const { data } = await happened(server, created, "test.finished", ({ data }) => data.run === result.run)
  expect(data.outcome).not.toBe("passed")
}

const byPolicy = (events: readonly JournalEvent[]): JournalEvent[] =>
  events.filter(({ actor }) => actor.id === "policy")

test("[HELP10] [HELP12] three real failures are answered by one offer, also by a server that was there for one", async () => {
  const { created, view } = await interview()
  await fail(created, view)
  await fail(created, view)
  view.close()
  server = await server.restarted()
  const again = openWindow(server, created)
  await until(again, ({ workspace }) => workspace.status === "ready", "the workspace")
  expect(byPolicy(await journalOf(server, created))).toEqual([])
  await fail(created, again)
  const { data } = await happened(server, created, "nudge.offered")
  expect(data.kind).toBe("failing")
  await until(again, ({ session }) => session?.chat.entries.at(-1)?.kind === "nudge", "the offer")

  await again.command({ type: "answer-nudge", nudge: data.nudge, accept: true })
  const turn = await happened(server, created, "chat.ended")
  expect(turn.data.outcome).toBe("done")
  expect(await refusal(again.command({ type: "answer-nudge", nudge: data.nudge, accept: false }))).toBe(
    "nudge-unknown",
  )
  expect(byPolicy(await journalOf(server, created))).toHaveLength(1)
  again.close()
  expect(server.problems).toEqual([])
})

test("[HELP5] [HELP13] who wants to be asked no more is not, where the assessment allows it", async () => {
  const { created, view } = await interview()
  await view.command({ type: "mute-nudges", muted: true })
  for (let run = 0; run < 3; run++) await fail(created, view)
  expect(byPolicy(await journalOf(server, created))).toEqual([])
  // An offer that is due comes as soon as it is wanted again.
  await view.command({ type: "mute-nudges", muted: false })
  await happened(server, created, "nudge.offered")
  view.close()
  const { view: other } = await interview({ mayMute: false })
  expect(await refusal(other.command({ type: "mute-nudges", muted: true }))).toBe("nudges-required")
  other.close()
})

test("[HELP4] [HELP11] an assessor's level stands, and nothing is offered while they hold the agent", async () => {
  const { created, view } = await interview({ changes: "automatic" })
  const watch = openWindow(server, created, { role: "assessor" })
  await until(watch, ({ session }) => session !== null)
  await watch.command({ type: "set-level", level: "full-copilot" })
  expect(await refusal(watch.command({ type: "set-level", level: "full-copilot" }))).toBe("level-fixed")
  await until(view, ({ session }) => session?.agent?.level.now === "full-copilot")
  await watch.command({ type: "pause-agent" })
  for (let run = 0; run < 3; run++) await fail(created, view)
  expect(byPolicy(await journalOf(server, created))).toEqual([])
  await watch.command({ type: "resume-agent" })
  await happened(server, created, "nudge.offered")
  const [changed] = eventsOf(await journalOf(server, created), "level.changed")
  expect(changed).toMatchObject({
    actor: { kind: "assessor" },
    data: { to: "full-copilot", reason: "asked" },
  })
  view.close()
  watch.close()
})
