/** The server and its database are killed while somebody types. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sendableUpdates } from "@codemirror/collab"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { FileSession } from "../../src/web/editor/file-session.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { createMemoryStore } from "../support/memory-store.ts"
import { readPostmasterPid } from "../support/postgres.ts"
import { openWindow, request, until } from "../support/server.ts"
import { fileIs, openFile, openTerminal, textOf, type, watchTerminal } from "../room/moves.ts"
import { demoOf, started } from "./program.ts"
import type { Program } from "./program.ts"

const FILE = "tab/group.py"
let data: string
let program: Program
let created: CreatedSession
let view: LiveSession
let file: FileSession
let count = 0

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "ilm-chaos-"))
  program = await started(["--demo", "--port", "0", "--data", data])
  created = await demoOf(program)
  view = openWindow(program, created, { offline: createMemoryStore() })
  const { session } = await until(view, ({ session }) => session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  await view.command({ type: "start" })
  await until(
    view,
    ({ workspace, session }) => workspace.status === "ready" && session?.phase.phase === "running",
  )
  file = await openFile(view, FILE)
})

afterAll(async () => {
  await view.command({ type: "withdraw" }).catch(() => undefined)
  view.close()
  await program.stop()
  await rm(data, { recursive: true, force: true, maxRetries: 5 })
})

/** Types that many marks, with a breath between, and answers them. */
async function typeMarks(many: number, each: (index: number) => void = () => undefined): Promise<string[]> {
  const marks: string[] = []
  for (let index = 0; index < many; index++) {
    const mark = `#mark-${count++}#`
    type(file, `${mark}\n`)
    marks.push(mark)
    each(index)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return marks
}

/** Everything typed here is confirmed by the server. */
const acknowledged = (): Promise<void> => fileIs(file, () => sendableUpdates(file.state()!).length === 0)

function expectOnce(text: string, marks: readonly string[]): void {
  for (const mark of marks) expect(text.split(mark).length - 1, mark).toBe(1)
}

/** What the server has, asked as somebody else. */
async function textThere(): Promise<string> {
  const other = openWindow(program, created, { role: "assessor" })
  await until(other, ({ session }) => session !== null)
  const read = await openFile(other, FILE)
  const text = textOf(read)
  read.close()
  other.close()
  return text
}

const Numbered = z.object({ events: z.array(z.object({ seq: z.number() }).loose()) })

test(
  "[DOC2] [DISK4] [LOG1] the server is killed in mid-typing: what was acknowledged is there, the rest follows, each once",
  { timeout: 60_000 },
  async () => {
    const terminal = await openTerminal(view)
    const screen = watchTerminal(view, terminal)
    view.openTerminal(terminal).input("cd tab; V=alive; sleep 600 & echo rea''dy\n")
    await screen.shows(/ready/)
    const before = await typeMarks(40)
    await acknowledged()
    const killing: Promise<void>[] = []
    const during = await typeMarks(60, (index) => {
      if (index === 30) killing.push(program.kill())
    })
    await Promise.all(killing)
    await until(view, ({ connection }) => connection.status === "offline", "the loss")
    const offline = await typeMarks(20)
    view.openTerminal(terminal).input("echo typed-into-nothing\n")
    program = await started(["--port", String(program.port), "--data", data])
    const there = await textThere()
    expectOnce(there, before)
    for (const mark of offline) expect(there).not.toContain(mark)
    view.retry()
    await acknowledged()
    expectOnce(textOf(file), [...before, ...during, ...offline])
    expect(await textThere()).toBe(textOf(file))

    await until(view, ({ workspace }) => workspace.status === "ready")
    view.openTerminal(terminal).input("echo $V-$(basename $PWD)-$(jobs -r | grep -c sleep)\n")
    await screen.shows(/alive-tab-1/)
    await view.command({ type: "save", path: FILE })
    const raw = await request(program, created, `/files?download=1&path=${FILE}`)
    expect(await raw.text()).toBe(textOf(file))
    screen.leave()
  },
)

test(
  "[LOG3] the database is killed in mid-typing: the windows come back by themselves, nothing is lost",
  { timeout: 60_000 },
  async () => {
    const before = await typeMarks(20)
    await acknowledged()
    const pid = await readPostmasterPid(data)
    const during = await typeMarks(60, (index) => {
      if (index === 20) process.kill(pid, "SIGKILL")
    })
    await expect.poll(() => readPostmasterPid(data).catch(() => pid), { timeout: 20_000 }).not.toBe(pid)
    const after = await typeMarks(10)
    await acknowledged()
    expectOnce(textOf(file), [...before, ...during, ...after])
    expect(await textThere()).toBe(textOf(file))
    const { events } = Numbered.parse(
      await (await request(program, created, "/events?limit=1000&after=0", { role: "assessor" })).json(),
    )
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  },
)

const State = z.object({ pid: z.number().int() })

test(
  "[DISK3] the sandbox is killed: the candidate is told, and it is made again from the documents",
  { timeout: 60_000 },
  async () => {
    const statuses = new Set<string>()
    const stop = view.subscribe(() => statuses.add(view.getState().workspace.status))
    const terminal = await openTerminal(view)
    const marks = await typeMarks(5)
    const folders = (await readdir(join(data, "sandboxes"))).filter((name) => name.startsWith(created.id))
    expect(folders).toHaveLength(1)
    const { pid } = State.parse(
      JSON.parse(await readFile(join(data, "sandboxes", folders[0]!, "state.json"), "utf8")),
    )
    process.kill(-pid, "SIGKILL")
    await until(
      view,
      ({ workspace }) => statuses.has("preparing") && workspace.status === "ready",
      "a new workspace",
    )
    stop()
    await until(
      view,
      ({ session }) => session!.terminals.every(({ id }) => id !== terminal),
      "the terminal's end",
    )
    await acknowledged()
    const fresh = await openTerminal(view)
    const screen = watchTerminal(view, fresh)
    view.openTerminal(fresh).input(`grep -c '#mark-' ${FILE}; ls; echo loo''ked\n`)
    const shown = await screen.shows(/looked/)
    expect(shown).toContain("tab")
    await view.command({ type: "save", path: FILE })
    expectOnce(await (await request(program, created, `/files?download=1&path=${FILE}`)).text(), marks)
    const tail = ["# later\n"]
    type(file, tail[0]!)
    await fileIs(file, () => textOf(file).endsWith("# later\n"))
    await acknowledged()
  },
)
