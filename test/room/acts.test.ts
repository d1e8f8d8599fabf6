/** What assessors do beside watching: what the candidate gets of it, what they never get, and who may type where. */
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { shares } from "../../src/core/authorship.ts"
import { createAuthorsFold } from "../../src/core/authors.ts"
import { createDocumentSet } from "../../src/core/document-set.ts"
import { RubricReply } from "../../src/protocol/acts.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { Role } from "../../src/protocol/messages.ts"
import { MomentsReply } from "../../src/protocol/watch.ts"
import { textIn } from "../../src/server/room/history.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { newActId } from "../../src/web/acts/composing.ts"
import { pointed, pointedAt } from "../../src/web/editor/pointed.ts"
import { createFileSession } from "../../src/web/editor/file-session.ts"
import type { FileSession } from "../../src/web/editor/file-session.ts"
import { systemClock } from "../../src/web/live/clock.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import {
  eventsOf,
  fileIs,
  happened,
  journalOf,
  openFile,
  openTerminal,
  refusal,
  submit,
  textOf,
  type,
  watchTerminal,
} from "./moves.ts"

let server: TestServer
const views: LiveSession[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const view of views) view.close()
  await server.remove()
})

const ENTRY = "tab/group.py"

function keep(view: LiveSession): LiveSession {
  views.push(view)
  return view
}

async function token(created: CreatedSession, role: Role, name: string): Promise<string> {
  const link = { session: created.id, role, name }
  return (await server.store.links.create(link, Date.now() + 3_600_000)).token
}

/** A window of an assessor or viewer of this name. */
async function watcher(
  created: CreatedSession,
  name: string,
  role: Role = "assessor",
  onBytes?: (bytes: Buffer) => void,
): Promise<LiveSession> {
  const client = name.toLowerCase().padEnd(8, "-")
  const options = { role, client, token: await token(created, role, name), ...(onBytes && { onBytes }) }
  const view = keep(openWindow(server, created, options))
  await until(view, ({ session }) => session !== null, "the welcome")
  return view
}

const acts = (view: LiveSession) => view.getState().session!.acts

/** Resolves when it holds; looks after each telling of the file's marks. */
function marksAre({ source }: FileSession, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void =>
      queueMicrotask(() => {
        if (!holds()) return
        stop()
        resolve()
      })
    const stop = source.onMarks(look)
    look()
  })
}

/** Asks for a part and has the candidate allow it. */
async function allowed(
  candidate: LiveSession,
  assessor: LiveSession,
  kind: "edit" | "terminal",
): Promise<string> {
  const access = newActId()
  await assessor.command({ type: "ask-access", access, kind })
  await until(candidate, ({ session }) => session!.acts.access.some(({ id }) => id === access))
  await candidate.command({ type: "answer-access", access, allow: true })
  await until(assessor, ({ session }) =>
    session!.acts.access.some(({ id, status }) => id === access && status === "granted"),
  )
  return access
}

test("[ACT1] [ACT2] words and questions reach the candidate by name, and an answer counts once", async () => {
  const created = await server.createInterview({ watchersVisible: false })
  const early = await watcher(created, "Mira")
  expect(await refusal(early.command({ type: "say", id: newActId(), text: "Hello" }))).toBe(
    "session-not-running",
  )
  const candidate = keep(await begin(server, created))
  const said = newActId()
  for (let times = 0; times < 2; times++)
    await early.command({ type: "say", id: said, text: "You have the room until noon." })
  const asked = [newActId(), newActId()]
  for (const id of asked) await early.command({ type: "ask", id, text: `Why ${id}?` })
  await until(candidate, ({ session }) => session!.acts.asked.length === 2)
  expect(acts(candidate).said.map(({ name, text }) => [name, text])).toEqual([
    ["Mira", "You have the room until noon."],
  ])
  expect(candidate.getState().people.map(({ role }) => role)).toEqual(["candidate"])
  await candidate.command({ type: "answer-question", id: asked[1]!, text: "Because of the tests." })
  expect(
    await refusal(candidate.command({ type: "answer-question", id: asked[1]!, text: "No, because" })),
  ).toBe("already-done")
  expect(await refusal(candidate.command({ type: "answer-question", id: newActId(), text: "?" }))).toBe(
    "act-unknown",
  )
  await until(early, ({ session }) => session!.acts.asked[1]!.answer !== null)
  expect(acts(early).asked.map(({ answer }) => answer?.text ?? null)).toEqual([null, "Because of the tests."])

  await early.command({ type: "pause", reason: "" })
  expect(await refusal(candidate.command({ type: "answer-question", id: asked[0]!, text: "late" }))).toBe(
    "session-paused",
  )
  await early.command({ type: "resume" })
  const texts = (await journalOf(server, created)).map(({ type }) => type)
  expect(texts.filter((type) => type.startsWith("assessor."))).toEqual([
    "assessor.said",
    "assessor.asked",
    "assessor.asked",
    "assessor.answered",
  ])
})

test("[ACT3] lines pointed at stay marked where they are, through edits and for who comes later", async () => {
  const created = await server.createInterview()
  const candidate = keep(await begin(server, created))
  const assessor = await watcher(created, "Mira")
  const marked = (view: LiveSession) =>
    createFileSession({
      source: view.openDocument(ENTRY, "python"),
      extend: () => pointed,
      clock: systemClock,
      tellCursor: false,
    })
  const file = marked(candidate)
  await fileIs(file, () => file.state() !== null)
  const text = textOf(file)
  const from = text.indexOf("\n", 40) + 1
  const id = newActId()
  const version = file.source.initial()!.version
  const place = { path: ENTRY, language: "python", version, from: from + 2, to: from + 3 } as const
  await assessor.command({ type: "point", id, ...place, text: "This one" })
  await marksAre(file, () => pointedAt(file.state()!, id) === from)
  type(file, "# one\n# two\n", 0)
  await until(candidate, ({ unacknowledged }) => unacknowledged === 0)
  expect(pointedAt(file.state()!, id)).toBe(from + 12)

  const later = marked(await watcher(created, "Late"))
  await fileIs(later, () => later.state() !== null)
  await marksAre(later, () => pointedAt(later.state()!, id) === from + 12)
  await candidate.command({ type: "unpoint", id })
  await marksAre(later, () => pointedAt(later.state()!, id) === null)
  expect(acts(candidate).pointed).toEqual([])
  const absent = { ...place, path: "tab/none.py", id: newActId(), text: "" }
  expect(await refusal(assessor.command({ type: "point", ...absent }))).toBe("document-gone")
})

test("[ACT4] [ACT5] notes and ratings reach no candidate and no viewer, in whatever form, and are written at any time", async () => {
  const SECRET = "zebra-crossing-secret"
  const created = await server.createInterview()
  const bytes: Buffer[] = []
  const hear = (one: Buffer): void => void bytes.push(one)
  const candidate = keep(await begin(server, created, { onBytes: hear }))
  const viewer = await watcher(created, "Vic", "viewer", hear)
  const mira = await watcher(created, "Mira")
  const other = await watcher(created, "Owen")
  const seq = mira.getState().session!.seq
  const note = newActId()
  await mira.command({ type: "note", note, text: `${SECRET} one`, moment: seq })
  await mira.command({ type: "note", note, text: `${SECRET} two`, moment: null })
  const rate = { type: "rate", question: "shared-tab", criterion: 0 } as const
  await mira.command({ ...rate, level: 2, text: SECRET })
  await other.command({ ...rate, level: 4, text: SECRET })
  await mira.command({ ...rate, level: 3, text: SECRET })
  await until(other, ({ session }) => session!.acts.ratings.length === 2)
  const began = (await journalOf(server, created)).find((event) => event.seq === seq)
  expect(acts(other).notes).toMatchObject([
    { id: note, name: "Mira", text: `${SECRET} two`, moment: { seq, at: began!.at } },
  ])
  expect(acts(other).ratings.map(({ name, level }) => [name, level])).toEqual([
    ["Owen", 4],
    ["Mira", 3],
  ])
  expect(await refusal(other.command({ type: "note", note, text: "mine now", moment: null }))).toBe(
    "forbidden",
  )
  expect(await refusal(mira.command({ ...rate, criterion: 99, level: 1, text: "" }))).toBe("act-unknown")
  const far = { type: "note", note: newActId(), text: "?", moment: seq + 10_000 } as const
  expect(await refusal(mira.command(far))).toBe("bad-request")

  await submit(candidate)
  await until(mira, ({ session }) => session!.phase.phase === "ended")
  await mira.command({ ...rate, level: 1, text: `${SECRET} after the end` })
  await mira.command({ type: "note", note, text: null, moment: null })
  await mira.command({ type: "note", note, text: `${SECRET} back`, moment: seq })
  expect(await refusal(mira.command({ type: "say", id: newActId(), text: "Bye" }))).toBe("session-ended")
  await until(other, ({ session }) => session!.acts.notes[0]?.text === `${SECRET} back`)
  expect(acts(other).ratings.find(({ name }) => name === "Mira")?.level).toBe(1)

  const again = await watcher(created, "Vera", "viewer", hear)
  const back = keep(openWindow(server, created, { client: "candidate-back", onBytes: hear }))
  for (const view of [again, back]) await until(view, ({ session }) => session !== null)
  for (const view of [candidate, viewer, again, back])
    expect(acts(view)).toMatchObject({ notes: [], ratings: [] })
  const viewing = { role: "viewer", token: await token(created, "viewer", "Vic") } as const
  for (const [path, who] of [
    ["/events?limit=1000", {}],
    ["/events?limit=1000&role=viewer", viewing],
    ["/moments?role=viewer", viewing],
    ["/bundle", {}],
    ["/bundle?role=viewer", viewing],
  ] as const) {
    const reply = await request(server, created, path, who)
    expect(reply.status, path).toBe(200)
    const body = Buffer.from(await reply.arrayBuffer())
    bytes.push(body)
    if (path.startsWith("/bundle"))
      bytes.push(...Object.values(unzipSync(body)).map((one) => Buffer.from(one)))
  }
  const read = Buffer.concat(bytes).toString("latin1")
  expect(read).not.toContain(SECRET)
  expect(read).not.toContain("after the end")

  const posted = await request(server, created, "/acts?role=assessor", {
    method: "POST",
    role: "assessor",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...rate, level: 2, text: SECRET }),
  })
  expect(posted.status).toBe(200)
  await until(mira, ({ session }) => session!.acts.ratings.length === 3)

  const whole = await request(server, created, "/moments?role=assessor", { role: "assessor" })
  const { moments } = MomentsReply.parse(await whole.json())
  expect(moments.filter(({ type }) => type === "assessor.noted")).toHaveLength(4)
  const rubric = await request(server, created, "/rubric?role=assessor", { role: "assessor" })
  const [question] = RubricReply.parse(await rubric.json()).questions
  expect(question?.criteria.every(({ levels }) => levels.length === 4)).toBe(true)
  expect((await request(server, created, "/rubric")).status).toBe(403)
})

test("[ACT6] [ACT7] an assessor types in files by the candidate's leave alone, as themselves, until it ends", async () => {
  const created = await server.createInterview({ watchersVisible: false })
  const candidate = keep(await begin(server, created))
  const mira = await watcher(created, "Mira")
  const theirs = await openFile(candidate, ENTRY)
  const own = await openFile(mira, ENTRY)
  const before = textOf(theirs)
  type(own, "# not yet\n", 0)
  await fileIs(own, () => textOf(own) === before)

  const refused = newActId()
  await mira.command({ type: "ask-access", access: refused, kind: "edit" })
  expect(await refusal(mira.command({ type: "ask-access", access: newActId(), kind: "edit" }))).toBe(
    "already-done",
  )
  await candidate.command({ type: "answer-access", access: refused, allow: false })
  const access = await allowed(candidate, mira, "edit")
  await until(candidate, ({ people }) => people.some(({ name }) => name === "Mira"))
  for (let index = 0; index < 20; index++) {
    type(own, `m${index};`, 0)
    type(theirs, `c${index};`)
  }
  for (const view of [candidate, mira]) await until(view, ({ unacknowledged }) => unacknowledged === 0)
  await fileIs(own, () => textOf(own) === textOf(theirs))
  for (let index = 0; index < 20; index++)
    for (const who of ["m", "c"]) expect(textOf(own)).toContain(`${who}${index};`)

  await mira.command({ type: "pause", reason: "" })
  type(own, "# in the pause\n", 0)
  await happened(server, created, "session.paused")
  await mira.command({ type: "resume" })
  await fileIs(theirs, () => textOf(theirs).startsWith("# in the pause\n"))

  await candidate.command({ type: "end-access", access })
  await until(candidate, ({ people }) => people.every(({ name }) => name !== "Mira"))
  const standing = textOf(theirs)
  type(own, "# too late\n", 0)
  await fileIs(own, () => textOf(own) === standing)
  expect(textOf(theirs)).toBe(standing)

  const authors = createAuthorsFold()
  const documents = createDocumentSet()
  for (const event of await journalOf(server, created)) {
    const seen =
      "path" in event.data && event.type === "doc.changed" ? textIn(documents)("python", ENTRY) : null
    authors.fold(event, seen)
    documents.fold(event)
  }
  const counted = shares(authors.of("python", ENTRY))
  expect(counted.assessor).toBeGreaterThan(20 * 3)
  expect(counted.candidate).toBeGreaterThan(20 * 3)
})

test("[ACT8] the shell too is shared by leave alone, and a leave ends with the question", async () => {
  const created = await server.createInterview({ questions: ["shared-tab", "alert-storms"] })
  const candidate = keep(await begin(server, created))
  const mira = await watcher(created, "Mira")
  const terminal = await openTerminal(candidate)
  const screen = watchTerminal(candidate, terminal)
  mira.openTerminal(terminal).input("echo with''out-leave\n")
  await allowed(candidate, mira, "edit")
  mira.openTerminal(terminal).input("echo with''out-leave\n")
  await allowed(candidate, mira, "terminal")
  mira.openTerminal(terminal).input("echo with''-leave\n")
  expect(await screen.shows(/with-leave\r\n/)).not.toContain("without-leave")
  const typed = eventsOf(await journalOf(server, created), "terminal.input")
  expect(typed.map(({ actor }) => actor.kind)).toEqual(["assessor"])

  await submit(candidate)
  await until(mira, ({ session }) => session!.current === 1)
  expect(acts(mira).access).toEqual([])
  const file = await openFile(mira, "storms.py")
  const before = textOf(file)
  type(file, "# no more\n", 0)
  await fileIs(file, () => textOf(file) === before)
})

test("[ROLE4] a viewer sees what an assessor sees and may do nothing", async () => {
  const created = await server.createInterview()
  const candidate = keep(await begin(server, created))
  const viewer = await watcher(created, "Vic", "viewer")
  const file = await openFile(viewer, ENTRY)
  expect(file.source.getStatus()).toEqual({ status: "open", readOnly: "role" })
  const id = newActId()
  for (const command of [
    { type: "say", id, text: "x" },
    { type: "ask", id, text: "x" },
    { type: "note", note: id, text: "x", moment: null },
    { type: "rate", question: "shared-tab", criterion: 0, level: 1, text: "" },
    { type: "ask-access", access: id, kind: "edit" },
    { type: "pause", reason: "" },
    { type: "end", reason: "" },
  ] as const)
    expect(await refusal(viewer.command(command)), command.type).toBe("forbidden")
  await viewer.command({ type: "list-files", path: "" })
  await until(candidate, ({ people }) => people.some(({ role }) => role === "viewer"))
  candidate.observe({
    type: "presence.viewed",
    path: ENTRY,
    line: 7,
    bottom: "terminal",
    terminal: null,
    clientAt: 0,
  })
  await until(viewer, ({ session }) => session!.looking !== null)
  expect(viewer.getState().session!.looking).toEqual({
    path: ENTRY,
    line: 7,
    bottom: "terminal",
    terminal: null,
  })
})

test("[ACT9] of each kind an interview holds so many, and one more is refused by name", async () => {
  const created = await server.createInterview()
  keep(await begin(server, created))
  const mira = await watcher(created, "Mira")
  const place = { path: ENTRY, language: "python", from: 0, to: 0, text: "" } as const
  const file = await openFile(mira, ENTRY)
  const { version } = file.source.initial()!
  for (let index = 0; index < LIMITS.acts.pointed; index++)
    await mira.command({ type: "point", id: newActId(), version, ...place })
  expect(await refusal(mira.command({ type: "point", id: newActId(), version, ...place }))).toBe("acts-full")
})
