/** The HTTP API as somebody meets it who means no good, or only got it wrong. */
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { ERRORS, Problem } from "../../src/protocol/errors.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { Role } from "../../src/protocol/messages.ts"
import { needOf } from "../../src/server/permissions.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, openWindow, request, startTestServer, tokenOf, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, shell } from "../room/moves.ts"

let server: TestServer
let created: CreatedSession
let other: CreatedSession
let view: LiveSession

beforeAll(async () => {
  server = await startTestServer()
  created = await server.createInterview()
  other = await server.createInterview()
  view = await begin(server, created)
})

afterAll(async () => {
  view.close()
  await server.remove()
})

const JSON_TYPE = { "content-type": "application/json" }
const BYTES_TYPE = { "content-type": "application/octet-stream" }
const post = (path: string, body: unknown, role: Role = "candidate"): Promise<Response> =>
  request(server, created, path, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body), role })

/** The code of a refusal, after looking at its form; the status of anything else. */
async function codeOf(asked: Response | Promise<Response>): Promise<string> {
  const reply = await asked
  if (reply.ok) return `${reply.status}`
  expect(reply.headers.get("content-type")).toMatch(/^application\/problem\+json/)
  const problem = Problem.parse(await reply.json())
  const [status, title] = ERRORS[problem.code]
  expect([reply.status, problem.status, problem.title]).toEqual([status, status, title])
  expect(problem.type).toBe(`/problems/${problem.code}`)
  expect(problem.detail.length).toBeGreaterThan(5)
  return problem.code
}

const Parameter = z.object({
  name: z.string(),
  in: z.enum(["path", "query"]),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
})
const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()).optional() }))
const Operation = z.object({
  summary: z.string().min(5),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: Content }).loose().optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
})
const Described = z.object({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith("/api/"), z.record(z.string(), Operation)),
})

async function described(): Promise<
  { method: string; path: string; operation: z.infer<typeof Operation> }[]
> {
  const { paths } = Described.parse(await (await fetch(`${server.url}/api/openapi.json`)).json())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

test("[API1] the description is OpenAPI 3.1, names the seed's routes, and every route in it is there", async () => {
  const all = await described()
  const names = all.map(({ method, path }) => `${method} ${path.replace("/api/interview/{id}", "")}`)
  for (const seed of [
    "POST /initialize",
    "GET /files",
    "PUT /files",
    "GET /terminal",
    "POST /terminal/input",
    "POST /run-tests",
    "POST /chat/agent",
    "GET /chat/agent",
    "GET /events",
    "POST /events",
    "POST /events/batch",
  ])
    expect(names).toContain(seed)
  for (const { method, path, operation } of all) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const named = operation.parameters.filter((one) => one.in === "path").map(({ name }) => name)
    expect(named, path).toEqual(inPath)
    expect(Object.keys(operation.responses)).toContain("default")
    if (needOf(`${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`) === "anyone") continue
    const reply = await fetch(server.url + path.replaceAll(/\{\w+\}/g, created.id), { method })
    expect(await codeOf(reply), `${method} ${path} without a link`).toMatch(
      /not-signed-in|sign-in-needed|bad-request/,
    )
  }
})

test("[API4] a wrong link, another interview's, a revoked or expired one opens nothing, each by its name", async () => {
  const wrong = (token: string, role: Role = "candidate"): CreatedSession => ({
    ...created,
    links: { ...created.links, [role]: `/join/${token}` },
  })
  const init = (as: CreatedSession): Promise<Response> =>
    request(server, as, "/initialize", { method: "POST" })
  expect(await codeOf(init(wrong("x".repeat(43))))).toBe("link-unknown")
  expect(await codeOf(init(wrong("short")))).toBe("not-signed-in")
  expect(await codeOf(init(wrong(tokenOf(other.links.candidate))))).toBe("not-signed-in")
  expect(
    await codeOf(request(server, { ...created, id: "nowhere" }, "/initialize", { method: "POST" })),
  ).toBe("not-signed-in")
  const long = { ...created, id: "x".repeat(80) }
  expect(await codeOf(request(server, long, "/initialize", { method: "POST" }))).toBe("session-unknown")
  const { token } = await server.store.links.create(
    { session: created.id, role: "candidate", name: "A" },
    Date.now() - 1,
  )
  expect(await codeOf(init(wrong(token)))).toBe("link-expired")
  const gone = await server.createInterview()
  await server.store.links.revoke(gone.id)
  expect(await codeOf(request(server, gone, "/initialize", { method: "POST" }))).toBe("link-revoked")
  for (const [path, where] of [
    [gone.links.candidate, "/problem/link-revoked"],
    [`/join/${token}`, "/problem/link-expired"],
    ["/join/nonsense", "/problem/link-unknown"],
  ] as const) {
    const reply = await fetch(server.url + path, { redirect: "manual" })
    expect([reply.status, reply.headers.get("location"), reply.headers.get("set-cookie")]).toEqual([
      302,
      where,
      null,
    ])
  }
  const join = await fetch(server.url + created.links.candidate, { redirect: "manual" })
  expect(join.headers.get("location")).toBe(`/interview/${created.id}`)
  const cookie = join.headers.get("set-cookie")!
  expect(cookie).toMatch(/HttpOnly; SameSite=(Strict|Lax)/)
  const [pair = ""] = cookie.split(";")
  const init2 = await fetch(`${server.url}/api/interview/${created.id}/initialize`, {
    method: "POST",
    headers: { cookie: pair },
  })
  expect(await init2.json()).toMatchObject({ session: created.id, role: "candidate", phase: "running" })
  const watching = await fetch(`${server.url}/api/interview/${created.id}/initialize?role=assessor`, {
    method: "POST",
    headers: { cookie: pair },
  })
  expect(await codeOf(watching)).toBe("not-signed-in")
})

test("[ROLE1] an assessor's link opens no candidate's route, and the other way round", async () => {
  const before = (await journalOf(server, created)).length
  const body = JSON.stringify({ path: "x.py", content: "1" })
  const as = (
    path: string,
    method: string,
    headers: Record<string, string> = JSON_TYPE,
    sent?: string,
  ): Promise<string> =>
    codeOf(
      request(server, created, path, {
        method,
        role: "assessor",
        headers,
        ...(sent !== undefined && { body: sent }),
      }),
    )
  expect(await as("/files", "PUT", JSON_TYPE, body)).toBe("forbidden")
  expect(await as("/files?path=x.py", "PUT", BYTES_TYPE, "1")).toBe("forbidden")
  expect(await as("/files?path=tab", "DELETE", {})).toBe("forbidden")
  expect(await as("/run-tests", "POST", JSON_TYPE, "{}")).toBe("forbidden")
  expect(await as("/terminal/input", "POST", JSON_TYPE, JSON.stringify({ terminal: "t-1", data: "x" }))).toBe(
    "forbidden",
  )
  const focus = { type: "presence.focus", focused: true, clientAt: 1 }
  expect(await as("/events", "POST", JSON_TYPE, JSON.stringify(focus))).toBe("forbidden")
  expect(await as("/events/batch", "POST", JSON_TYPE, JSON.stringify({ events: [focus] }))).toBe("forbidden")
  for (const path of ["/pause", "/resume"])
    expect(await codeOf(post(path, {}))).toMatch(/not-signed-in|forbidden/)
  const after = (await journalOf(server, created)).slice(before)
  expect(after.filter(({ type }) => !type.startsWith("checkpoint"))).toEqual([])
})

test("[API1] bodies that are no good are refused with what is wrong; too large ones are not read", async () => {
  const raw = (
    path: string,
    method: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = JSON_TYPE,
  ): Promise<string> => codeOf(request(server, created, path, { method, headers, body }))
  expect(await raw("/run-tests", "POST", "{")).toBe("bad-request")
  expect(await raw("/run-tests", "POST", '{"only":"all"}')).toBe("bad-request")
  expect(await raw("/run-tests", "POST", "<xml/>", { "content-type": "text/xml" })).toBe("bad-request")
  expect(await raw("/terminal/input", "POST", "{}")).toBe("bad-request")
  expect(await raw("/terminal/input", "POST", '{"terminal":"t-nope","data":"x"}')).toBe("terminal-unknown")
  expect(await raw("/files", "PUT", '{"path":"a"}')).toBe("bad-request")
  expect(await raw("/files", "PUT", '{"__proto__":{"path":"a"},"content":"x"}')).toBe("bad-request")
  expect(await raw("/files", "PUT", "x", BYTES_TYPE)).toBe("bad-request")
  expect(
    await raw("/files?path=a.bin", "PUT", new Uint8Array(LIMITS.workspace.uploadBytes + 1), BYTES_TYPE),
  ).toBe("file-too-large")
  const huge = await request(server, created, "/files?path=b.bin", {
    method: "PUT",
    headers: BYTES_TYPE,
    body: new Uint8Array(LIMITS.http.bodyBytes + 1),
  }).then(codeOf, () => "too-large")
  expect(huge).toBe("too-large")
  expect(await codeOf(request(server, created, "/events?limit=0"))).toBe("bad-request")
  expect(await codeOf(request(server, created, "/events?limit=1001"))).toBe("bad-request")
  expect(await codeOf(request(server, created, "/events?after=-1"))).toBe("bad-request")
  expect(await codeOf(request(server, created, "/files?role=admin"))).toBe("bad-request")
  expect(await codeOf(request(server, created, "/nothing"))).toBe("not-found")
  expect(await codeOf(fetch(`${server.url}/api/%00`))).toMatch(/not-found|bad-request/)
  expect(
    await codeOf(fetch(`${server.url}/api/interview/..%2f..%2fetc/initialize`, { method: "POST" })),
  ).toMatch(/not-signed-in|not-found/)
  expect((await fetch(`${server.url}/..%2f..%2f..%2fetc/passwd`)).headers.get("content-type")).not.toMatch(
    /octet|plain/,
  )
  expect(await codeOf(fetch(`${server.url}/somewhere`, { method: "POST" }))).toBe("not-found")
})

test("[API2] requests from another site are refused", async () => {
  for (const origin of ["https://evil.example", "null", `${server.url}.evil.example`, "http://127.0.0.1:1"]) {
    const headers = { ...JSON_TYPE, origin }
    expect(
      await codeOf(request(server, created, "/run-tests", { method: "POST", headers, body: "{}" })),
      origin,
    ).toBe("wrong-origin")
    expect(
      await codeOf(request(server, created, "/files?path=tab", { method: "DELETE", headers: { origin } })),
      origin,
    ).toBe("wrong-origin")
  }
  const headers = { ...JSON_TYPE, origin: server.url }
  expect(await codeOf(request(server, created, "/initialize", { method: "POST", headers, body: "{}" }))).toBe(
    "200",
  )
  const reply = await request(server, created, "/question")
  expect(reply.headers.get("access-control-allow-origin")).toBeNull()
  expect(reply.headers.get("cache-control")).toBe("no-store")
  expect(reply.headers.get("content-security-policy")).toContain("default-src 'self'")
})

test("[API3] what a client cannot know is refused whole, and nothing of it is recorded", async () => {
  const before = (await journalOf(server, created)).length
  const focus = { type: "presence.focus", focused: false, clientAt: 5 }
  for (const event of [
    { type: "test.finished", run: "r", outcome: "passed" },
    { type: "question.graded", hidden: { passed: 9, total: 9 } },
    { type: "session.ended", reason: "submitted" },
    { type: "doc.changed", path: "x" },
    { type: "code_change", data: {} },
    { type: "presence.joined", client: "x", name: "Eve", role: "assessor" },
    { type: "presence.paste", path: null, characters: -1, inside: true, clientAt: 1 },
    {},
    [],
    null,
  ]) {
    expect(await codeOf(post("/events", event)), JSON.stringify(event)).toBe("bad-request")
    expect(await codeOf(post("/events/batch", { events: [focus, event] }))).toBe("bad-request")
  }
  expect(await codeOf(post("/events/batch", { events: Array.from({ length: 101 }, () => focus) }))).toBe(
    "bad-request",
  )
  expect(
    (await journalOf(server, created)).slice(before).filter(({ type }) => type.startsWith("presence")),
  ).toEqual([])

  const forged = { ...focus, at: 1, seq: 1, actor: { kind: "system", id: "x" }, score: 100 }
  expect(await (await post("/events", forged)).json()).toEqual({ accepted: 1 })
  const paste = { type: "presence.paste", path: "tab/group.py", characters: 40, inside: false, clientAt: 6 }
  expect(await (await post("/events/batch", { events: [paste, focus] })).json()).toEqual({ accepted: 2 })
  const told = (await journalOf(server, created))
    .slice(before)
    .filter(({ type }) => type.startsWith("presence"))
  expect(told.map(({ data }) => data)).toEqual([
    { focused: false, clientAt: 5 },
    { path: "tab/group.py", characters: 40, inside: false, clientAt: 6 },
    { focused: false, clientAt: 5 },
  ])
  for (const { actor, at } of told) {
    expect(actor).toEqual({ kind: "candidate", id: "candidate" })
    expect(at).toBeGreaterThan(1_000_000)
  }
})

const Page = z.object({
  events: z.array(z.object({ seq: z.number(), type: z.string(), name: z.string().nullable() }).loose()),
  next: z.number().nullable(),
})

test("[API5] the events come in pages, under the first product's names, each role seeing its own", async () => {
  const put = await request(server, created, "/files", {
    method: "PUT",
    headers: JSON_TYPE,
    body: JSON.stringify({ path: "tab/group.py", content: "x = 1\n" }),
  })
  expect(put.status).toBe(200)
  await view.command({ type: "save", path: "tab/group.py" })
  const all: z.infer<typeof Page>["events"] = []
  let after: number | null = 0
  while (after !== null) {
    const page: z.infer<typeof Page> = Page.parse(
      await (await request(server, created, `/events?limit=7&after=${after}`, { role: "assessor" })).json(),
    )
    expect(page.events.length).toBeLessThanOrEqual(7)
    all.push(...page.events)
    after = page.next
  }
  const seqs = all.map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.toSorted((one, two) => one - two))
  expect(new Set(seqs).size).toBe(seqs.length)
  expect(all[0]).toMatchObject({ seq: 1, type: "session.created" })
  const names = new Map(all.map(({ type, name }) => [type, name]))
  expect(names.get("doc.changed")).toBe("code_change")
  expect(names.get("doc.saved")).toBe("file_write")
  expect(names.get("session.created")).toBeNull()
  const last = Page.parse(await (await request(server, created, `/events?after=${10 ** 9}`)).json())
  expect(last).toEqual({ events: [], next: null })
})

test("[API6] files go up and down to the byte, as JSON and raw, and all of them as a zip", async () => {
  const bytes = new Uint8Array(Array.from({ length: 1_000 }, (_, index) => index % 256))
  const up = await request(server, created, "/files?path=up/a b%20ü.bin", {
    method: "PUT",
    headers: BYTES_TYPE,
    body: bytes,
  })
  expect(await up.json()).toEqual({ path: "up/a b ü.bin", size: 1_000 })
  const again = request(server, created, "/files?path=up/a b%20ü.bin", {
    method: "PUT",
    headers: BYTES_TYPE,
    body: bytes,
  })
  expect(await codeOf(again)).toBe("file-exists")
  const down = await request(server, created, "/files?download=1&path=up/a b%20ü.bin")
  expect(new Uint8Array(await down.arrayBuffer())).toEqual(bytes)
  expect(down.headers.get("content-disposition")).toContain("attachment")
  const asJson = await (await request(server, created, "/files?path=up/a b%20ü.bin")).json()
  expect(asJson).toMatchObject({ encoding: "base64", size: 1_000 })
  const content = Buffer.from("one\r\ntwo\r\n").toString("base64")
  const write = { path: "up/crlf.txt", content, encoding: "base64" }
  await request(server, created, "/files", { method: "PUT", headers: JSON_TYPE, body: JSON.stringify(write) })
  expect(await (await request(server, created, "/files?path=up/crlf.txt")).json()).toMatchObject({
    content: "one\r\ntwo\r\n",
    encoding: "utf8",
  })
  // Files that are no documents yet, one of them never to be: what is written is what stands there.
  await shell(
    server,
    created,
    "head -c 400000 /dev/zero | tr '\\0' x > up/long.txt; head -c 9 /dev/zero > up/zero.txt",
  )
  for (const path of ["up/long.txt", "up/zero.txt"]) {
    const body = JSON.stringify({ path, content: "mine\n", encoding: "utf8" })
    expect(
      await codeOf(request(server, created, "/files", { method: "PUT", headers: JSON_TYPE, body })),
    ).toBe("200")
    expect(await (await request(server, created, `/files?path=${path}`)).json()).toMatchObject({
      content: "mine\n",
    })
  }
  await shell(
    server,
    created,
    "ln -s /etc up/etc; mkfifo up/pipe; mkdir -p node_modules/x && echo 1 > node_modules/x/y",
  )
  const zip = unzipSync(new Uint8Array(await (await request(server, created, "/archive")).arrayBuffer()))
  expect(zip["up/a b ü.bin"]).toEqual(bytes)
  expect(Object.keys(zip)).toContain("tab/group.py")
  expect(Object.keys(zip).filter((path) => /etc|pipe|node_modules/.test(path))).toEqual([])
  expect(await codeOf(request(server, created, "/files?path=up/crlf.txt", { method: "DELETE" }))).toBe("200")
  expect(await codeOf(request(server, created, "/files?path=up/crlf.txt"))).toBe("file-absent")
  const listing = await (await request(server, created, "/files?path=up")).json()
  expect(listing).toMatchObject({ path: "up", more: false })
})

test("[API7] a terminal streams to a plain HTTP client, and ends with its shell", async () => {
  const reply = await request(server, created, "/terminal")
  expect(reply.headers.get("content-type")).toContain("text/event-stream")
  const opened = await happened(server, created, "terminal.opened")
  const { terminal } = opened.data
  let shown = ""
  let stream = ""
  let asked = 0
  const lines = ["echo str''eam", "exit"]
  for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
    stream += chunk
    shown = [...stream.matchAll(/event: output\ndata: (.*)\n\n/g)]
      .map(([, json]) =>
        Buffer.from(z.object({ data: z.string() }).parse(JSON.parse(json!)).data, "base64").toString(),
      )
      .join("")
    const ready = asked === 0 || /stream\r\n/.test(shown)
    if (!ready || asked >= lines.length) continue
    await post("/terminal/input", { terminal, data: `${lines[asked++]}\n` })
  }
  expect(stream).toMatch(/^event: screen\n/)
  expect(stream).toMatch(/event: exit\n/)
  expect(shown).toMatch(/2004l\rstream\r\n/)
  expect(await codeOf(request(server, created, `/terminal?terminal=${terminal}`))).toBe("terminal-unknown")
  expect(await codeOf(request(server, created, "/terminal", { role: "assessor" }))).toBe("terminal-unknown")
  const big = post("/terminal/input", { terminal, data: "x".repeat(LIMITS.terminal.inputBytes + 1) })
  expect(await codeOf(big)).toBe("too-large")
})

test("[API8] tests run over the API answer what the server saw, one run at a time", async () => {
  const [one, two] = await Promise.all([post("/run-tests", {}), post("/run-tests", {})])
  const codes = await Promise.all([one, two].map(async (reply) => (reply.ok ? "200" : codeOf(reply))))
  expect(codes.toSorted()).toEqual(["200", "run-in-progress"])
  const ran = await (one.ok ? one : two).json()
  expect(ran.outcome).toMatch(/failed|error/)
  const finished = eventsOf(await journalOf(server, created), "test.finished").at(-1)!
  expect(finished.data).toMatchObject({ run: ran.run, outcome: ran.outcome, summary: ran.summary })
  const watch = openWindow(server, created, { role: "assessor" })
  await until(watch, ({ session }) => session?.run?.id === ran.run)
  watch.close()
  expect(server.problems).toEqual([])
})
