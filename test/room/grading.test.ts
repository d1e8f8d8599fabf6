/** What a submission is worth, and who gets to know. */
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readBundle } from "../../src/core/record/bundle.ts"
import { verifyBundle } from "../../src/core/record/verify.ts"
import type { EventData } from "../../src/protocol/events.ts"
import type { Language } from "../../src/protocol/ctrf.ts"
import { findInstallation } from "../../src/server/installation.ts"
import { layersOf, readLibrary } from "../../src/server/questions/library.ts"
import type { Files, StoredQuestion } from "../../src/server/questions/library.ts"
import { nodePrimitives } from "../../src/server/record/crypto.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, openTerminal, shell, submit, watchTerminal } from "./moves.ts"

const QUESTION = "shared-tab"
let server: TestServer
let stored: StoredQuestion
const views: LiveSession[] = []

beforeAll(async () => {
  server = await startTestServer()
  const { questions } = await findInstallation()
  const readings = await readLibrary(questions)
  const found = readings.flatMap((one) => (one.ok ? [one.stored] : []))
  stored = found.find(({ question }) => question.manifest.id === QUESTION)!
})

afterAll(async () => {
  for (const view of views) view.close()
  await server.remove()
})

async function open(language: Language = "python"): Promise<{ created: CreatedSession; view: LiveSession }> {
  const created = await server.createInterview({ questions: [QUESTION] })
  const view = await begin(server, created)
  views.push(view)
  if (language !== "python") {
    await view.command({ type: "change-language", language })
    await until(view, ({ workspace }) => workspace.status === "ready")
  }
  return { created, view }
}

async function put(created: CreatedSession, path: string, bytes: Uint8Array): Promise<void> {
  const content = Buffer.from(bytes).toString()
  const reply = await request(server, created, "/files", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ path, content }),
  })
  expect(reply.status, await reply.text()).toBe(200)
}

async function grade(files: Files, language?: Language): Promise<EventData<"question.graded">> {
  const { created, view } = await open(language)
  for (const [path, bytes] of files) await put(created, path, bytes)
  await submit(view)
  return (await happened(server, created, "question.graded")).data
}

const wrong = (name: string, language: Language): Files => {
  const root = `wrong/${language}/${name}/`
  return new Map(
    [...stored.files].flatMap(([path, bytes]) =>
      path.startsWith(root) ? [[path.slice(root.length), bytes]] : [],
    ),
  )
}

test("[SES7] the solution passes everything, the starter fails, each wrong solution fails a hidden test", async () => {
  const solution = await grade(layersOf(stored, "python", ["solution"]))
  expect(solution).toMatchObject({ outcome: "graded", language: "python" })
  expect(solution.visible.passed).toBe(solution.visible.total)
  expect(solution.hidden.passed).toBe(solution.hidden.total)
  expect(solution.visible.total).toBeGreaterThan(0)
  expect(solution.hidden.total).toBeGreaterThan(0)

  const starter = await grade(new Map())
  expect(starter.visible.passed).toBeLessThan(starter.visible.total)
  expect([starter.visible.total, starter.hidden.total]).toEqual([
    solution.visible.total,
    solution.hidden.total,
  ])

  for (const name of ["one-case-each", "patches-the-reports"]) {
    const files = wrong(name, "python")
    expect(files.size).toBeGreaterThan(0)
    const graded = await grade(files)
    expect(graded.hidden.passed, name).toBeLessThan(graded.hidden.total)
    expect(graded.hidden.total).toBe(solution.hidden.total)
  }
})

test("[SES7] another language is graded by its own tests", async () => {
  const graded = await grade(layersOf(stored, "javascript", ["solution"]), "javascript")
  expect(graded).toMatchObject({ outcome: "graded", language: "javascript" })
  expect([graded.visible.passed, graded.hidden.passed]).toEqual([graded.visible.total, graded.hidden.total])
})

test("[SES7] what the candidate does to the tests, and what only lies on disk, counts for nothing", async () => {
  const { created, view } = await open()
  await shell(
    server,
    created,
    `for f in test_*.py tests/*.py; do [ -f $f ] && echo 'def test_nothing(): pass' > $f; done
     printf 'import pytest\\n@pytest.hookimpl(tryfirst=True)\\ndef pytest_runtest_makereport(item, call):\\n    import os; os._exit(0)\\n' > conftest.py`,
  )
  await submit(view)
  const { data } = await happened(server, created, "question.graded")
  expect(data.hidden.passed).toBeLessThan(data.hidden.total)
  expect(data.visible.passed).toBeLessThan(data.visible.total)
})

test("[SES7] a submission that a stopped server left ungraded is graded once by the next", async () => {
  const { created, view } = await open()
  await submit(view)
  await happened(server, created, "question.graded")
  const copy = await server.createInterview({ questions: [QUESTION] })
  const lease = await server.store.leases.acquire(copy.id)
  const events = (await journalOf(server, created)).filter(
    ({ type, seq }) => seq > 1 && !["question.graded", "checkpoint.signed"].includes(type),
  )
  await server.store.journal.append(
    lease!,
    events.map((event, index) => ({ ...event, session: copy.id, seq: index + 2, at: Date.now() })),
  )
  server = await server.restarted()
  await happened(server, copy, "question.graded")
  server = await server.restarted()
  expect(eventsOf(await journalOf(server, copy), "question.graded")).toHaveLength(1)
  expect(eventsOf(await journalOf(server, created), "question.graded")).toHaveLength(1)
})

/** What only the hidden tests hold: their canary, and the names and longer lines found nowhere else. */
function secretsOf(language: Language): string[] {
  const text = (prefix: string): string =>
    [...stored.files]
      .flatMap(([path, bytes]) => (path.startsWith(prefix) ? [Buffer.from(bytes).toString()] : []))
      .join("\n")
  const open = `${text("starter/")}${text("tests/visible/")}${stored.question.manifest.statement}`
  const lines = text(`tests/hidden/${language}/`)
    .split("\n")
    .map((line) => line.trim())
  const names = lines.flatMap((line) => /def (test_\w+)|^test\(["'](.+?)["']/.exec(line)?.slice(1) ?? [])
  const files = [...stored.files.keys()].flatMap((path) =>
    path.startsWith(`tests/hidden/${language}/`) ? [path.split("/").at(-1)!] : [],
  )
  const all = [
    stored.question.manifest.canary,
    ...files,
    ...names,
    ...lines.filter((line) => line.length > 30),
  ]
  return all.flatMap((one) => (one === undefined || open.includes(one) ? [] : [one]))
}

test("[SES7] [ROLE1] nothing of the grade, the hidden tests or the solution ever reaches the candidate", async () => {
  const created = await server.createInterview({ questions: [QUESTION, "alert-storms"] })
  const got: Buffer[] = []
  const record = (text: string): string => {
    got.push(Buffer.from(text))
    return text
  }
  const view = await begin(server, created, { onBytes: (bytes) => got.push(bytes) })
  views.push(view)
  const assessor = openWindow(server, created, { role: "assessor" })
  views.push(assessor)
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  // The canary in two pieces, so that the command line itself does not hold it.
  const { canary = "" } = stored.question.manifest
  const pattern = `'${canary.slice(0, 8)}''${canary.slice(8)}'`
  view
    .openTerminal(terminal)
    .input(
      `grep -rsl ${pattern} /workspace /home /tmp /opt /etc; find / -xdev -name '*_hid'den'*'; echo sear''ched\n`,
    )
  const search = await screen.shows(/searched/)
  expect(search.split("\n").filter((line) => line.startsWith("/"))).toEqual([])
  record(JSON.stringify(await (await request(server, created, "/run-tests", { method: "POST" })).json()))
  await submit(view)
  await until(assessor, ({ session }) => session?.questions[0]!.grade !== null, "the grade")
  await until(view, ({ workspace }) => workspace.status === "ready")
  for (const path of [
    "/events?limit=1000",
    "/question",
    "/files",
    "/files?path=tests",
    "/archive",
    "/terminal?terminal=x",
  ])
    record(await (await request(server, created, path)).text())
  record(await (await request(server, created, "/initialize", { method: "POST" })).text())
  await submit(view)
  await until(assessor, ({ session }) => session?.questions[1]!.grade !== null, "the grade")
  record(await (await request(server, created, "/events?limit=1000")).text())
  const bundle = new Uint8Array(await (await request(server, created, "/bundle")).arrayBuffer())
  const copy = readBundle(bundle)
  expect(await verifyBundle(copy, { primitives: nodePrimitives })).toMatchObject({
    outcome: "sound",
    report: { erased: 2 },
  })
  const members = Object.values(unzipSync(bundle)).map((bytes) => Buffer.from(bytes).toString("latin1"))
  const graded = members
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.includes("question.graded"))
  expect(graded).toHaveLength(2)
  for (const line of graded) expect(line).not.toMatch(/passed|outcome/)
  got.push(Buffer.from(members.join("\n").replaceAll("question.graded", "")))
  const again = openWindow(server, created)
  views.push(again)
  again.takeOver()
  const { session } = await until(again, ({ session }) => session !== null)
  expect(session!.questions.every(({ grade }) => grade === null)).toBe(true)

  const all = Buffer.concat(got).toString("latin1")
  expect(all.length).toBeGreaterThan(10_000)
  expect(all).not.toContain("question.graded")
  expect(all).not.toContain(server.dataFolder)
  const secrets = secretsOf("python")
  expect(secrets.length).toBeGreaterThan(10)
  for (const secret of secrets) expect(all.includes(secret), secret).toBe(false)
  expect(server.problems).toEqual([])
})

test("[SES7] a server that stops gives up a grading at once, and the next does it again", async () => {
  const { created, view } = await open()
  // A run that takes its whole half minute.
  await put(created, "tab/group.py", Buffer.from("import time\ntime.sleep(600)\n"))
  await submit(view)
  const grading = async (): Promise<boolean> =>
    (await readdir(join(server.dataFolder, "sandboxes"))).some((name) => name.startsWith("grade-"))
  await expect.poll(grading, { timeout: 10_000 }).toBe(true)
  const folder = join(server.dataFolder, "sandboxes")
  server = await server.restarted()
  expect(eventsOf(await journalOf(server, created), "question.graded")).toEqual([])
  await expect
    .poll(() => readdir(folder).then((all) => all.filter((name) => name.startsWith("grade-")).length))
    .toBe(1)
}, 60_000)
