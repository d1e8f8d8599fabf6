import { expect, test } from "vitest"
import { createNetwork, createTestClock } from "../../../test/support/live-line.ts"
import { createLiveRoom } from "../../../test/support/live-room.ts"
import { createMemoryStore } from "../../../test/support/memory-store.ts"
import { createFileSession } from "../editor/file-session.ts"
import { createLiveSession } from "./live-session.ts"
import type { Network } from "../../../test/support/live-line.ts"

const settle = () => new Promise((resolve) => setImmediate(resolve))

function createTrial() {
  const clock = createTestClock()
  const room = createLiveRoom({ files: { "main.py": "one" }, now: () => clock.now() })
  const network = createNetwork(room)
  const offline = createMemoryStore()
  const join = (client: string, over: Network = network) =>
    createLiveSession({
      session: "s1",
      role: "candidate",
      client,
      offline,
      clock,
      random: () => 0,
      open: () => over.open(),
    })
  const pass = async (over: Network = network) => {
    while (over.up() || over.down()) await settle()
  }
  return { clock, room, network, join, pass }
}

test("[LIVE3] a lost connection comes back by itself, at first soon, then at most ten seconds apart", async () => {
  const { clock, network, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  expect(session.getState().connection).toEqual({ status: "online" })
  network.setDown(true)
  network.cut(false)
  const waits: number[] = []
  for (let attempt = 0; attempt < 8; attempt++) {
    const { connection } = session.getState()
    if (connection.status !== "offline") throw new Error(`It is ${connection.status}`)
    waits.push(connection.retryAt - clock.now())
    clock.advance(connection.retryAt - clock.now())
  }
  expect(waits).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
  network.setDown(false)
  session.retry()
  await pass()
  expect(session.getState().connection).toEqual({ status: "online" })
})

test("[LIVE4] a connection that says nothing for twenty seconds counts as lost", async () => {
  const { clock, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  clock.advance(10_000)
  await pass()
  clock.advance(10_000)
  expect(session.getState().connection.status).toBe("online")
  clock.advance(20_000)
  expect(session.getState().connection.status).toBe("offline")
})

test("[LIVE5] a second window is told that the interview is open, and goes on here only when asked to", async () => {
  const { room, network, join, pass } = createTrial()
  const first = join("window-1")
  await pass()
  const elsewhere = createNetwork(room)
  const second = join("window-2", elsewhere)
  await pass(elsewhere)
  expect(second.getState().connection).toEqual({ status: "in-use" })
  second.takeOver()
  await pass(elsewhere)
  await pass(network)
  expect(second.getState().connection).toEqual({ status: "online" })
  expect(first.getState().connection).toMatchObject({ status: "closed", problem: { code: "taken-over" } })
})

test("[LIVE6] a command without a connection, and one whose answer was lost, are refused as offline", async () => {
  const { network, join, pass } = createTrial()
  const session = join("window-1")
  await expect(session.command({ type: "save", path: "main.py" })).rejects.toMatchObject({
    problem: { code: "offline" },
  })
  await pass()
  const answer = session.command({ type: "save", path: "main.py" })
  network.cut(false)
  await expect(answer).rejects.toMatchObject({ problem: { code: "offline" } })
})

test("[LIVE7] what a window observes while offline is reported when it is back, in order", async () => {
  const { clock, network, room, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  network.cut(false)
  session.observe({ type: "presence.focus", focused: false, clientAt: 1 })
  session.observe({ type: "presence.focus", focused: true, clientAt: 2 })
  clock.advance(1_000)
  await pass()
  const seen = room.heard.flatMap((message) => (message.type === "observe" ? [message.observation] : []))
  expect(seen.map(({ clientAt }) => clientAt)).toEqual([1, 2])
})

test("[LIVE8] terminal bytes reach the screen once and in order over any number of cuts", async () => {
  const { clock, network, room, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  let screen = ""
  let resets = 0
  session.openTerminal("t-1").attach({
    reset() {
      screen = ""
      resets++
    },
    async write(data) {
      screen += new TextDecoder().decode(data)
    },
  })
  await pass()
  for (let round = 0; round < 20; round++) {
    room.output("t-1", Buffer.from(`<${round}>`))
    if (round % 3 === 0) network.down()
    if (round % 4 === 0) {
      network.cut(false)
      clock.advance(10_000)
    }
    if (round % 5 === 0) await pass()
  }
  clock.advance(10_000)
  await pass()
  expect(screen).toBe(Array.from({ length: 20 }, (_, round) => `<${round}>`).join(""))
  expect(resets).toBe(1)
})

test("[LIVE9] a message of an unknown type and one that is no JSON are passed over", async () => {
  const { room, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  room.say("not json")
  room.say(JSON.stringify({ type: "from-the-future" }))
  room.say(JSON.stringify(null))
  await pass()
  expect(session.getState().connection).toEqual({ status: "online" })
})

test("[LIVE12] that something typed is not sent and not saved is told at the first keystroke", async () => {
  const { clock, room, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  const file = createFileSession({
    source: session.openDocument("main.py", "python"),
    extend: () => [],
    clock,
    tellCursor: false,
  })
  await settle()
  await pass()
  const state = file.state()!
  file.update([state.update({ changes: { from: 0, insert: "x" } })])
  expect(session.getState().unacknowledged).toBe(1)
  expect([...session.getState().unsaved]).toEqual(["main.py"])
  await pass()
  clock.advance(300)
  expect(session.getState().unacknowledged).toBe(0)
  expect([...session.getState().unsaved]).toEqual(["main.py"])
  expect(room.text("main.py")).toBe("xone")
})

test("[REV15] which files wait for review is known while it is, whatever is open", async () => {
  const { room, join, pass } = createTrial()
  const session = join("window-1")
  await pass()
  expect(session.getState().reviews).toEqual([])
  room.say(JSON.stringify({ type: "reviews", paths: ["a.py", "b.py"] }))
  await pass()
  expect(session.getState().reviews).toEqual(["a.py", "b.py"])
})
