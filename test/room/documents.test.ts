/** Files and documents, as editors, shells and the API meet in them. */
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Problem } from "../../src/protocol/errors.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { CommandResult } from "../../src/protocol/messages.ts"
import { findInstallation } from "../../src/server/installation.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, fileIs, happened, journalOf, openFile, refusal, shell, textOf, type } from "./moves.ts"

let server: TestServer
let created: CreatedSession
let view: LiveSession

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  view = await begin(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

const run = (script: string): Promise<string> => shell(server, created, script)
const settled = (): Promise<unknown> =>
  until(view, ({ unacknowledged }) => unacknowledged === 0, "acknowledgement")
const save = (path: string): Promise<CommandResult> => view.command({ type: "save", path })

async function bytesOf(path: string): Promise<Buffer> {
  const reply = await request(server, created, `/files?download=1&path=${encodeURIComponent(path)}`)
  expect(reply.status, path).toBe(200)
  return Buffer.from(await reply.arrayBuffer())
}

/** The code with which the files API refuses to read a path. */
async function readRefusal(path: string): Promise<string> {
  const reply = await request(server, created, `/files?path=${encodeURIComponent(path)}`)
  return reply.ok ? "" : (await reply.json()).code
}

/** The code with which a window is refused a document. */
async function openRefusal(path: string): Promise<string> {
  const file = await openFile(view, path)
  const status = file.source.getStatus()
  file.close()
  return status.status === "failed" ? status.problem.code : `it is ${JSON.stringify(status)}`
}

test("[DOC5] CRLF and a byte order mark are kept to the byte through edits from both sides", async () => {
  await run(`printf '\\xef\\xbb\\xbfone\\r\\ntwo\\r\\n' > crlf.txt`)
  const file = await openFile(view, "crlf.txt")
  type(file, "three\n")
  await settled()
  await save("crlf.txt")
  expect((await bytesOf("crlf.txt")).toString("latin1")).toBe("\xef\xbb\xbfone\r\ntwo\r\nthree\r\n")
  await run(`printf 'four\\n' >> crlf.txt`)
  await fileIs(file, () => textOf(file).endsWith("three\nfour\n"))
  type(file, "five\n")
  await settled()
  await save("crlf.txt")
  expect((await bytesOf("crlf.txt")).toString("latin1")).toBe(
    "\xef\xbb\xbfone\r\ntwo\r\nthree\r\nfour\r\nfive\r\n",
  )
  await run(`printf 'a\\nb\\r\\n' > mixed.txt`)
  const mixed = await openFile(view, "mixed.txt")
  type(mixed, "c\n")
  await settled()
  await save("mixed.txt")
  expect((await bytesOf("mixed.txt")).toString("latin1")).toBe("a\nb\r\nc\n")
  file.close()
  mixed.close()
})

test("[DOC5] binary, invalid and large files are shown read-only and never become documents", async () => {
  await run(`head -c 300 /dev/urandom > noise.bin; printf 'a\\0b' > nul.txt; printf 'caf\\xe9\\n' > latin.txt
    head -c ${LIMITS.document.bytes + 1} /dev/zero | tr '\\0' x > large.txt; head -c ${LIMITS.document.bytes} /dev/zero | tr '\\0' x > exact.txt`)
  for (const [path, readOnly] of [
    ["noise.bin", "binary"],
    ["nul.txt", "binary"],
    ["latin.txt", "binary"],
    ["large.txt", "too-large"],
    ["exact.txt", null],
  ] as const) {
    const file = await openFile(view, path)
    expect(file.source.getStatus(), path).toEqual({ status: "open", readOnly })
    file.close()
  }
  expect((await bytesOf("large.txt")).byteLength).toBe(LIMITS.document.bytes + 1)
  const opened = eventsOf(await journalOf(server, created), "doc.opened").map(({ data }) => data.path)
  expect(opened).not.toContain("large.txt")
  expect(opened).not.toContain("noise.bin")
  const exact = await openFile(view, "exact.txt")
  exact.close()
})

test("[DOC7] a document whose file turns binary on disk is a document no more, until it is text again", async () => {
  await run("echo text > turns.txt")
  const file = await openFile(view, "turns.txt")
  await run("printf 'a\\0b' > turns.txt")
  await fileIs(file, () => file.source.getStatus().status === "gone")
  file.close()
  expect((await bytesOf("turns.txt")).toString("latin1")).toBe("a\0b")
  const binary = await openFile(view, "turns.txt")
  expect(binary.source.getStatus()).toMatchObject({ readOnly: "binary" })
  binary.close()
  await run("echo again > turns.txt")
  await happened(
    server,
    created,
    "doc.opened",
    ({ data }) => data.path === "turns.txt" && data.text === "again\n",
  )
})

test("[FILE2] pipes, devices, folders and links that lead out are refused by name, and never waited for", async () => {
  await run(
    "mkfifo pipe; ln -s /etc/passwd out; ln -s /dev/zero zero; ln -s nowhere dangling; ln -s / root; mkdir empty",
  )
  for (const [path, code] of [
    ["pipe", "file-not-regular"],
    ["out", "path-escapes"],
    ["zero", "path-escapes"],
    ["root/etc/passwd", "path-escapes"],
    ["dangling", "file-absent"],
    ["absent.txt", "file-absent"],
  ] as const) {
    expect(await openRefusal(path), `open ${path}`).toBe(code)
    expect(await readRefusal(path), `read ${path}`).toBe(code)
  }
  expect(await openRefusal("empty")).toBe("file-not-regular")
  const put = await request(server, created, "/files?path=root/tmp/x", {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: "x",
  })
  expect((await put.json()).code).toBe("path-escapes")
})

test("[FILE1] a path that is no good is refused by name wherever it comes in, and the window stays", async () => {
  const long = "n".repeat(300)
  const deep = `${"d/".repeat(1_000)}x`
  for (const [path, code] of [
    ["../x", "path-escapes"],
    ["tab/../../x", "path-escapes"],
    ["/etc/passwd", "path-escapes"],
    ["tab\\x", "path-escapes"],
    ["a\0b", "path-invalid"],
    ["a//b", "path-invalid"],
    ["./x", "path-invalid"],
    ["tab/", "path-invalid"],
    [long, "path-invalid"],
    [deep, "path-invalid"],
  ] as const) {
    const shown = path.slice(0, 20)
    expect(await refusal(view.command({ type: "create-file", path, kind: "file" })), shown).toBe(code)
    expect(await refusal(view.command({ type: "create-file", path, kind: "folder" })), shown).toBe(code)
    expect(await refusal(view.command({ type: "rename-file", from: "tab/group.py", to: path })), shown).toBe(
      code,
    )
    expect(await refusal(view.command({ type: "delete-file", path })), shown).toBe(code)
    expect(await refusal(view.command({ type: "list-files", path })), shown).toBe(code)
    expect(await readRefusal(path), shown).toBe(code)
    expect(await openRefusal(path), shown).toBe(code)
    const body = JSON.stringify({ path, content: "x" })
    const headers = { "content-type": "application/json" }
    const put = await request(server, created, "/files", { method: "PUT", headers, body })
    expect((await put.json()).code, shown).toBe(code)
  }
  expect(await refusal(view.command({ type: "rename-file", from: "tab", to: "tab/inner" }))).toBe(
    "path-invalid",
  )
  expect(
    await refusal(view.command({ type: "rename-file", from: "tab/group.py", to: "tab/money.py/x" })),
  ).toBe("path-invalid")
  expect(view.getState().connection.status).toBe("online")
  const file = await openFile(view, "tab/group.py")
  expect(file.source.getStatus().status).toBe("open")
  file.close()
})

test("[FILE3] a folder renamed takes its open documents along, with what was typed a moment ago", async () => {
  await run("mkdir -p box/deep && echo one > box/deep/a.txt && echo two > box/b.txt")
  const file = await openFile(view, "box/deep/a.txt")
  type(file, "typed\n")
  await settled()
  await view.command({ type: "rename-file", from: "box", to: "crate" })
  await fileIs(file, () => file.source.getStatus().status === "gone")
  expect(file.source.getStatus()).toEqual({ status: "gone", movedTo: "crate/deep/a.txt" })
  file.close()
  const moved = await openFile(view, "crate/deep/a.txt")
  expect(textOf(moved)).toBe("one\ntyped\n")
  type(moved, "more\n")
  await settled()
  await save("crate/deep/a.txt")
  expect(await run("cat crate/deep/a.txt; ls box 2>&1 | head -1")).toMatch(/^one\ntyped\nmore\nls: /)
  expect(await refusal(view.command({ type: "rename-file", from: "crate", to: "tab" }))).toBe("file-exists")
  expect(await refusal(view.command({ type: "create-file", path: "crate/b.txt", kind: "file" }))).toBe(
    "file-exists",
  )
  expect(await refusal(view.command({ type: "rename-file", from: "absent", to: "x" }))).toBe("file-absent")
  // A name that only the disk refuses leaves the document where it was.
  expect(
    await refusal(view.command({ type: "rename-file", from: "crate/b.txt", to: "crate/deep/a.txt/b" })),
  ).toMatch(/^(path|file)-/)
  const kept = await openFile(view, "crate/b.txt")
  expect(textOf(kept)).toBe("two\n")
  kept.close()
  await view.command({ type: "delete-file", path: "crate" })
  await fileIs(moved, () => moved.source.getStatus().status === "gone")
  expect(moved.source.getStatus()).toEqual({ status: "gone", movedTo: null })
  expect(await refusal(view.command({ type: "delete-file", path: "crate" }))).toBe("file-absent")
  expect(await run("ls crate 2>&1")).toContain("No such file")
  moved.close()
})

test("[DISK2] what programs do to a file is taken as edits: truncate and write, replace, revert, delete", async () => {
  await run("printf 'one\\ntwo\\nthree\\n' > live.py")
  const file = await openFile(view, "live.py")
  const before = file.source
  await run(
    `python3 -c "f=open('live.py','r+'); t=f.read(); f.truncate(0); f.seek(0); f.flush(); import time; time.sleep(0.01); f.write(t+'four\\n')"`,
  )
  await fileIs(file, () => textOf(file) === "one\ntwo\nthree\nfour\n")
  const emptied = eventsOf(await journalOf(server, created), "doc.changed").filter(
    ({ data }) => data.path === "live.py",
  )
  expect(emptied.length).toBeGreaterThan(0)
  await run("printf 'zero\\n' | cat - live.py > .live.py.swp && mv .live.py.swp live.py")
  await fileIs(file, () => textOf(file) === "zero\none\ntwo\nthree\nfour\n")
  await run("printf 'one\\ntwo\\nthree\\n' > live.py")
  await fileIs(file, () => textOf(file) === "one\ntwo\nthree\n")
  expect(file.source).toBe(before)
  await until(view, ({ unsaved }) => unsaved.size === 0, "everything saved")
  type(file, "# typed\n", 0)
  await run("printf 'shell\\n' >> live.py")
  await fileIs(file, () => textOf(file) === "# typed\none\ntwo\nthree\nshell\n")
  await save("live.py")
  expect(await run("cat live.py")).toBe("# typed\none\ntwo\nthree\nshell\n")
  await run("rm live.py")
  await fileIs(file, () => file.source.getStatus().status === "gone")
  file.close()
})

test("[FILE4] files that programs make appear, and a folder of 10,000 is listed in pages", async () => {
  const folders = (): number => view.getState().folders.get("") ?? 0
  const before = folders()
  await run("mkdir many; cd many; python3 -c \"[open(f'f{i:05}.dat','w').close() for i in range(10000)]\"")
  await until(view, () => folders() > before, "the folder")
  const { sandbox } = await (await server.registry.room(created.id)).workspaces.current()
  expect((await sandbox.fs.list("many", { limit: 1 })).entries).toHaveLength(1)
  const names: string[] = []
  let pages = 0
  let after: string | undefined
  do {
    const result = await view.command({
      type: "list-files",
      path: "many",
      ...(after !== undefined && { after }),
    })
    if (!("files" in result)) throw new Error("No listing")
    const { entries, more } = result.files
    expect(entries.length).toBeLessThanOrEqual(LIMITS.workspace.listPage)
    names.push(...entries.map(({ path }) => path))
    pages++
    after = more ? entries.at(-1)!.path.slice("many/".length) : undefined
  } while (after !== undefined)
  expect(pages).toBe(10)
  expect(new Set(names).size).toBe(10_000)
  const file = await openFile(view, "many/f09999.dat")
  type(file, "x")
  await settled()
  await save("many/f09999.dat")
  expect(await run("cat many/f09999.dat")).toBe("x")
  file.close()
})

test("[DOC4] an edit that makes a document larger than 1 MB, or does not fit, is refused whole and named", async () => {
  const room = await server.registry.room(created.id)
  await run("echo small > grows.txt")
  const file = await openFile(view, "grows.txt")
  const actor = { kind: "candidate", id: "candidate" } as const
  const push = (version: number, changes: (number | [number, ...string[]])[]): Promise<void> =>
    room.documents.push(actor, "python", "grows.txt", version, [{ clientID: "someone", changes }])
  const { version } = room.documents.told.get("python", "grows.txt")!
  await expect(push(version, [[0, "x".repeat(LIMITS.document.bytes)], 6])).rejects.toMatchObject({
    code: "file-too-large",
  })
  // As many characters, three times as many bytes.
  await expect(push(version, [[0, "€".repeat(LIMITS.document.bytes / 2)], 6])).rejects.toMatchObject({
    code: "file-too-large",
  })
  await expect(push(version, [[0, "x"], 99])).rejects.toMatchObject({ code: "bad-request" })
  await expect(push(version + 1, [[0, "x"], 6])).rejects.toMatchObject({ code: "document-stale" })
  await expect(room.documents.push(actor, "python", "absent", 0, [])).rejects.toMatchObject({
    code: "document-gone",
  })
  expect(textOf(file)).toBe("small\n")
  file.close()
})

test("[DOC8] a question holds no more text than its limit, and the file that was too much says so", async () => {
  const crowded = await server.createInterview()
  const other = await begin(server, crowded)
  const content = `${"x".repeat(999_999)}\n`
  const put = async (index: number): Promise<string> => {
    const body = JSON.stringify({ path: `full/${index}.txt`, content, encoding: "utf8" })
    const headers = { "content-type": "application/json" }
    const reply = await request(server, crowded, "/files", { method: "PUT", headers, body })
    return reply.ok ? "ok" : Problem.parse(await reply.json()).code
  }
  const answers: string[] = []
  for (let index = 0; index < 70; index++) answers.push(await put(index))
  const fitting = answers.indexOf("disk-full")
  expect(fitting).toBeGreaterThan(60)
  expect(answers.slice(fitting)).toEqual(answers.slice(fitting).map(() => "disk-full"))
  await other.command({ type: "delete-file", path: "full/0.txt" })
  expect(await put(99)).toBe("ok")
  other.close()
})

test("[DISK1] reading a file that is saved adds nothing to the record", async () => {
  await bytesOf("tab/group.py")
  const before = (await journalOf(server, created)).length
  for (let round = 0; round < 3; round++) await bytesOf("tab/group.py")
  const after = (await journalOf(server, created)).slice(before)
  expect(after.filter(({ type }) => type === "doc.saved")).toEqual([])
  expect(server.problems).toEqual([])
})

test("[DISK5] an upload that was deleted in the shell stays deleted when the workspace is made anew", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const run = (script: string): Promise<string> => shell(server, created, script)
  const bytes = Buffer.from([0, 1, 2, 255])
  for (const path of ["up-gone.bin", "up-unseen.bin", "up-kept.bin"]) {
    const headers = { "content-type": "application/octet-stream" }
    const up = await request(server, created, `/files?path=${path}`, { method: "PUT", headers, body: bytes })
    expect(up.status).toBe(200)
  }
  await happened(
    server,
    created,
    "file.created",
    ({ actor, data }) => actor.kind === "shell" && data.path === "up-gone.bin",
  )
  await run("rm up-gone.bin")
  await happened(server, created, "doc.deleted", ({ data }) => data.path === "up-gone.bin")

  view.close()
  const { dataFolder, url } = server
  const port = Number(new URL(url).port)
  const { id } = (await (await server.registry.room(created.id)).workspaces.current()).sandbox
  await server.close()
  await rm(join(dataFolder, "sandboxes", id, "workspace", "up-unseen.bin"))
  server = await startTestServer({ dataFolder, port })
  await happened(server, created, "doc.deleted", ({ data }) => data.path === "up-unseen.bin")

  await server.close()
  const { sandbox } = await findInstallation()
  const engine = await createLocalEngine({ root: join(dataFolder, "sandboxes"), ...sandbox })
  await (await engine.attach(id))?.destroy()
  server = await startTestServer({ dataFolder, port })
  await (await server.registry.room(created.id)).workspaces.current()
  expect((await run("ls up-*")).trim()).toBe("up-kept.bin")
  expect((await run("od -An -tu1 up-kept.bin")).trim()).toBe("0   1   2 255")
})
