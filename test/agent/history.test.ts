/** A long conversation: what a window begins with, and how it gets the rest. */
import { afterAll, beforeAll, expect, test } from "vitest"
import type { ChatEntry } from "../../src/protocol/chat.ts"
import type { Draft } from "../../src/protocol/events.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { openWindow, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { ask, beginWithAgent, chatOf, send } from "./moves.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

const COUNT = 10_000

async function earlier(view: LiveSession, before: number) {
  const reply = await view.command({ type: "list-chat", before })
  if (!("chat" in reply)) throw new Error("No entries came")
  const chat: readonly ChatEntry[] = reply.chat
  return { chat, earlier: reply.earlier }
}

test("[CHAT20] a window begins with the end of a conversation and gets the rest in pages, each entry once", async () => {
  const { created, view } = await beginWithAgent(server)
  const room = await server.registry.room(created.id)
  const actor = { kind: "candidate", id: "candidate" } as const
  const said = (index: number): Draft => ({
    actor,
    question: "shared-tab",
    type: "chat.message",
    data: {
      message: `message-${index}`,
      text: `words ${index}`,
      language: "python",
      looking: null,
      attached: [],
      quality: { score: 1, features: [] },
    },
  })
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  await assessor.command({ type: "pause-agent" })
  await room.log.record(Array.from({ length: COUNT }, (_, index) => said(index)))

  const late = openWindow(server, created, { role: "assessor" })
  await until(late, ({ session }) => session !== null)
  const { entries, earlier: more } = chatOf(late)
  expect(entries).toHaveLength(LIMITS.chat.entriesSent)
  expect(more).toBe(true)
  let known: readonly ChatEntry[] = entries
  for (let rest = true; rest;) {
    const page = await earlier(late, known[0]!.seq)
    expect(page.chat.length).toBeLessThanOrEqual(LIMITS.chat.entriesSent)
    known = [...page.chat, ...known]
    rest = page.earlier
  }
  expect(known.map((entry) => (entry.kind === "message" ? entry.text : entry.kind))).toEqual(
    Array.from({ length: COUNT }, (_, index) => `words ${index}`),
  )
  await assessor.command({ type: "resume-agent" })
  for (const window of [late, assessor, view]) window.close()
})

test("[CHAT21] what is sent along is what it was at that moment, without what nobody may see", async () => {
  const { view } = await beginWithAgent(server)
  await ask(view, "Which tests fail?")
  const test = Object.keys(view.getState().session!.run!.results.pages[0]!).at(-1)!
  await send(view, "Why these?", {
    attach: [
      { kind: "file", path: "tab/money.py" },
      { kind: "selection", path: "tab/money.py", fromLine: 4, toLine: 4 },
      { kind: "test", id: test },
    ],
  })
  await until(view, () => chatOf(view).entries.filter(({ kind }) => kind === "message").length === 2)
  const message = chatOf(view).entries.findLast(({ kind }) => kind === "message")
  const attached = message?.kind === "message" ? message.attached : []
  expect(attached.map(({ kind }) => kind)).toEqual(["file", "selection", "test"])
  expect(attached[0]?.text).toContain("def format_amount")
  expect(attached[1]?.text).toBe("def split(amount: int, people: int) -> list[int]:")
  expect(attached[2]?.text).toContain("test_tab.py")
  expect(message?.kind === "message" && message.quality.score).toBeGreaterThan(1)
  view.close()
})
