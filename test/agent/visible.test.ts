/** What of a conversation reaches whom, and how much of it at once. */
import { expect, test } from "vitest"
import { z } from "zod"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { journalOf } from "../room/moves.ts"
import { openWindow, request, until } from "../support/server.ts"
import { say, think } from "../support/wire/script.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import type { Draft } from "../../src/protocol/events.ts"
import { ask, beginWithAgent, chatOf, withModel, turnsOf } from "./moves.ts"

const made = withModel()

const COSTLY = /"(?:input|cacheRead|cacheWrite|output|microDollars)":[1-9]/
const SEAL = /"seal":"|"seals":\{"/

async function late(view: LiveSession): Promise<LiveSession> {
  await until(view, ({ session }) => session !== null)
  return view
}

test("[VIS1] what the agent cost is shown to a candidate where the assessment says so and nowhere else, and seals to nobody", async () => {
  const { server, script } = made()
  script(() => [think("Hm."), say("Done.")])
  for (const showCost of [false, true]) {
    const { created, view } = await beginWithAgent(server, { showCost })
    await ask(view, "Hi, what is this?")
    expect(turnsOf(chatOf(view))[0]?.steps[0]?.stop).toBe("end")
    view.close()
    const again = await late(openWindow(server, created, { client: "second-window-1" }))
    expect(chatOf(again)).toEqual(chatOf(view))
    const page = await again.command({ type: "list-chat", before: again.getState().session!.seq })
    const json = await (await request(server, created, "/chat/agent")).text()
    const stop = new AbortController()
    const headers = { accept: "text/event-stream" }
    const reply = await request(server, created, "/chat/agent", { headers, signal: stop.signal })
    let stream = ""
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
      stream += chunk
      if (stream.includes("event: chat.ended")) break
    }
    stop.abort()
    const all = [view.getState().session, again.getState().session, page].map((one) => JSON.stringify(one))
    for (const sent of [...all, json, stream]) {
      expect(COSTLY.test(sent)).toBe(showCost)
      expect(sent).not.toMatch(SEAL)
    }
    const assessor = await late(openWindow(server, created, { role: "assessor" }))
    expect(JSON.stringify(assessor.getState().session)).toMatch(COSTLY)
    expect(JSON.stringify(assessor.getState().session)).not.toMatch(SEAL)
    expect(JSON.stringify(await journalOf(server, created))).toMatch(SEAL)
    for (const window of [again, assessor]) window.close()
  }
})

test("[VIS3] a conversation of many megabytes is a welcome of one, and pages of no more", async () => {
  const { server } = made()
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const room = await server.registry.room(created.id)
  const actor = { kind: "agent", id: "agent" } as const
  const text = "a line of thirty characters.\n".repeat(1_000)
  for (let index = 0; index < 18; index++) {
    const turn = `turn-${index}`
    const calls = Array.from({ length: 30 }, (_, block) => ({ block, call: `${turn}-${block}` }))
    const acts = [
      { type: "chat.started", data: { turn } },
      { type: "chat.asked", data: { turn, model: "m", level: "full-copilot" } },
      ...calls.flatMap(({ block, call }) => [
        { type: "chat.tool", data: { turn, block, call, tool: "Read" } } as const,
        { type: "chat.input", data: { turn, call, input: "{}", whole: true } } as const,
        { type: "chat.result", data: { turn, call, ok: true, text } } as const,
      ]),
      { type: "chat.ended", data: { turn, outcome: "done" } },
    ] satisfies Pick<Draft, "type" | "data">[]
    await room.log.record(acts.map((act) => ({ actor, question: "shared-tab", ...act })))
  }
  const reply = await request(server, created, "/chat/agent")
  const { chat } = z
    .object({ chat: z.object({ entries: z.array(z.object({ seq: z.number() })), earlier: z.boolean() }) })
    .parse(await reply.json())
  expect(chat.earlier).toBe(true)
  let { earlier } = chat
  const seqs = chat.entries.map(({ seq }) => seq)
  while (earlier) {
    const page = await view.command({ type: "list-chat", before: seqs[0]! })
    if (!("chat" in page)) throw new Error("No entries came")
    expect(JSON.stringify(page).length).toBeLessThan(LIMITS.chat.charactersSent * 1.01)
    seqs.unshift(...page.chat.map(({ seq }) => seq))
    earlier = page.earlier
  }
  expect(seqs).toEqual(turnsOf(room.log.told.chat).map(({ seq }) => seq))
  view.close()
})
