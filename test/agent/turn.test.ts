/** A turn of the agent in a real room, with a model that is scripted behind the real wire format. */
import { expect, test } from "vitest"
import { SubmissionReply } from "../../src/protocol/watch.ts"
import { openWindow, request, until } from "../support/server.ts"
import { call, cut, error, fail, hold, say, stop, think } from "../support/wire/script.ts"
import {
  eventsOf,
  fileIs,
  happened,
  journalOf,
  openFile,
  refusal,
  submit,
  textOf,
  type,
} from "../room/moves.ts"
import {
  ask,
  beginWithAgent,
  chatOf,
  continueAgent,
  send,
  startWithModel,
  withModel,
  toolsOf,
  turnEnded,
  turnsOf,
  wordsOf,
} from "./moves.ts"

const made = withModel()

const ENTRY = "tab/group.py"

test("[TURN6] words and thinking come as they are said, and are there after a reload", async () => {
  const { server, script } = made()
  const more = Promise.withResolvers<void>()
  script(() => [think("I consider."), say("Look at "), hold(more.promise), say("`split`.")])
  const { created, view } = await beginWithAgent(server)
  await send(view, "Where do I start?")
  await until(view, () => turnsOf(chatOf(view)).some((turn) => wordsOf(turn).includes("Look at")))

  const reloaded = openWindow(server, created, { client: "reloaded-window" })
  await until(reloaded, ({ connection }) => connection.status === "in-use")
  reloaded.takeOver()
  await until(reloaded, ({ session }) => !!session && turnsOf(session.chat).length === 1)
  expect(wordsOf(turnsOf(chatOf(reloaded))[0]!)).toContain("Look at")
  more.resolve()
  const turn = await turnEnded(reloaded)
  expect(wordsOf(turn)).toBe("Look at `split`.")
  expect(turn.steps[0]?.blocks[0]).toMatchObject({ kind: "thinking", text: "I consider." })
  expect(turn.outcome).toBe("done")
  view.close()
  reloaded.close()
})

test("[TURN7] a busy provider is asked again when it said, a broken answer counts for nothing", async () => {
  const { server, model, script } = made()
  const steps = [
    fail(429, { retryAfterMs: 20 }),
    fail(529, { retryAfterMs: 20 }),
    [say("Half an ans"), error()],
    [say("Half an ans"), cut()],
    say("Whole."),
  ]
  script((_request, index) => steps[index] ?? say("?"))
  const { created, view } = await beginWithAgent(server)
  const from = model.requests.length
  await send(view, "Explain the tab.")
  const turn = await until(view, () => turnsOf(chatOf(view)).at(-1)?.outcome === "done").then(() =>
    turnsOf(chatOf(view)).at(-1)!,
  )
  expect(wordsOf(turn)).toBe("Whole.")
  expect(model.requests.length - from).toBe(5)
  const failures = eventsOf(await journalOf(server, created), "chat.failed").map(({ data }) => data)
  expect(failures.map(({ code }) => code)).toEqual(["rate-limited", "overloaded", "overloaded", "cut-off"])
  expect(failures[0]?.retryInMs).toBe(20)
  view.close()
})

test("[TURN8] what asking again does not mend ends the turn with what to do, and it can be continued", async () => {
  const { server, script } = made()
  script((_request, index) => (index === 0 ? fail(401) : say("Now.")))
  const { view } = await beginWithAgent(server)
  const turn = await ask(view, "Explain the tab.")
  expect(turn).toMatchObject({ outcome: "failed", failure: { code: "wrong-key", retryInMs: null } })
  await continueAgent(view)
  expect(wordsOf(await turnEnded(view, 2))).toBe("Now.")
  expect(await refusal(continueAgent(view))).toBe("no-turn")
  view.close()
})

test("[TURN9] what the level does not allow is refused, whatever the model was told", async () => {
  const { server, script } = made()
  script((_request, index) =>
    index === 0 ? call("Write", { file_path: ENTRY, content: "gone" }) : say("Then you write it."),
  )
  const { view } = await beginWithAgent(server)
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  const turn = await ask(view, "Write it for me.")
  expect(toolsOf(turn)).toMatchObject([{ tool: "Write", result: { ok: false, refused: true } }])
  expect(made().model.requests.at(-1)?.results[0]?.text).toContain("not allowed at the level consultant")
  expect(textOf(file)).toBe(before)
  view.close()
})

test("[TURN10] words said while it works reach it at its next step", async () => {
  const { server, model, script } = made()
  const heard = Promise.withResolvers<void>()
  script((_request, index) =>
    index === 0 ? [say("I look."), hold(heard.promise), call("Read", { file_path: ENTRY })] : say("Right."),
  )
  const { view } = await beginWithAgent(server)
  await send(view, "Look at the tab.")
  await until(view, () => turnsOf(chatOf(view)).length === 1)
  await send(view, "Only the labels.")
  heard.resolve()
  const turn = await turnEnded(view)
  expect(turn.steps).toHaveLength(2)
  expect(model.requests.at(-1)?.lastUser).toContain("Only the labels.")
  view.close()
})

test("[TURN11] stopped in the middle of an edit, the file is as it was but for what the candidate typed", async () => {
  const { server, script } = made()
  const never = Promise.withResolvers<void>()
  const input = { file_path: ENTRY, content: "# all new\n".repeat(40) }
  script(() => call("Write", input, { holds: [{ at: 200, until: never.promise }] }))
  const { view } = await beginWithAgent(server, { start: "full-copilot" })
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  await send(view, "Rewrite it.")
  await fileIs(file, () => textOf(file).includes("# all new"))
  type(file, "# mine\n", 0)
  await view.command({ type: "stop-agent" })
  const turn = await turnEnded(view)
  expect(turn.outcome).toBe("stopped")
  await fileIs(file, () => textOf(file) === `# mine\n${before}`)
  never.resolve()
  view.close()
})

test("[TURN12] a pause holds the turn where it stands, and it goes on from there", async () => {
  const { server, script } = made()
  const more = Promise.withResolvers<void>()
  script(() => [say("One. "), hold(more.promise), say("Two.")])
  const { created, view } = await beginWithAgent(server)
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  await send(view, "Count.")
  await until(view, () => turnsOf(chatOf(view)).some((turn) => wordsOf(turn) === "One. "), "the first words")
  await assessor.command({ type: "pause", reason: "A call" })
  more.resolve()
  const answered = (await journalOf(server, created)).length
  expect(await refusal(send(view, "More"))).toBe("session-paused")
  await assessor.command({ type: "resume" })
  expect(wordsOf(await turnEnded(view))).toBe("One. Two.")
  const events = await journalOf(server, created)
  const paused = events.slice(
    answered,
    events.findIndex(({ type }) => type === "session.resumed"),
  )
  expect(paused.map(({ type }) => type)).not.toContain("chat.delta")
  view.close()
  assessor.close()
})

test("[TURN13] an assessor holds the agent and lets it go on; nobody speaks to it meanwhile", async () => {
  const { server, script } = made()
  script(() => say("Here."))
  const { created, view } = await beginWithAgent(server)
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  await assessor.command({ type: "pause-agent" })
  expect(await refusal(send(view, "Hello there, agent"))).toBe("agent-held")
  expect(await refusal(view.command({ type: "resume-agent" }))).toBe("forbidden")
  await assessor.command({ type: "resume-agent" })
  expect(wordsOf(await ask(view, "Hello there, agent"))).toBe("Here.")
  await assessor.command({ type: "end-agent" })
  expect(await refusal(send(view, "Hello again, agent"))).toBe("agent-ended")
  view.close()
  assessor.close()
})

test("[TURN14] a call that reached the greatest length is not carried out, and the model is told", async () => {
  const { server, model, script } = made()
  script((_request, index) =>
    index === 0
      ? [call("Write", '{"file_path": "tab/group.py", "content": "# half'), stop("max_tokens")]
      : say("Shorter then."),
  )
  const { view } = await beginWithAgent(server, { start: "full-copilot" })
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  const turn = await ask(view, "Rewrite it.")
  expect(wordsOf(turn)).toBe("Shorter then.")
  expect(model.requests.at(-1)?.results[0]).toMatchObject({ ok: false })
  expect(textOf(file)).toBe(before)
  view.close()
})

test("[TURN15] a budget that is spent ends the agent's part, and says so", async () => {
  const { server, script } = made()
  script(() => say("One answer."))
  const { view } = await beginWithAgent(server, { budget: { turns: 1 } })
  await ask(view, "First question, please.")
  const second = await ask(view, "Second question, please.")
  expect(second.outcome).toBe("budget")
  await until(view, ({ session }) => session?.agent?.phase.phase === "ended")
  expect(await refusal(send(view, "Third question, please."))).toBe("agent-ended")
  view.close()
})

test("[TURN16] a question that is left takes its conversation along: the next knows nothing of it", async () => {
  const { server, model, script } = made()
  const never = Promise.withResolvers<void>()
  script((_request, index) => (index === 0 ? [say("SECRET-OF-ONE"), hold(never.promise)] : say("Fresh.")))
  const { created, view } = await beginWithAgent(server, {}, ["shared-tab", "alert-storms"])
  await send(view, "WORDS-OF-ONE")
  await until(view, () => turnsOf(chatOf(view)).some((turn) => wordsOf(turn).includes("SECRET")))
  await submit(view)
  await until(view, ({ session }) => session?.questions[1]?.status === "open")
  expect(chatOf(view).entries).toEqual([])
  await ask(view, "What is this one about?")
  const asked = model.requests.at(-1)!.raw
  expect(asked).not.toMatch(/SECRET-OF-ONE|WORDS-OF-ONE|shared-tab|doesn't add up/)
  const ends = eventsOf(await journalOf(server, created), "chat.ended")
  expect(ends.map(({ question, data }) => [question, data.outcome])).toEqual([
    ["shared-tab", "left"],
    ["alert-storms", "done"],
  ])
  never.resolve()
  view.close()
})

test("[TURN16] ended in a pause in the middle of an edit, what is submitted is without it", async () => {
  const { server, script } = made()
  const never = Promise.withResolvers<void>()
  const input = { file_path: ENTRY, content: "# all new\n".repeat(40) }
  script(() => call("Write", input, { holds: [{ at: 200, until: never.promise }] }))
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  await send(view, "Rewrite it.")
  await fileIs(file, () => textOf(file).includes("# all new"))
  await assessor.command({ type: "pause", reason: "" })
  await assessor.command({ type: "end", reason: "" })
  await until(view, ({ session }) => session?.phase.phase === "ended")
  const path = `/submission?question=shared-tab`
  const reply = await request(server, created, path, { role: "assessor" })
  const { files } = SubmissionReply.parse(await reply.json())
  expect(files.find(({ path }) => path === ENTRY)?.text).toBe(before)
  const last = (await journalOf(server, created)).findLastIndex(({ type }) => type.startsWith("chat."))
  const end = (await journalOf(server, created)).findIndex(({ type }) => type === "session.ended")
  expect(last).toBeLessThan(end)
  never.resolve()
  view.close()
  assessor.close()
})

test("[TURN16] what is sent again after its question was left is not said in the next, nor is it gone on with", async () => {
  const { server, script, model } = made()
  script(() => say("Yes."))
  const { created, view } = await beginWithAgent(server, {}, ["shared-tab", "alert-storms"])
  const message = crypto.randomUUID()
  const late = { message, question: "shared-tab" }
  await send(view, "WORDS-OF-ONE", late)
  await turnEnded(view)
  await submit(view)
  await until(view, ({ session }) => session?.questions[1]?.status === "open")
  expect(await refusal(send(view, "WORDS-OF-ONE", late))).toBe("already-done")
  const again = view.command({ type: "continue-agent", question: "shared-tab" })
  expect(await refusal(again)).toBe("already-done")
  const reply = await request(server, created, "/chat/agent", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "WORDS-OF-ONE", ...late }),
  })
  expect(reply.status).toBe(409)
  await send(view, "Words of two")
  await turnEnded(view)
  expect(model.requests.at(-1)?.raw).not.toContain("WORDS-OF-ONE")
  const said = eventsOf(await journalOf(server, created), "chat.message")
  expect(said.map(({ question }) => question)).toEqual(["shared-tab", "alert-storms"])
  view.close()
})

test("[TURN17] a message sent twice counts once", async () => {
  const { server, script } = made()
  script(() => say("Once."))
  const { created, view } = await beginWithAgent(server)
  const message = crypto.randomUUID()
  const words = (): Promise<unknown> => send(view, "Hello there", { message })
  await Promise.all([words(), words()])
  await turnEnded(view)
  const events = await journalOf(server, created)
  expect(eventsOf(events, "chat.message")).toHaveLength(1)
  expect(eventsOf(events, "chat.started")).toHaveLength(1)
  view.close()
})

test("[TURN18] a server that stopped in mid-turn: the next closes the turn, undoes half an edit, and goes on when asked", async () => {
  const own = await startWithModel()
  const never = Promise.withResolvers<void>()
  const input = { file_path: ENTRY, content: "# all new\n".repeat(40) }
  own.script((_request, index) =>
    index === 0 ? call("Write", input, { holds: [{ at: 200, until: never.promise }] }) : say("Here I am."),
  )
  const { created, view } = await beginWithAgent(own.server, { start: "full-copilot" })
  const file = await openFile(view, ENTRY)
  const before = textOf(file)
  await send(view, "Rewrite it.")
  await fileIs(file, () => textOf(file).includes("# all new"))
  view.close()
  const next = await own.server.restarted()
  const back = openWindow(next, created)
  await happened(next, created, "chat.ended", ({ data }) => data.outcome === "interrupted")
  await until(back, ({ workspace }) => workspace.status === "ready", "the workspace")
  const again = await openFile(back, ENTRY)
  await fileIs(again, () => textOf(again) === before)
  await continueAgent(back)
  expect(wordsOf(await turnEnded(back, 2))).toBe("Here I am.")
  never.resolve()
  back.close()
  await next.remove()
  await own.model.close()
})

test("[TURN11] what was done before the stop stays done", async () => {
  const { server, script } = made()
  const edit = { file_path: ENTRY, old_string: "class Group:", new_string: "class Group:  # done" }
  script(() => [call("Edit", edit), call("Bash", { command: "sleep 20", timeout: 25_000 })])
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  const file = await openFile(view, ENTRY)
  await send(view, "Do both.")
  await happened(server, created, "chat.result")
  await view.command({ type: "stop-agent" })
  const turn = await turnEnded(view)
  expect(toolsOf(turn).map(({ result }) => result?.ok)).toEqual([true, undefined])
  await fileIs(file, () => textOf(file).includes("class Group:  # done"))
  view.close()
})

test("[TERM9] nobody else types in a shell of the agent's", async () => {
  const { server, script } = made()
  script((_request, index) => (index === 0 ? call("terminal", { command: "echo here" }) : say("It is open.")))
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  await ask(view, "Open a shell.")
  const [terminal] = view.getState().session!.terminals
  expect(terminal?.openedBy.kind).toBe("agent")
  const reply = await request(server, created, "/terminal/input", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ terminal: terminal!.id, data: "exit\n" }),
  })
  expect(reply.status).toBe(403)
  view.close()
})
