/** What a window is told that has no file open: of which text the results are, and in which language the next opens. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { openQuestion } from "../../src/core/session.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { happened, openFile, type } from "./moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

test("[TEST20] an edit makes results old in every window, in one that joins later too", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const watching = openWindow(server, created, { role: "assessor" })
  await view.command({ type: "run-tests", only: [] })
  await happened(server, created, "test.finished")
  const { session } = await until(watching, ({ session }) => Boolean(session?.run?.finished))
  expect(session!.run!.changedBy).toBeNull()
  const file = await openFile(view, "tab/group.py")
  type(file, "# one\n", 0)
  await until(watching, ({ session }) => Boolean(session?.run?.changedBy))
  await until(view, ({ session }) => Boolean(session?.run?.changedBy))
  const late = openWindow(server, created, { role: "assessor" })
  await until(late, ({ session }) => session?.run?.changedBy === view.getState().session!.run!.changedBy)
  file.close()
  for (const one of [view, watching, late]) one.close()
})

test("[SES8] the next question opens in the language last used", async () => {
  const created = await server.createInterview({ questions: ["shared-tab", "alert-storms"] })
  const view = await begin(server, created)
  await view.command({ type: "change-language", language: "go" })
  await until(view, ({ workspace }) => workspace.status === "ready")
  await view.command({ type: "submit", question: "shared-tab" })
  const { session } = await until(
    view,
    ({ session, workspace }) => session?.current === 1 && workspace.status === "ready",
  )
  expect(openQuestion(session!)).toMatchObject({ id: "alert-storms", language: "go" })
  view.close()
})
