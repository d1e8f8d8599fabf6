/** What an assessor is told of an interview beside the live view, and that nobody else is. */
import type { EditorState } from "@codemirror/state"
import { afterAll, beforeAll, expect, test } from "vitest"
import { MomentsReply, SubmissionReply } from "../../src/protocol/watch.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { createFileSession } from "../../src/web/editor/file-session.ts"
import type { FileSession, Screen } from "../../src/web/editor/file-session.ts"
import { systemClock } from "../../src/web/live/clock.ts"
import { begin, openWindow, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { fileIs, openFile, submit, type } from "./moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

const ENTRY = "tab/group.py"

async function moments(created: CreatedSession): Promise<MomentsReply["moments"]> {
  const reply = await request(server, created, "/moments?role=assessor", { role: "assessor" })
  return MomentsReply.parse(await reply.json()).moments
}

test("[API10] an assessor reads what happened and what was submitted; the candidate does not", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const file = await openFile(view, ENTRY)
  type(file, "# mine\n", 0)
  view.observe({ type: "presence.paste", path: ENTRY, characters: 12, inside: false, clientAt: 0 })
  const put = (path: string, body: Buffer): Promise<Response> =>
    request(server, created, `/files?path=${path}`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(body),
    })
  expect((await put("notes.txt", Buffer.from("text"))).status).toBe(200)
  expect((await put("data.bin", Buffer.from([0, 1, 2]))).status).toBe(200)
  const early = await request(server, created, "/submission?question=shared-tab", { role: "assessor" })
  expect(early.status).toBe(404)
  await submit(view)
  await until(view, ({ session }) => session?.phase.phase === "ended")

  const told = await moments(created)
  expect(told.filter(({ type }) => type === "file.created").map(({ data }) => data)).toEqual([
    { path: "notes.txt", kind: "file", size: 4 },
    { path: "data.bin", kind: "file", size: 3 },
  ])
  expect(told.filter(({ type }) => type === "presence.paste").map(({ data }) => data)).toEqual([
    { path: ENTRY, characters: 12, inside: false },
  ])
  const kinds = new Set(told.map(({ type }) => type))
  expect(kinds.has("question.submitted") && kinds.has("session.ended")).toBe(true)

  const reply = await request(server, created, "/submission?question=shared-tab", { role: "assessor" })
  const { files } = SubmissionReply.parse(await reply.json())
  const changed = files.filter(({ change }) => change !== "none")
  expect(changed.map(({ path }) => path)).toEqual(["data.bin", "notes.txt", ENTRY])
  expect(changed.find(({ path }) => path === ENTRY)?.text).toMatch(/^# mine\n/)
  expect(changed.find(({ path }) => path === "data.bin")?.text).toBeNull()

  for (const path of ["/moments", "/submission?question=shared-tab"])
    expect((await request(server, created, path)).status).toBe(403)
  view.close()
})

test("[EDIT6] a window that opens a file is told where the candidate is in it, though they stand still", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const file = await openFile(view, ENTRY)
  const version = (): number => file.source.initial()?.version ?? 0
  const before = version()
  type(file, "ab", 0)
  await fileIs(file, () => version() === before + 1)
  file.source.moveCursor(version(), 2, 2)
  type(file, "123", 0)
  await fileIs(file, () => version() === before + 2)

  const beside = openWindow(server, created, { role: "assessor" })
  await until(beside, ({ people }) => people.some(({ path }) => path === ENTRY))
  const source = beside.openDocument(ENTRY, "python")
  const cursors = await new Promise<readonly { head: number }[]>((resolve) => source.onCursor(resolve))
  expect(cursors.map(({ head }) => head)).toEqual([5])
  beside.close()
  view.close()
})

/** Holds a state as an editor on a page does. */
function screen(first: EditorState): Screen {
  let state = first
  return {
    get state() {
      return state
    },
    update: (transactions) => void (state = transactions.at(-1)?.state ?? state),
    setState: (next) => void (state = next),
  }
}

test("[EDIT7] others are told which file a person looks at, also when they come back to it and touch nothing", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const beside = openWindow(server, created, { role: "assessor" })
  const open = async (path: string): Promise<FileSession> => {
    const source = view.openDocument(path, "python")
    const file = createFileSession({ source, extend: () => [], clock: systemClock, tellCursor: true })
    await fileIs(file, () => file.state() !== null)
    return file
  }
  const files = [await open(ENTRY), await open("tab/money.py")] as const
  const looksAt = async (file: FileSession): Promise<void> => {
    for (const one of files) one.hide()
    file.show(screen(file.state()!))
    await until(beside, ({ people }) => people.some(({ path }) => path === file.source.path))
  }
  for (const index of [0, 1, 0] as const) await looksAt(files[index])
  await view.command({ type: "change-language", language: "go" })
  await until(beside, ({ people }) => people.every(({ path }) => path === null))
  for (const file of files) file.close()
  beside.close()
  view.close()
})
