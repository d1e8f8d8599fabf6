/** Several windows on one interview: who comes in, who sees what, who may do what. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { Command } from "../../src/protocol/messages.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import {
  eventsOf,
  fileIs,
  happened,
  journalOf,
  openFile,
  openTerminal,
  refusal,
  textOf,
  type,
  watchTerminal,
} from "./moves.ts"

let server: TestServer
let created: CreatedSession
const views: LiveSession[] = []

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
})

afterAll(async () => {
  for (const view of views) view.close()
  await server.remove()
})

function keep(view: LiveSession): LiveSession {
  views.push(view)
  return view
}

test("[SES5] a second candidate window waits until it takes over, and the first is told", async () => {
  const first = keep(await begin(server, created, { client: "window-one" }))
  const file = await openFile(first, "tab/group.py")
  type(file, "# first\n", 0)
  const second = keep(openWindow(server, created, { client: "window-two" }))
  await until(second, ({ connection }) => connection.status === "in-use")
  expect(first.getState().connection.status).toBe("online")
  await until(first, ({ unacknowledged }) => unacknowledged === 0)
  second.takeOver()
  await until(second, ({ connection }) => connection.status === "online")
  const { connection } = await until(first, ({ connection }) => connection.status === "closed")
  expect(connection).toMatchObject({ problem: { code: "taken-over" } })
  expect(textOf(await openFile(second, "tab/group.py"))).toMatch(/^# first\n/)

  const left = await happened(server, created, "presence.left", ({ data }) => data.client === "window-one")
  expect(left.data.takenOverBy).toBe("window-two")

  const same = keep(openWindow(server, created, { client: "window-two" }))
  await until(same, ({ connection }) => connection.status === "online")
  await until(second, ({ connection }) => connection.status === "closed")
  same.close()
  await happened(server, created, "presence.left", ({ data, seq }) => data.client === "window-two" && seq > 0)
  const later = keep(openWindow(server, created, { client: "window-three" }))
  await until(later, ({ connection }) => connection.status === "online" || connection.status === "in-use")
  later.takeOver()
  await until(later, ({ connection }) => connection.status === "online")
  later.close()
  file.close()
})

test("[ROLE1] an assessor reads along, and can change nothing", async () => {
  const candidate = keep(openWindow(server, created, { client: "candidate-1" }))
  candidate.takeOver()
  await until(
    candidate,
    ({ connection, workspace }) => connection.status === "online" && workspace.status === "ready",
  )
  const assessor = keep(openWindow(server, created, { role: "assessor", client: "assessor-1" }))
  await until(assessor, ({ session }) => session !== null)
  const file = await openFile(candidate, "tab/group.py")
  const read = await openFile(assessor, "tab/group.py")
  type(file, "# seen\n", 0)
  await fileIs(read, () => textOf(read).startsWith("# seen\n"))
  type(read, "# not theirs to type\n", 0)
  await fileIs(read, () => textOf(read).startsWith("# seen\n"))

  const terminal = await openTerminal(candidate)
  const screen = watchTerminal(candidate, terminal)
  const mirror = watchTerminal(assessor, terminal)
  assessor.openTerminal(terminal).input("echo from-the-assessor\n")
  assessor.openTerminal(terminal).resize(20, 5)
  candidate.openTerminal(terminal).input("echo fro''m-the-candidate; stty size\n")
  await screen.shows(/from-the-candidate\r\n24 80/)
  expect(await mirror.shows(/from-the-candidate\r\n24 80/)).not.toContain("from-the-assessor")

  const theirs: Command[] = [
    { type: "consent", digest: "0".repeat(64) },
    { type: "start" },
    { type: "submit", question: "shared-tab" },
    { type: "withdraw" },
    { type: "change-language", language: "go" },
    { type: "run-tests", only: [] },
    { type: "cancel-tests" },
    { type: "warm-tests" },
    { type: "create-file", path: "x", kind: "file" },
    { type: "rename-file", from: "tab", to: "x" },
    { type: "delete-file", path: "tab" },
    { type: "save", path: "tab/group.py" },
    { type: "open-terminal", cols: 80, rows: 24 },
    { type: "close-terminal", terminal },
  ]
  const before = (await journalOf(server, created)).length
  for (const command of theirs)
    expect(await refusal(assessor.command(command)), command.type).toBe("forbidden")
  for (const command of [
    { type: "pause", reason: "" },
    { type: "resume" },
    { type: "extend", minutes: 5, reason: "" },
    { type: "end", reason: "" },
  ] as const)
    expect(await refusal(candidate.command(command)), command.type).toBe("forbidden")
  assessor.observe({ type: "presence.focus", focused: true, clientAt: 1 })
  await assessor.command({ type: "list-files", path: "" })
  const after = (await journalOf(server, created)).slice(before)
  expect(after.filter(({ type }) => !/^(doc.saved|checkpoint|snapshot|terminal.output)/.test(type))).toEqual(
    [],
  )
  file.close()
  read.close()
  await candidate.command({ type: "close-terminal", terminal })
})

test("[ROLE3] people and cursors are told to those who may see them, and that they left", async () => {
  const candidate = views.findLast((view) => view.getState().you?.client === "candidate-1")!
  const assessor = views.findLast((view) => view.getState().you?.client === "assessor-1")!
  await until(candidate, ({ people }) => people.length === 2, "two people")
  expect(
    candidate
      .getState()
      .people.map(({ role }) => role)
      .toSorted(),
  ).toEqual(["assessor", "candidate"])
  const file = await openFile(candidate, "tab/group.py")
  const read = await openFile(assessor, "tab/group.py")
  const { promise, resolve } = Promise.withResolvers<number>()
  read.source.onCursor((cursors) => cursors[0] && resolve(cursors[0].head))
  file.source.moveCursor(file.source.initial()!.version, 3, 5)
  await promise
  await until(assessor, ({ people }) => people.some(({ path }) => path === "tab/group.py"), "the path")
  assessor.close()
  await until(candidate, ({ people }) => people.length === 1, "one person")
  await happened(server, created, "presence.left", ({ data }) => data.client === "assessor-1")
  const joined = eventsOf(await journalOf(server, created), "presence.joined").map(({ data }) => data.client)
  expect(joined).toContain("assessor-1")
  file.close()
  read.close()
})

test("[ROLE3] a watcher who is not shown leaves no trace in what the candidate is sent", async () => {
  const hidden = await server.createInterview({ watchersVisible: false })
  const sent: string[] = []
  const candidate = keep(
    await begin(server, hidden, { onBytes: (bytes) => void sent.push(bytes.toString("latin1")) }),
  )
  const file = await openFile(candidate, "tab/group.py")
  const assessor = keep(openWindow(server, hidden, { role: "assessor", client: "assessor-hidden" }))
  await until(assessor, ({ session }) => session !== null)
  const read = await openFile(assessor, "tab/group.py")
  const room = await server.registry.room(hidden.id)
  const path = (): string | null | undefined =>
    room.audience.people("assessor").find(({ role }) => role === "assessor")?.path
  sent.length = 0
  read.source.moveCursor(read.source.initial()!.version, 1, 2)
  await expect.poll(path).toBe("tab/group.py")
  assessor.close()
  await happened(server, hidden, "presence.left", ({ data }) => data.client === "assessor-hidden")
  // The answer comes after whatever was sent before it.
  await candidate.command({ type: "list-files", path: "" })
  expect(sent.filter((text) => /assessor-hidden|"people"|"cursor"/.test(text))).toEqual([])
  file.close()
  read.close()
})

test("[ROLE2] no more windows than the limit says, and the candidate still comes in last", async () => {
  const crowd = Array.from({ length: 25 }, () => keep(openWindow(server, created, { role: "assessor" })))
  await Promise.all(
    crowd.map((one) => until(one, ({ connection }) => ["online", "closed"].includes(connection.status))),
  )
  const refused = crowd.filter((one) => one.getState().connection.status === "closed")
  expect(refused.length).toBe(25 - LIMITS.socket.clientsPerSession)
  expect(refused[0]!.getState().connection).toMatchObject({ problem: { code: "too-many-clients" } })
  const again = keep(openWindow(server, created, { client: "candidate-2" }))
  again.takeOver()
  await until(again, ({ connection }) => connection.status === "online", "the candidate")
  again.close()
  const extra = keep(openWindow(server, created, { role: "assessor" }))
  await until(extra, ({ connection }) => connection.status === "online" || connection.status === "closed")
  const returned = keep(openWindow(server, created, { client: "candidate-3" }))
  await until(returned, ({ connection }) => connection.status === "online", "the candidate")
  expect(server.problems).toEqual([])
})
