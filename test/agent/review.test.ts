/** The candidate's word on what the agent changed, in a real room. */
import { expect, test } from "vitest"
import type { ServerMessage } from "../../src/protocol/messages.ts"
import type { SessionState } from "../../src/core/session.ts"
import { openWindow, until } from "../support/server.ts"
import { call, say } from "../support/wire/script.ts"
import { fileIs, happened, openFile, refusal, shell, submit, textOf } from "../room/moves.ts"
import { ask, beginWithAgent, chatOf, send, withModel, turnEnded } from "./moves.ts"

const made = withModel()

const ENTRY = "tab/group.py"

test("[REV3] a file that the agent made and that is rejected whole is gone", async () => {
  const { server, script } = made()
  script((_request, index) =>
    index === 0 ? call("Write", { file_path: "notes.py", content: "x = 1\n" }) : say("Made."),
  )
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  await ask(view, "Make notes.")
  const file = await openFile(view, "notes.py")
  const version = file.source.initial()?.version ?? 0
  const decision = { type: "review-change", path: "notes.py", language: "python", hunk: null } as const
  expect(await refusal(view.command({ ...decision, version: version + 1, verdict: "rejected" }))).toBe(
    "review-stale",
  )
  await view.command({ ...decision, version, verdict: "rejected" })
  await fileIs(file, () => file.source.getStatus().status === "gone")
  expect(await shell(server, created, "ls notes.py 2>&1")).toContain("No such file")
  view.close()
})

test("[REV16] every window is told which files wait for review, also one that comes later", async () => {
  const { server, script } = made()
  script((_request, index) =>
    index === 0
      ? call("Edit", { file_path: ENTRY, old_string: "class Group:", new_string: "class Group:  # new" })
      : say("Done."),
  )
  const { created, view } = await beginWithAgent(server, { start: "full-copilot" })
  await ask(view, "Add a comment.")
  const { promise, resolve } = Promise.withResolvers<string[]>()
  const late = openWindow(server, created, {
    role: "assessor",
    onBytes(bytes) {
      const message = JSON.parse(bytes.toString()) as ServerMessage<SessionState>
      if (message.type === "reviews") resolve(message.paths)
    },
  })
  expect(await promise).toEqual([ENTRY])
  const file = await openFile(view, ENTRY)
  expect(textOf(file)).toContain("# new")
  late.close()
  view.close()
})

test("[TURN8] asked to go on, the model is told to, and the record has that it was asked", async () => {
  const { server, script, model } = made()
  script((_request, index) => (index === 0 ? [say("One. ")] : say("Two.")))
  const { created, view } = await beginWithAgent(server)
  const never = Promise.withResolvers<void>()
  script(() => [say("One. "), { kind: "hold", until: never.promise }])
  await send(view, "Count, please.")
  await happened(server, created, "chat.delta")
  await view.command({ type: "stop-agent" })
  script(() => say("Two."))
  await view.command({ type: "continue-agent", question: "shared-tab" })
  await turnEnded(view, 2)
  expect(model.requests.at(-1)!.lastUser).toContain("Go on where you left off.")
  const turns = chatOf(view).entries.filter((entry) => entry.kind === "turn")
  expect(turns.map(({ continues }) => continues)).toEqual([false, true])
  never.resolve()
  view.close()
})

test("[HELP4] the level that an assessor set holds on in the next question", async () => {
  const { server, script, model } = made()
  script(() => say("Here."))
  const { created, view } = await beginWithAgent(server, {}, ["shared-tab", "alert-storms"])
  const assessor = openWindow(server, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  await assessor.command({ type: "set-level", level: "pair-programming" })
  await submit(view)
  await until(view, ({ session }) => session?.questions[1]?.status === "open")
  expect(view.getState().session?.agent?.level.now).toBe("pair-programming")
  await ask(view, "What may you do?")
  expect(model.requests.at(-1)!.raw).toContain("Level of assistance from here on: pair-programming")
  assessor.close()
  view.close()
})
