/** Any interleaving of people, the agent and the shell ends with one text, everywhere. */
import { ChangeSet } from "@codemirror/state"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createDocumentSet } from "../../src/core/document-set.ts"
import { content } from "../../src/core/document.ts"
import { systemClock } from "../../src/web/live/clock.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { createFileSession } from "../../src/web/editor/file-session.ts"
import type { FileSession } from "../../src/web/editor/file-session.ts"
import type { Room } from "../../src/server/room/room.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { begin, openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"

const FILE = "tab/group.py"
const LANGUAGE = "python"
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 6)
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000)

let server: TestServer
let created: CreatedSession
let candidate: LiveSession
let watcher: LiveSession
let room: Room
let typing: FileSession
let watching: FileSession
let count = 0

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  candidate = await begin(server, created)
  watcher = openWindow(server, created, { role: "assessor" })
  await until(watcher, ({ session }) => session !== null)
  room = await server.registry.room(created.id)
  typing = await openFile(candidate)
  watching = await openFile(watcher)
})

afterAll(async () => {
  candidate.close()
  watcher.close()
  await server.remove()
})

function openFile(view: LiveSession): Promise<FileSession> {
  const source = view.openDocument(FILE, LANGUAGE)
  const file = createFileSession({ source, extend: () => [], clock: systemClock, tellCursor: false })
  return new Promise((resolve) => {
    const look = (): void => {
      if (file.state()) resolve(file)
    }
    file.subscribe(look)
    look()
  })
}

type Act = { by: "candidate" | "agent" | "shell" | "editor"; at: number } | { by: "save" }

const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ by: fc.constant("candidate" as const), at: fc.nat(2_000) }) },
    { weight: 4, arbitrary: fc.record({ by: fc.constant("agent" as const), at: fc.nat(2_000) }) },
    {
      weight: 2,
      arbitrary: fc.record({ by: fc.constantFrom("shell" as const, "editor" as const), at: fc.nat(2_000) }),
    },
    { weight: 1, arbitrary: fc.record({ by: fc.constant("save" as const) }) },
  ),
  { minLength: 5, maxLength: 40 },
)

/** Puts a token at a place that is no token's inside, and answers the token. */
const token = (): string => `\n#${count++}#`
const lineStart = (text: string, at: number): number => text.indexOf("\n", at % (text.length + 1))
const place = (text: string, at: number): number => {
  const found = lineStart(text, at)
  return found < 0 ? text.length : found
}

async function perform(act: Act, tokens: string[]): Promise<void> {
  if (act.by === "save") {
    await candidate.command({ type: "save", path: FILE })
    return
  }
  const mark = token()
  tokens.push(mark)
  switch (act.by) {
    case "candidate": {
      const state = typing.state()!
      typing.update([state.update({ changes: { from: place(state.doc.toString(), act.at), insert: mark } })])
      return
    }
    case "agent": {
      const document = room.documents.told.get(LANGUAGE, FILE)!
      const from = place(document.text.toString(), act.at)
      const change = ChangeSet.of({ from, insert: mark }, document.text.length)
      await room.documents.edit({ kind: "agent", id: "agent" }, LANGUAGE, FILE, document.version, change)
      return
    }
    case "shell":
      return shell(["sh", "-c", `printf '%s' "$1" >> ${FILE}`, "sh", mark])
    case "editor":
      return shell([
        "python3",
        "-c",
        `import sys;p=${JSON.stringify(FILE)};t=open(p).read();i=max(0,t.find("\\n",len(t)//2));open(p,"w").write(t[:i]+sys.argv[1]+t[i:])`,
        mark,
      ])
  }
}

let shells = Promise.resolve()

/** One program at a time: two that rewrite one file at once lose each other's work on any disk. */
function shell(argv: string[]): Promise<void> {
  shells = shells.then(() => run(argv))
  return shells
}

async function run(argv: string[]): Promise<void> {
  const { sandbox } = await room.workspaces.current()
  const proc = await sandbox.exec({ argv })
  expect(await proc.exit).toMatchObject({ code: 0 })
}

/** Everything has reached everyone: nothing unsent, and the disk is the document. */
async function settle(): Promise<string> {
  const workspace = await room.workspaces.current()
  for (;;) {
    await until(candidate, ({ unacknowledged }) => unacknowledged === 0, "acknowledgement")
    await workspace.disk.rescan()
    await workspace.disk.flush()
    const text = content(room.documents.told.get(LANGUAGE, FILE)!)
    const onDisk = Buffer.from(await workspace.sandbox.fs.read(FILE, 1 << 20)).toString()
    const shown = [typing, watching].map((file) => file.state()!.doc.toString())
    if (onDisk === text && shown.every((one) => one === text)) return text
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test(
  `[DOC1] [DISK1] editors, disk and journal end alike, and nothing acknowledged is lost (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const tokens: string[] = []
        await Promise.all(list.map((act) => perform(act, tokens)))
        const text = await settle()
        for (const mark of tokens) expect(text.split(mark.trim()).length - 1, `token ${mark.trim()}`).toBe(1)
        const folded = createDocumentSet()
        for await (const event of server.store.journal.read(created.id)) folded.fold(event)
        expect(content(folded.get(LANGUAGE, FILE)!)).toBe(text)
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    )
    expect(server.problems).toEqual([])
  },
)
