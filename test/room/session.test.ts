/** The life of an interview: consent, start, work, languages, pause, submit, end. */
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openQuestion, remaining } from "../../src/core/session.ts"
import type { Command } from "../../src/protocol/messages.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import {
  eventsOf,
  happened,
  journalOf,
  openFile,
  openTerminal,
  refusal,
  shell,
  submit,
  textOf,
  type,
  watchTerminal,
} from "./moves.ts"

const WORK: readonly Command[] = [
  { type: "submit", question: "shared-tab" },
  { type: "change-language", language: "go" },
  { type: "run-tests", only: [] },
  { type: "create-file", path: "x.py", kind: "file" },
  { type: "rename-file", from: "tab/group.py", to: "x.py" },
  { type: "delete-file", path: "tab/group.py" },
  { type: "open-terminal", cols: 80, rows: 24 },
]

let server: TestServer
const views: LiveSession[] = []

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => {
  for (const view of views) view.close()
  await server.remove()
})

function keep(view: LiveSession): LiveSession {
  views.push(view)
  return view
}

test("[SES1] consent comes before the start, the start before work, and each refusal names why", async () => {
  const created = await server.createInterview()
  const view = keep(openWindow(server, created))
  const { session } = await until(view, ({ session }) => session !== null)
  expect(session!.phase.phase).toBe("invited")
  expect(await refusal(view.command({ type: "start" }))).toBe("consent-needed")
  expect(await refusal(view.command({ type: "consent", digest: "0".repeat(64) }))).toBe("consent-needed")
  for (const command of [...WORK, { type: "list-files", path: "" } as const])
    expect(await refusal(view.command(command)), command.type).toBe("session-not-running")
  await view.command({ type: "consent", digest: session!.consent.digest })
  expect(await refusal(view.command({ type: "consent", digest: session!.consent.digest }))).toBe(
    "already-done",
  )
  expect(await refusal(view.command({ type: "submit", question: "shared-tab" }))).toBe("session-not-running")
  expect((await request(server, created, "/question")).status).toBe(409)
  await view.command({ type: "start" })
  expect(await refusal(view.command({ type: "start" }))).toBe("already-done")
  const types = (await journalOf(server, created)).map(({ type }) => type)
  const lifeline = types.filter((type) => type.startsWith("session.") || type.startsWith("question."))
  expect(lifeline).toEqual(["session.created", "session.consented", "session.started", "question.opened"])
})

test("[SES3] submitting opens the next question in one step, and the last one ends the interview", async () => {
  const created = await server.createInterview({ questions: ["shared-tab", "alert-storms"] })
  const view = keep(await begin(server, created))
  const room = await server.registry.room(created.id)
  const first = await room.workspaces.current()
  await view.command({ type: "run-tests", only: [] })
  await happened(server, created, "test.finished")
  const file = await openFile(view, "tab/group.py")
  const terminal = await openTerminal(view)
  await submit(view)
  expect(await first.sandbox.closed).toEqual({ reason: "destroyed" })
  // Nor does the runner stay that waited for its next run.
  const runners = async (): Promise<string[]> =>
    (await readdir(join(server.dataFolder, "sandboxes"))).filter((name) => name.startsWith("run-"))
  await expect.poll(runners).toEqual([])
  const { session } = await until(
    view,
    ({ session, workspace }) => session?.current === 1 && workspace.status === "ready",
  )
  expect(session!.questions.map(({ status }) => status)).toEqual(["submitted", "open"])
  expect(session!.terminals).toEqual([])
  expect(view.getState().session!.terminals.some(({ id }) => id === terminal)).toBe(false)
  file.close()
  expect((await request(server, created, "/files?path=tab/group.py")).status).toBe(404)
  expect(await (await request(server, created, "/question")).json()).toMatchObject({ id: "alert-storms" })
  await submit(view)
  await until(view, ({ session }) => session?.phase.phase === "ended")
  const events = await journalOf(server, created)
  for (const [index, event] of events.entries()) {
    if (event.type !== "question.submitted") continue
    expect(["question.opened", "session.ended"]).toContain(events[index + 1]!.type)
    expect(events[index + 1]!.at).toBe(event.at)
  }
  expect(eventsOf(events, "session.ended").map(({ data }) => data.reason)).toEqual(["submitted"])
  for (const command of [
    { type: "submit", question: "alert-storms" },
    { type: "start" },
    { type: "withdraw" },
  ] as const)
    expect(await refusal(view.command(command))).toBe("session-ended")
  await until(view, ({ workspace }) => workspace.status === "closed")
  await happened(server, created, "question.graded", ({ question }) => question === "alert-storms")
})

test("[SES3] submitting twice, at once or late, submits one question", async () => {
  const created = await server.createInterview({ questions: ["shared-tab", "alert-storms"] })
  const view = keep(await begin(server, created))
  const [once, twice] = await Promise.allSettled([submit(view), submit(view)])
  expect(once.status).toBe("fulfilled")
  expect(
    await refusal(Promise.resolve(twice).then((one) => Promise.reject("reason" in one ? one.reason : one))),
  ).toBe("already-done")
  await until(view, ({ session, workspace }) => session?.current === 1 && workspace.status === "ready")
  // Sent again by a window that missed the answer, when the next question is open.
  expect(await refusal(submit(view, "shared-tab"))).toBe("already-done")
  const events = await journalOf(server, created)
  expect(eventsOf(events, "question.submitted").map(({ question }) => question)).toEqual(["shared-tab"])
})

test("[SES4] changing the language keeps each language's work, its shells too", async () => {
  const created = await server.createInterview()
  const view = keep(await begin(server, created))
  const file = await openFile(view, "tab/group.py")
  type(file, "# mine\n", 0)
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  view.openTerminal(terminal).input("export KEPT=yes; cd tab; echo set-$KEPT\n")
  await screen.shows(/set-yes/)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)

  expect(await refusal(view.command({ type: "change-language", language: "python" }))).toBe("already-done")
  await view.command({ type: "change-language", language: "go" })
  await until(
    view,
    ({ session, workspace }) => openQuestion(session!)?.language === "go" && workspace.status === "ready",
  )
  const go = await openFile(view, "group.go", "go")
  type(go, "// mine too\n", 0)
  expect(await shell(server, created, "ls -d tab")).not.toMatch(/^tab$/m)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)

  await view.command({ type: "change-language", language: "python" })
  await until(
    view,
    ({ session, workspace }) => openQuestion(session!)?.language === "python" && workspace.status === "ready",
  )
  const again = await openFile(view, "tab/group.py")
  expect(textOf(again).startsWith("# mine\n")).toBe(true)
  await view.command({ type: "save", path: "tab/group.py" })
  expect(await shell(server, created, "head -1 tab/group.py")).toBe("# mine\n")
  const back = watchTerminal(view, terminal)
  view.openTerminal(terminal).input("echo back-$KEPT-$(basename $PWD)\n")
  await back.shows(/back-yes-tab/)

  await view.command({ type: "change-language", language: "go" })
  await until(
    view,
    ({ session, workspace }) => openQuestion(session!)?.language === "go" && workspace.status === "ready",
  )
  expect(textOf(await openFile(view, "group.go", "go"))).toMatch(/^\/\/ mine too\n/)
  for (const one of [file, go, again]) one.close()
})

test("[SES1] a person may withdraw, and an assessor may end, at any moment; what was saved is submitted", async () => {
  const before = await server.createInterview()
  const invited = keep(openWindow(server, before))
  await until(invited, ({ session }) => session !== null)
  await invited.command({ type: "withdraw" })
  expect(eventsOf(await journalOf(server, before), "session.ended")[0]!.data.reason).toBe("withdrawn")

  const created = await server.createInterview()
  const view = keep(await begin(server, created))
  const assessor = keep(openWindow(server, created, { role: "assessor" }))
  await until(assessor, ({ session }) => session !== null)
  const file = await openFile(view, "tab/group.py")
  type(file, "# last\n", 0)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)
  await assessor.command({ type: "end", reason: "The building is on fire" })
  const { session } = await until(view, ({ session }) => session?.phase.phase === "ended")
  expect(session!.phase).toMatchObject({ reason: "ended-by-assessor" })
  const events = await journalOf(server, created)
  expect(eventsOf(events, "question.submitted")[0]!.data).toEqual({ language: "python", by: "assessor" })
  const [end] = eventsOf(events, "session.ended")
  expect(end!.actor.kind).toBe("assessor")
  expect(end!.data).toEqual({ reason: "ended-by-assessor", text: "The building is on fire" })
  file.close()
})

test("[SES3] no sandbox of a question that was left stays, of whatever language and from before a restart", async () => {
  const created = await server.createInterview({ questions: ["shared-tab", "alert-storms"] })
  const view = keep(await begin(server, created))
  await view.command({ type: "change-language", language: "go" })
  await until(
    view,
    ({ session, workspace }) => openQuestion(session!)?.language === "go" && workspace.status === "ready",
  )
  const withdrawn = await server.createInterview()
  const early = keep(openWindow(server, withdrawn))
  const { session } = await until(early, ({ session }) => session !== null)
  await early.command({ type: "consent", digest: session!.consent.digest })
  await until(early, ({ workspace }) => workspace.status === "ready")
  expect(await sandboxesOf(created)).toEqual(["0-go", "0-python"])
  expect(await sandboxesOf(withdrawn)).toEqual(["0-python"])

  server = await server.restarted()
  await until(
    view,
    ({ connection, workspace }) => connection.status === "online" && workspace.status === "ready",
  )
  await until(early, ({ connection }) => connection.status === "online")
  await submit(view)
  await early.command({ type: "withdraw" })
  await until(view, ({ session, workspace }) => session?.current === 1 && workspace.status === "ready")
  await expect.poll(() => sandboxesOf(created)).toEqual(["1-go"])
  await expect.poll(() => sandboxesOf(withdrawn)).toEqual([])
})

/** Question and language of the sandboxes an interview has on this machine. */
async function sandboxesOf({ id }: CreatedSession): Promise<string[]> {
  const names = await readdir(join(server.dataFolder, "sandboxes"))
  return names
    .filter((name) => name.startsWith(id))
    .map((name) => name.slice(id.length + 1))
    .toSorted()
}

test("[SES6] a pause freezes every process, refuses work, credits the clock, and all goes on where it was", async () => {
  const created = await server.createInterview()
  const view = keep(await begin(server, created))
  const assessor = keep(openWindow(server, created, { role: "assessor" }))
  await until(assessor, ({ session }) => session !== null)
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  view
    .openTerminal(terminal)
    .input('i=0; while :; do i=$((i+1)); echo $i > /tmp/count; read -t 0.01 <> <(:); done & echo run""ning\n')
  await screen.shows(/running/)
  const { sandbox } = await (await server.registry.room(created.id)).workspaces.current()
  const file = await openFile(view, "tab/group.py")

  await assessor.command({ type: "pause", reason: "A fire drill" })
  await until(view, ({ session }) => session?.phase.phase === "paused")
  const frozen = view.getState().session!.clock
  expect(frozen.runningSince).toBeNull()
  expect(remaining(frozen, Date.now())).toBe(remaining(frozen, Date.now() + 1e7))
  expect(await refusal(assessor.command({ type: "pause", reason: "" }))).toBe("already-done")
  for (const command of WORK)
    expect(await refusal(view.command(command)), command.type).toBe("session-paused")
  const input = await request(server, created, "/terminal/input", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ terminal, data: "x" }),
  })
  expect([input.status, (await input.json()).code]).toEqual([409, "session-paused"])
  const put = await request(server, created, "/files?path=y.py", {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: "1",
  })
  expect((await put.json()).code).toBe("session-paused")
  type(file, "# held\n", 0)
  view.openTerminal(terminal).input("echo not-typed\n")

  await assessor.command({ type: "resume" })
  await until(
    view,
    ({ session, unacknowledged }) => session?.phase.phase === "running" && unacknowledged === 0,
  )
  expect(textOf(file).startsWith("# held\n")).toBe(true)
  view.openTerminal(terminal).input("kill %1; echo go''ne\n")
  await screen.shows(/gone/)
  expect(screen.text()).not.toContain("not-typed")
  expect(await refusal(assessor.command({ type: "resume" }))).toBe("already-done")
  const events = await journalOf(server, created)
  const [paused] = eventsOf(events, "session.paused")
  const [resumed] = eventsOf(events, "session.resumed")
  const between = events.filter(({ seq }) => seq > paused!.seq && seq < resumed!.seq)
  expect(
    between.filter(({ type }) => !/^(checkpoint|presence|snapshot|doc.saved|terminal.output)/.test(type)),
  ).toEqual([])
  const spent = view.getState().session!.clock
  expect(spent.spentMs).toBe(paused!.at - eventsOf(events, "session.started")[0]!.at)
  expect(spent.runningSince).toBe(resumed!.at)
  expect(sandbox.id).toBe((await (await server.registry.room(created.id)).workspaces.current()).sandbox.id)
  file.close()
})

test("[SES6] while it is paused a counting program stands still, also after a restart of the server", async () => {
  const created = await server.createInterview()
  const view = keep(await begin(server, created))
  const assessor = keep(openWindow(server, created, { role: "assessor" }))
  await until(assessor, ({ session }) => session !== null)
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  view
    .openTerminal(terminal)
    .input("while :; do echo >> count; sleep 0.02; done & until [ -s count ]; do :; done; echo count''ing\n")
  await screen.shows(/counting/)
  const count = async (): Promise<number> => {
    const { sandbox } = await (await server.registry.room(created.id)).workspaces.current()
    return (await sandbox.fs.stat("count"))!.size
  }
  const start = await count()
  await assessor.command({ type: "pause", reason: "" })
  await expect
    .poll(
      async () => {
        const one = await count()
        await new Promise((resolve) => setTimeout(resolve, 150))
        return (await count()) - one
      },
      { timeout: 5_000 },
    )
    .toBe(0)
  const held = await count()
  expect(held).toBeGreaterThanOrEqual(start)
  server = await server.restarted()
  await until(view, ({ connection }) => connection.status === "online", "the way back")
  await until(assessor, ({ connection }) => connection.status === "online", "the way back")
  const room = await server.registry.room(created.id)
  await room.workspaces.current()
  await new Promise((resolve) => setTimeout(resolve, 150))
  const after = await count()
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await count()).toBe(after)
  await assessor.command({ type: "resume" })
  await expect.poll(count, { timeout: 5_000 }).toBeGreaterThan(after)
})

test("[SES2] an extension adds to the clock, and everybody sees it", async () => {
  const created = await server.createInterview({ minutes: 10 })
  const view = keep(await begin(server, created))
  const assessor = keep(openWindow(server, created, { role: "assessor" }))
  await until(assessor, ({ session }) => session !== null)
  await assessor.command({ type: "extend", minutes: 15, reason: "A late start" })
  await until(view, ({ session }) => session?.clock.durationMs === 25 * 60_000)
  const [extended] = eventsOf(await journalOf(server, created), "session.extended")
  expect(extended!.data).toEqual({ byMs: 15 * 60_000, reason: "A late start" })
})

test("[LOG2] numbers are dense from one and time never goes back, in every interview of this file", async () => {
  for (const { id } of await server.store.sessions.list()) {
    let [seq, at] = [0, 0]
    for await (const event of server.store.journal.read(id)) {
      expect(event.seq).toBe(++seq)
      expect(event.at).toBeGreaterThanOrEqual(at)
      at = event.at
    }
    expect(seq).toBeGreaterThan(0)
  }
  expect(server.problems).toEqual([])
})
