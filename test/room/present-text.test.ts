/** What a window is told that has no file open: of which text the results are, and in which language the next opens. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { openQuestion } from "../../src/core/session.ts"
import { CtrfDocument } from "../../src/protocol/ctrf.ts"
import { RunReply } from "../../src/protocol/http.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { happened, openFile, openTerminal, shell, type } from "./moves.ts"

let server: TestServer

const LONG = `def test_long():
    print("x" * 20_000)
    assert False
`

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

const WRITES = `def test_writes():
    open("left.txt", "a").write("by a test")
`

test("[TEST20] what a run writes leaves its results new; a file it left, changed by a command, makes them old", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  await shell(server, created, `cat > test_writes.py <<'END'\n${WRITES}END\n`)
  await happened(server, created, "doc.opened", ({ data }) => data.path === "test_writes.py")
  await view.command({ type: "run-tests", only: [] })
  await happened(server, created, "doc.opened", ({ data }) => data.path === "left.txt")
  await until(view, ({ session }) => Boolean(session?.run?.finished))
  expect(view.getState().session!.run!.changedBy).toBeNull()
  const terminal = await openTerminal(view)
  view.openTerminal(terminal).input("rm left.txt\n")
  await until(view, ({ session }) => Boolean(session?.run?.changedBy))
  view.close()
})

test("[TEST21] [TEST12] what is asked of the server has every text whole, and of one run only", async () => {
  const created = await server.createInterview()
  await begin(server, created).then((view) => view.close())
  const put = { method: "PUT", headers: { "content-type": "application/octet-stream" } }
  await request(server, created, "/files?path=test_long.py", { ...put, body: LONG })
  const run = async (body: object): Promise<RunReply> => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }
    return RunReply.parse(await (await request(server, created, "/run-tests", init)).json())
  }
  const long = (await run({})).tests.find(({ name }) => name === "test_long")!
  expect(long.output).toContain("x".repeat(20_000))
  const { summary, tests } = await run({ only: [long.id] })
  expect([summary.tests, tests.map(({ id }) => id)]).toEqual([1, [long.id]])
  const report = await request(server, created, "/test-report?format=ctrf")
  const { results } = CtrfDocument.parse(await report.json())
  expect(results.tests).toHaveLength(results.summary.tests)
  expect(results.tests[0]!.stdout?.join("\n")).toContain("x".repeat(20_000))
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
