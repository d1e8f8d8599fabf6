/** The agent over plain HTTP, in real interviews in which the built-in coach takes part. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { AiInteractionQualityReply, AiSessionReply } from "../../src/protocol/ai-session.ts"
import { ChatReply } from "../../src/protocol/chat-reply.ts"
import { AgentMessageReply } from "../../src/protocol/http.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { Role } from "../../src/protocol/messages.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, submit } from "./moves.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

async function interview(assistance: object = {}): Promise<{ created: CreatedSession; view: LiveSession }> {
  const created = await server.createInterview({ assistance })
  const view = await begin(server, created)
  await until(view, ({ session }) => session?.agent?.phase.phase === "ready", "the agent")
  return { created, view }
}

function post(
  created: CreatedSession,
  path: string,
  body: object,
  role: Role = "candidate",
): Promise<Response> {
  const headers = { "content-type": "application/json" }
  return request(server, created, path, { method: "POST", role, headers, body: JSON.stringify(body) })
}

async function codeOf(asked: Promise<Response>): Promise<string> {
  const reply = await asked
  return reply.ok ? String(reply.status) : z.object({ code: z.string() }).parse(await reply.json()).code
}

const Told = z.object({ seq: z.number(), type: z.string(), data: z.record(z.string(), z.unknown()) }).loose()
type Told = z.infer<typeof Told>

/** Reads the conversation's stream until an event passes or it ends; answers all that came. */
async function stream(
  created: CreatedSession,
  query: string,
  enough: (event: Told) => boolean,
  options: { role?: Role; headers?: Record<string, string>; onOpen?: () => void } = {},
): Promise<Told[]> {
  const { headers, onOpen, ...rest } = options
  const stop = new AbortController()
  const reply = await request(server, created, `/chat/agent${query}`, {
    ...rest,
    signal: stop.signal,
    headers: { accept: "text/event-stream", ...headers },
  })
  expect(reply.headers.get("content-type")).toBe("text/event-stream")
  onOpen?.()
  const events: Told[] = []
  let text = ""
  for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split("\n\n")
    text = blocks.pop()!
    for (const block of blocks) {
      const [, id, type, data] = /^id: (\d+)\nevent: (\S+)\ndata: (.*)$/.exec(block)!
      const event = Told.parse(JSON.parse(data!))
      expect([event.seq, event.type]).toEqual([Number(id), type])
      events.push(event)
      if (!enough(event)) continue
      stop.abort()
      return events
    }
  }
  return events
}

const ended = ({ type }: Told): boolean => type === "chat.ended"

test("[AIS1] a message over HTTP is recorded once, answered with its turn, and streamed as it is answered", async () => {
  const { created, view } = await interview()
  const opened = Promise.withResolvers<void>()
  const streamed = stream(created, "", ended, { onOpen: opened.resolve })
  await opened.promise
  const message = crypto.randomUUID()
  const body = { message, text: "Which test fails in `tab/group.py`? Give me a hint.", attach: [] }
  const reply = await post(created, "/chat/agent", body)
  expect(reply.status).toBe(202)
  const said = AgentMessageReply.parse(await reply.json())
  expect(await codeOf(post(created, "/chat/agent", body))).toBe("202")
  const events = await streamed
  const journal = await journalOf(server, created)
  expect(eventsOf(journal, "chat.message").map(({ seq, data }) => [seq, data.message])).toEqual([
    [said.seq, message],
  ])
  expect(said).toEqual({ message, seq: said.seq, turn: eventsOf(journal, "chat.started")[0]!.data.turn })
  const words = events
    .filter(({ type }) => type === "chat.delta")
    .map(({ data }) => z.string().parse(data.text))
  expect(words.length).toBeGreaterThan(1)
  expect(words.join("")).toMatch(
    /no language model is connected.*The first test that fails is `.*Hint 1 of 5/s,
  )
  expect(events.filter(({ type }) => type === "chat.result").map(({ data }) => data.ok)).toContain(false)
  const seqs = events.map(({ seq }) => seq)
  expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
  view.close()
})

test("[AIS2] a stream goes on from an event, past and to come, and shows each role what it may know", async () => {
  const { created, view } = await interview({ showCost: false })
  await post(created, "/chat/agent", { text: "What can you do?" })
  const whole = await stream(created, "?from=0", ended, { role: "assessor" })
  const own = await stream(created, "", ended)
  expect(whole.map(({ type }) => type)).toContain("chat.stepped")
  expect(own.find(({ type }) => type === "chat.stepped")?.data).toMatchObject({ stop: "end", seals: {} })
  const middle = own[Math.floor(own.length / 2)]!.seq
  const rest = own.filter(({ seq }) => seq > middle)
  expect(await stream(created, `?from=${middle}`, ended)).toEqual(rest)
  expect(await stream(created, "", ended, { headers: { "last-event-id": String(middle) } })).toEqual(rest)

  const last = own.at(-1)!.seq
  const opened = Promise.withResolvers<void>()
  const coming = stream(created, `?from=${last}`, () => false, { onOpen: opened.resolve })
  await opened.promise
  await post(created, "/chat/agent", { text: "Hello!" })
  await happened(server, created, "chat.ended", ({ seq }) => seq > last)
  await submit(view)
  const types = (await coming).map(({ type }) => type)
  expect(types[0]).toBe("chat.message")
  expect(types.at(-1)).toBe("session.ended")
  const state = await (await request(server, created, "/chat/agent", { role: "assessor" })).json()
  expect(state).toMatchObject({ chat: { entries: expect.any(Array) }, seq: expect.any(Number) })
  view.close()
})

test("[AIS2] an interview has room for some streams, and again when one was left", async () => {
  const { created, view } = await interview()
  const opened: AbortController[] = []
  const open = (): Promise<Response> => {
    const stop = new AbortController()
    opened.push(stop)
    const headers = { accept: "text/event-stream" }
    return request(server, created, "/chat/agent?from=1", { headers, signal: stop.signal })
  }
  for (let stream = 0; stream < LIMITS.http.chatStreams; stream++) expect((await open()).status).toBe(200)
  expect(await codeOf(open())).toBe("too-many-clients")
  opened[0]!.abort()
  await expect.poll(() => codeOf(open())).toBe("200")
  for (const stop of opened) stop.abort()
  view.close()
  expect(server.problems).toEqual([])
})

test("[AIS3] an assessor begins, holds, lets go on and ends the agent, and nobody else does", async () => {
  const { created, view } = await interview({ context: { company: "Acme" } })
  const act = (action: string, role: Role = "assessor", more = {}) =>
    codeOf(post(created, "/agent?role=" + role, { action, ...more }, role))
  expect(await act("pause", "candidate")).toBe("forbidden")
  expect(await act("dance")).toBe("bad-request")
  expect(await act("begin")).toBe("already-done")
  expect(await act("pause")).toBe("200")
  expect(await act("pause")).toBe("already-done")
  expect(await codeOf(post(created, "/chat/agent", { text: "hello" }))).toBe("agent-held")
  expect(await act("resume")).toBe("200")
  expect(await codeOf(post(created, "/chat/agent", { text: "hello" }))).toBe("202")
  await happened(server, created, "chat.ended")
  expect(await act("end")).toBe("200")
  expect(await codeOf(post(created, "/chat/agent", { text: "hello" }))).toBe("agent-ended")
  expect(await act("resume")).toBe("agent-ended")
  expect(await codeOf(post(created, "/chat/agent", { text: "hello" }, "assessor"))).toBe("forbidden")
  const types = (await journalOf(server, created))
    .map(({ type }) => type)
    .filter((type) => type.startsWith("agent."))
  expect(types).toEqual(["agent.begun", "agent.paused", "agent.resumed", "agent.ended"])
  view.close()
})

test("[AIS3] a message that is no good is refused, and an interview without an agent has none over HTTP either", async () => {
  const { created, view } = await interview()
  for (const body of [
    {},
    { text: "" },
    { text: "x".repeat(40_000) },
    { text: "x", attach: [{ kind: "secret" }] },
  ])
    expect(await codeOf(post(created, "/chat/agent", body))).toBe("bad-request")
  expect(await codeOf(post(created, "/chat/agent", { text: "x", message: "no spaces here" }))).toBe(
    "bad-request",
  )
  view.close()
  const alone = await server.createInterview()
  const other = await begin(server, alone)
  expect(await codeOf(post(alone, "/chat/agent", { text: "hello" }))).toBe("agent-absent")
  expect(await codeOf(post(alone, "/agent?role=assessor", { action: "begin" }, "assessor"))).toBe(
    "agent-absent",
  )
  other.close()
})

test("[PROJ3] assessors read the agent's part and the quality of the work with it; candidates do not", async () => {
  const { created, view } = await interview()
  await post(created, "/chat/agent", { text: "Run the tests, `tab/group.py` must keep its names. Hint?" })
  await happened(server, created, "chat.ended")
  const read = async (path: string) => (await request(server, created, path, { role: "assessor" })).json()
  const { sessions } = AiSessionReply.parse(await read("/ai-session"))
  expect(sessions).toHaveLength(1)
  expect(sessions[0]).toMatchObject({
    question: "shared-tab",
    initialHelpfulness: "consultant",
    autonomousTestRuns: 1,
    messages: 1,
    turns: 1,
    totalTokensUsed: 0,
    microDollars: 0,
  })
  const { metrics } = AiInteractionQualityReply.parse(await read("/ai-interaction-quality"))
  expect(metrics).toMatchObject([{ metricType: "prompt-quality", aiSessionId: sessions[0]!.id }])
  for (const path of ["/ai-session", "/ai-interaction-quality"])
    expect(await codeOf(request(server, created, path))).toBe("forbidden")
  const { events } = z
    .object({ events: z.array(z.object({ type: z.string(), name: z.string().nullable() })) })
    .parse(await read("/events?limit=1000"))
  const names = new Map(events.map(({ type, name }) => [type, name]))
  expect(names.get("chat.message")).toBe("ai_interaction")
  expect(names.get("chat.tool")).toBe("ai_interaction")
  view.close()
})

test("[AIS4] an assessor reads a question's conversation page by page, also after the end; the candidate does not", async () => {
  const { created, view } = await interview()
  await post(created, "/chat/agent", { text: "Run the tests, please." })
  const { data } = await happened(server, created, "chat.ended")
  await submit(view)
  await until(view, ({ session }) => session?.phase.phase === "ended")
  const read = async (query: string): Promise<ChatReply> =>
    ChatReply.parse(await (await request(server, created, `/chat?${query}`, { role: "assessor" })).json())
  const { chat, earlier } = await read("question=shared-tab")
  expect(chat.map(({ kind }) => kind)).toEqual(["message", "turn"])
  expect(chat[0]).toMatchObject({ text: "Run the tests, please.", quality: { score: expect.any(Number) } })
  const [, turn] = chat
  expect(turn).toMatchObject({ id: data.turn, outcome: "done" })
  expect(turn?.kind === "turn" && turn.steps.every(({ usage }) => usage !== null)).toBe(true)
  expect(earlier).toBe(false)
  expect((await read(`question=shared-tab&before=${turn!.seq}`)).chat).toEqual(chat.slice(0, 1))
  const unknown = request(server, created, "/chat?question=none", { role: "assessor" })
  expect(await codeOf(unknown)).toBe("not-found")
  expect((await request(server, created, "/chat?question=shared-tab")).status).toBe(403)
  view.close()
})
