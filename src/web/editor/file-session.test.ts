import { history, redo, undo } from "@codemirror/commands"
import { ChangeSet } from "@codemirror/state"
import { expect, test } from "vitest"
import { createNetwork, createTestClock } from "../../../test/support/live-line.ts"
import { createLiveRoom } from "../../../test/support/live-room.ts"
import { reviewClient } from "../../core/agent/agent-edits.ts"
import type { Changes } from "../../protocol/events.ts"
import { createLiveSession } from "../live/live-session.ts"
import type { Decision } from "./file-review.ts"
import { createFileSession } from "./file-session.ts"
import { review } from "./review.ts"
import { guessIndent } from "./languages.ts"
import { sizeLimit } from "./size-limit.ts"
import type { Extension } from "@codemirror/state"

const settle = () => new Promise((resolve) => setImmediate(resolve))

async function openFile(extension: Extension, decide?: (decision: Decision) => Promise<unknown>) {
  const clock = createTestClock()
  const room = createLiveRoom({ files: { "main.py": "one\ntwo" }, now: () => clock.now() })
  const network = createNetwork(room)
  const session = createLiveSession({ session: "s1", role: "candidate", clock, open: () => network.open() })
  const pass = async () => {
    while (network.up() || network.down()) await settle()
  }
  await pass()
  const source = session.openDocument("main.py", "python")
  await settle()
  await pass()
  const file = createFileSession({
    source,
    extend: () => extension,
    clock,
    tellCursor: false,
    ...(decide && { decide }),
  })
  const type = (from: number, insert: string) => {
    const state = file.state()
    if (state) file.update([state.update({ changes: { from, insert }, userEvent: "input.type" })])
  }
  return { room, file, pass, type }
}

test("[EDIT1] undo takes back one's own edits and leaves those of others", async () => {
  const { room, file, pass, type } = await openFile(history())
  type(0, "mine ")
  await pass()
  room.write("main.py", { kind: "agent", id: "agent" }, ({ text }) => ({
    clientID: "agent",
    changes: ChangeSet.of({ from: text.length, insert: " theirs" }, text.length),
  }))
  await pass()
  const state = file.state()
  if (state) undo({ state, dispatch: (transaction) => file.update([transaction]) })
  await pass()
  expect(file.state()?.doc.toString()).toBe("one\ntwo theirs")
  expect(room.text("main.py")).toBe("one\ntwo theirs")
})

test("[REV13] undo takes back a rejection first, as one's own edit, then what one did before it, and nothing of others'", async () => {
  const { room, file, pass, type } = await openFile([history(), review])
  const act = (command: typeof undo) => {
    const state = file.state()
    if (state) command({ state, dispatch: (transaction) => file.update([transaction]) })
  }
  type(7, "!")
  await pass()
  room.write("main.py", { kind: "candidate", id: "c" }, ({ text, version }) => ({
    clientID: reviewClient(version),
    changes: ChangeSet.of({ from: 0, to: 4 }, text.length),
  }))
  await pass()
  expect(file.state()?.doc.toString()).toBe("two!")
  act(undo)
  await pass()
  expect(room.text("main.py")).toBe("one\ntwo!")
  act(redo)
  await pass()
  expect(room.text("main.py")).toBe("two!")
  act(undo)
  act(undo)
  await pass()
  expect(file.state()?.doc.toString()).toBe("one\ntwo")
  expect(room.text("main.py")).toBe("one\ntwo")
})

test("[REV13] a rejection that crosses what is being typed ends with one text", async () => {
  const { room, file, pass, type } = await openFile([history(), review])
  type(7, "!")
  room.write("main.py", { kind: "candidate", id: "c" }, ({ text, version }) => ({
    clientID: reviewClient(version),
    changes: ChangeSet.of({ from: 0, to: 4 }, text.length),
  }))
  await pass()
  expect(file.state()?.doc.toString()).toBe("two!")
  expect(room.text("main.py")).toBe("two!")
})

test("[EDIT2] an edit that would make a file too large is refused, and the next one is not", async () => {
  let refused = 0
  const { room, pass, type } = await openFile(sizeLimit(() => refused++))
  type(0, "x".repeat(2 << 20))
  type(0, "ok ")
  await pass()
  expect(refused).toBe(1)
  expect(room.text("main.py")).toBe("ok one\ntwo")
})

test("[EDIT3] the indentation of a file is what its lines show, else its language's", () => {
  expect(guessIndent(["def f():", "  return 1"], "    ")).toBe("  ")
  expect(guessIndent(["func f() {", "\treturn", "}"], "    ")).toBe("\t")
  expect(guessIndent(["one", "two"], "\t")).toBe("\t")
})

test("[REV10] a decision goes to the server once it has all that was typed, at the place as it then is", async () => {
  const decided: Decision[] = []
  const { room, file, pass, type } = await openFile(review, async (decision) => decided.push(decision))
  const back = ChangeSet.of({ from: 0, to: 4 }, 7).toJSON() as Changes
  const told = { type: "review", path: "main.py", language: "python", version: 0, back }
  room.say(JSON.stringify(told))
  await pass()
  file.review.show({ shown: true, may: true })
  expect(file.review.places()).toBe(1)
  type(7, "!")
  type(0, "zero\n")
  file.review.decide("accepted", 5)
  expect(decided).toEqual([])
  await pass()
  expect(room.text("main.py")).toBe("zero\none\ntwo!")
  expect(decided).toEqual([{ verdict: "accepted", version: 2, hunk: { fromA: 5, toA: 5, fromB: 5, toB: 9 } }])
  room.say(JSON.stringify({ ...told, version: 2, back: null }))
  await pass()
  expect(file.review.places()).toBe(0)
})
