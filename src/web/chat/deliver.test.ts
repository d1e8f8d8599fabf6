import { beforeEach, expect, test } from "vitest"
import { problem } from "../../protocol/errors.ts"
import type { Command, CommandResult } from "../../protocol/messages.ts"
import { ProblemError } from "../live/session-view.ts"
import { deliver } from "./deliver.ts"
import { createDraftStore } from "./draft.ts"

beforeEach(() => {
  const kept = new Map<string, string>()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

/** What is said to the server, and what it answers to each in turn. */
function server() {
  const said: string[] = []
  const answers: ((error?: Error) => void)[] = []
  const command = (asked: Command) => {
    if (asked.type === "send-message") said.push(asked.text)
    return new Promise<CommandResult>((resolve, reject) =>
      answers.push((error) => (error ? reject(error) : resolve({}))),
    )
  }
  return { said, command, answer: (error?: Error) => answers.shift()?.(error) }
}

function say(store: ReturnType<typeof createDraftStore>, text: string): void {
  store.write(text)
  store.take()
}

test("[CHAT27] messages go out one after the other in the order in which they were sent", async () => {
  const store = createDraftStore("d", "q1")
  const { said, command, answer } = server()
  say(store, "one")
  const over = deliver({ command }, store)
  say(store, "two")
  await deliver({ command }, store)
  expect(said).toEqual(["one"])
  answer()
  await expect.poll(() => said).toEqual(["one", "two"])
  answer()
  await over
  expect(store.outgoing()).toEqual([])
})

test("[CHAT27] what the server refuses comes back, with what was sent behind it", async () => {
  const store = createDraftStore("d", "q1")
  const { command, answer } = server()
  say(store, "one")
  const over = deliver({ command }, store)
  say(store, "two")
  store.write("three")
  answer(new ProblemError(problem("agent-busy")))
  await expect(over).rejects.toThrow(ProblemError)
  expect(store.get().text).toBe("one\n\ntwo\n\nthree")
})

test("[CHAT27] what is lost on its way goes again under the same name", async () => {
  const store = createDraftStore("d", "q1")
  const { said, command, answer } = server()
  say(store, "one")
  const [sent] = store.outgoing()
  const over = deliver({ command }, store)
  answer(new ProblemError(problem("offline")))
  await over
  expect(store.outgoing()).toEqual([sent])
  const again = deliver({ command }, store)
  answer()
  await again
  expect(said).toEqual(["one", "one"])
  expect(store.outgoing()).toEqual([])
})
