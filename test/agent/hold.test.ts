/** What binds a turn that is under way: a hold, a pause, a level, a budget, the end of a question. */
import { expect, test } from "vitest"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { openWindow, until } from "../support/server.ts"
import { call, hold, redacted, say, think } from "../support/wire/script.ts"
import {
  eventsOf,
  fileIs,
  happened,
  journalOf,
  openFile,
  refusal,
  shell,
  submit,
  textOf,
} from "../room/moves.ts"
import {
  ask,
  beginWithAgent,
  chatOf,
  continueAgent,
  send,
  withModel,
  toolsOf,
  turnEnded,
  turnsOf,
} from "./moves.ts"

const made = withModel()

const ENTRY = "tab/group.py"

async function assessorOf(created: CreatedSession): Promise<LiveSession> {
  const view = openWindow(made().server, created, { role: "assessor" })
  await until(view, ({ session }) => session !== null)
  return view
}

test.each([
  ["a hold", { type: "pause-agent" } as const, { type: "resume-agent" } as const],
  ["a pause", { type: "pause", reason: "" } as const, { type: "resume" } as const],
])("[TURN12] %s holds the tools too: what is called next waits for its end", async (_name, stop, goOn) => {
  const { server, script } = made()
  const more = Promise.withResolvers<void>()
  script((_request, index) =>
    index === 0
      ? [say("I make one."), hold(more.promise), call("Write", { file_path: "one.py", content: "x = 1\n" })]
      : say("There."),
  )
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const assessor = await assessorOf(created)
  await send(view, "Make a file.")
  await happened(server, created, "chat.delta")
  await assessor.command(stop)
  more.resolve()
  expect(await shell(server, created, "ls one.py 2>&1")).toContain("No such file")
  expect(eventsOf(await journalOf(server, created), "chat.tool")).toEqual([])
  await assessor.command(goOn)
  const turn = await turnEnded(view)
  expect(toolsOf(turn)).toMatchObject([{ result: { ok: true } }])
  view.close()
  assessor.close()
})

test("[TURN13] a call whose turn has not come when the agent is held waits for its end", async () => {
  const { server, script } = made()
  script((_request, index) =>
    index === 0
      ? [call("Bash", { command: "sleep 0.5" }), call("Bash", { command: "touch second.txt" })]
      : say("Both."),
  )
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const assessor = await assessorOf(created)
  await send(view, "Do both.")
  await happened(server, created, "chat.stepped")
  await assessor.command({ type: "pause-agent" })
  expect(await shell(server, created, "sleep 1; ls second.txt 2>&1")).toContain("No such file")
  await assessor.command({ type: "resume-agent" })
  await turnEnded(view)
  expect(await shell(server, created, "ls second.txt 2>&1")).toBe("second.txt\n")
  view.close()
  assessor.close()
})

test("[TURN9] a level that an assessor lowers binds the step under way, and takes back what it was writing", async () => {
  const { server, script } = made()
  const more = Promise.withResolvers<void>()
  const input = { file_path: ENTRY, content: "# all new\n".repeat(40) }
  script((_request, index) =>
    index === 0
      ? [
          call("Write", input, { holds: [{ at: 200, until: more.promise }] }),
          call("Bash", { command: "touch made.txt" }),
        ]
      : say("Then not."),
  )
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const assessor = await assessorOf(created)
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  await send(view, "Rewrite it.")
  await fileIs(file, () => textOf(file).includes("# all new"))
  await assessor.command({ type: "set-level", level: "consultant" })
  more.resolve()
  const turn = await turnEnded(view)
  expect(toolsOf(turn).map(({ result }) => result?.refused)).toEqual([true, true])
  await fileIs(file, () => textOf(file) === before)
  expect(await shell(server, created, "ls made.txt 2>&1")).toContain("No such file")
  view.close()
  assessor.close()
})

test("[TURN16] nothing goes on, and nothing is continued, while a question is being left", async () => {
  const { server, script, model } = made()
  script(() => [call("Write", { file_path: "tab/late.py", content: "late\n" })])
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" }, [
    "shared-tab",
    "alert-storms",
  ])
  const never = Promise.withResolvers<void>()
  script(() => [say("Half"), hold(never.promise)])
  await send(view, "Write a file.")
  await happened(server, created, "chat.delta")
  await view.command({ type: "stop-agent" })
  const asked = model.requests.length
  const [left, went] = await Promise.allSettled([submit(view), continueAgent(view)])
  expect(left.status).toBe("fulfilled")
  expect(went.status).toBe("rejected")
  await until(view, ({ session }) => session?.questions[1]?.status === "open")
  expect(model.requests.length).toBe(asked)
  expect(turnsOf(chatOf(view))).toEqual([])
  never.resolve()
  view.close()
})

test("[SES3] a submission that is refused cuts nobody off", async () => {
  const { server, script } = made()
  const more = Promise.withResolvers<void>()
  script(() => [say("One. "), hold(more.promise), say("Two.")])
  const { created, view } = await beginWithAgent(server)
  await send(view, "Count, please.")
  await happened(server, created, "chat.delta")
  expect(await refusal(submit(view, "another-question"))).toBe("already-done")
  more.resolve()
  expect((await turnEnded(view)).outcome).toBe("done")
  view.close()
})

test("[TURN13] an agent whose part is ended answers nothing that was on its way", async () => {
  const { server, script } = made()
  script(() => say("Here."))
  const { created, view } = await beginWithAgent(server)
  const assessor = await assessorOf(created)
  await Promise.allSettled([send(view, "Are you there?"), assessor.command({ type: "end-agent" })])
  await until(view, ({ session }) => session?.agent?.phase.phase === "ended")
  await until(view, () => turnsOf(chatOf(view)).every(({ outcome }) => outcome !== null), "no open turn")
  view.close()
  assessor.close()
})

test("[MODEL17] thinking of which nothing is shown goes back where it stood, and what is shown with its own seal", async () => {
  const { server, script, model } = made()
  script((_request, index) =>
    index === 0
      ? [
          redacted("AAAA"),
          think("I see.", { signature: "SIGNED" }),
          say("I look."),
          call("Read", { file_path: ENTRY }),
        ]
      : say("Done."),
  )
  const { view } = await beginWithAgent(server)
  await ask(view, "Look at it, please.")
  const messages = model.requests.at(-1)!.body["messages"]
  const answer = Array.isArray(messages) ? messages.find(({ role }) => role === "assistant") : null
  expect(answer.content).toMatchObject([
    { type: "redacted_thinking", data: "AAAA" },
    { type: "thinking", thinking: "I see.", signature: "SIGNED" },
    { type: "text", text: "I look." },
    { type: "tool_use", name: "Read" },
  ])
  view.close()
})

test("[TURN15] an answer that is stopped counts too", async () => {
  const { server, script } = made()
  const never = Promise.withResolvers<void>()
  script(() => [say("A long answer. ".repeat(50)), hold(never.promise)])
  const { created, view } = await beginWithAgent(server, { budget: { tokens: 1_500 } })
  await send(view, "Tell me all.")
  await happened(server, created, "chat.delta")
  await view.command({ type: "stop-agent" })
  await until(view, ({ session }) => session?.agent?.phase.phase === "ended", "the end of the budget")
  never.resolve()
  view.close()
})

test("[TURN4] names and inputs that a model makes up are given back in a form that providers take", async () => {
  const { server, script, model } = made()
  const deep = `{"file_path": ${"[".repeat(5_000)}${"]".repeat(5_000)}}`
  script((_request, index) =>
    index === 0 ? [call("functions.Read now", { file_path: ENTRY }), call("Read", deep)] : say("Sorry."),
  )
  const { view } = await beginWithAgent(server)
  const turn = await ask(view, "Look at it, please.")
  expect(turn.outcome).toBe("done")
  expect(model.requests.at(-1)!.raw).toContain('"name":"functions_Read_now"')
  expect(model.requests.at(-1)!.results.map(({ ok }) => ok)).toEqual([false, false])
  view.close()
})
