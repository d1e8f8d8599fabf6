import * as fc from "fast-check"
import { expect, test } from "vitest"
import { ChangeSet } from "@codemirror/state"
import { createLiveRoom } from "../../../test/support/live-room.ts"
import { createNetwork, createTestClock } from "../../../test/support/live-line.ts"
import { createMemoryStore } from "../../../test/support/memory-store.ts"
import { createFileSession } from "../editor/file-session.ts"
import { createLiveSession } from "./live-session.ts"

const FILE = "main.py"
const START = "one......\ntwo......\nthree....."

type Step =
  | { do: "type"; at: number }
  | { do: "erase"; at: number }
  | { do: "other"; at: number }
  | { do: "up" | "down"; messages: number }
  | { do: "late" | "forget" | "calm" }
  | { do: "cut"; late: boolean }
  | { do: "wait"; ms: number }
  | { do: "network"; down: boolean }
  | { do: "reload" | "kill" | "close-tab" }

const at = fc.nat({ max: 1_000 })
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("type" as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("erase" as const), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("other" as const), at }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom("up" as const, "down" as const),
      messages: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("late" as const, "calm" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cut" as const), late: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(50, 150, 400, 12_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("network" as const), down: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("reload" as const, "kill" as const, "close-tab" as const) }),
  },
)

const settle = () => new Promise((resolve) => setImmediate(resolve))

function createTrial() {
  const clock = createTestClock()
  const room = createLiveRoom({ files: { [FILE]: START }, now: () => clock.now() })
  const network = createNetwork(room)
  const offline = createMemoryStore()
  const typed: string[] = []
  let others = 0

  const openPage = () => {
    const session = createLiveSession({
      session: "s1",
      role: "candidate",
      client: "window-1",
      offline,
      clock,
      random: () => 0.5,
      open: () => network.open(),
    })
    const openFile = () =>
      createFileSession({
        source: session.openDocument(FILE, "python"),
        extend: () => [],
        clock,
        tellCursor: true,
      })
    return { session, openFile, file: null as ReturnType<typeof openFile> | null }
  }
  let page = openPage()

  /** Opens the file when the session is known, as the page does. */
  const look = () => {
    if (page.session.getState().session) page.file ??= page.openFile()
    return page.file?.source.getStatus().status === "open" ? page.file : null
  }

  async function take(action: Step): Promise<void> {
    const file = look()
    const state = file?.state()
    switch (action.do) {
      case "type": {
        if (!file || !state) break
        const token = `<${typed.length}>`
        typed.push(token)
        file.update([
          state.update({ changes: { from: spot(state.doc.toString(), action.at), insert: token } }),
        ])
        break
      }
      case "erase": {
        const dots = state ? dotsIn(state.doc.toString()) : []
        const from = dots[action.at % dots.length]
        if (file && state && from !== undefined)
          file.update([state.update({ changes: { from, to: from + 1 } })])
        break
      }
      case "other":
        room.write(FILE, { kind: "agent", id: "agent" }, ({ text }) => {
          const dots = dotsIn(text.toString())
          const from = dots[action.at % dots.length]
          const change =
            from !== undefined && action.at % 3 === 0
              ? { from, to: from + 1 }
              : { from: spot(text.toString(), action.at), insert: `{${others++}}` }
          return { clientID: "agent", changes: ChangeSet.of(change, text.length) }
        })
        break
      case "up":
      case "down":
        for (let left = action.messages; left > 0 && network[action.do](); left--) await settle()
        break
      case "calm":
        await calm()
        break
      case "late":
        network.late()
        break
      case "cut":
        network.cut(action.late)
        break
      case "forget":
        room.forget(FILE)
        break
      case "wait":
        clock.advance(action.ms)
        break
      case "network":
        network.setDown(action.down)
        if (action.down) network.cut(false)
        break
      case "close-tab":
        page.file?.close()
        page.file = null
        break
      case "kill":
      case "reload":
        // A killed browser has written what is older than the store's delay; a reloaded page writes as it goes.
        if (action.do === "kill") clock.advance(100)
        else await page.session.flush()
        await settle()
        network.cut(action.do === "kill")
        page.file = null
        page.session.close()
        page = openPage()
    }
    await settle()
  }

  /** All that waits is let through, and the file is opened where it can be. */
  async function calm(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      while (network.up() || network.down()) await settle()
      clock.advance(200)
      await settle()
      look()
      await settle()
    }
  }

  async function finish(): Promise<string> {
    network.setDown(false)
    while (network.late()) await settle()
    for (let round = 0; round < 400; round++) {
      while (network.up() || network.down()) await settle()
      clock.advance(1_000)
      await settle()
      look()
      await settle()
      if (network.waiting() === 0 && round > 20 && page.session.getState().unacknowledged === 0 && look())
        break
    }
    const { connection, unacknowledged } = page.session.getState()
    expect({ connection, unacknowledged }).toEqual({ connection: { status: "online" }, unacknowledged: 0 })
    return look()?.state()?.doc.toString() ?? "not open"
  }

  return { take, calm, finish, room, typed, offline }
}

function dotsIn(text: string): number[] {
  return [...text.matchAll(/\./g)].map(({ index }) => index)
}

/** Anywhere but inside a token. */
function spot(text: string, at: number): number {
  const spots = [...text.matchAll(/[.\n]/g)].map(({ index }) => index)
  return spots.length === 0 ? text.length : spots[at % spots.length]!
}

function occurrences(text: string, tokens: readonly string[]): number[] {
  return tokens.map((token) => text.split(token).length - 1)
}

const sizes = { minLength: 5, maxLength: 150, size: "max" as const }
const runs = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 150) }

test("[LIVE1] typing, cuts, reloads and other writers in any order: nothing typed is lost or doubled", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, sizes), async (steps) => {
      const trial = createTrial()
      await trial.calm()
      for (const one of steps) await trial.take(one)
      const shown = await trial.finish()
      expect(shown).toBe(trial.room.text(FILE))
      expect(occurrences(shown, trial.typed)).toEqual(trial.typed.map(() => 1))
      expect(await trial.offline.list("s1")).toEqual([])
    }),
    runs,
  )
}, 120_000)

test("[LIVE2] [DOC3] where the server has no history left, the texts agree and nothing typed is lost", async () => {
  const forgetful = fc.oneof(
    { weight: 30, arbitrary: step },
    { weight: 2, arbitrary: fc.constant<Step>({ do: "forget" }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(forgetful, sizes), async (steps) => {
      const trial = createTrial()
      await trial.calm()
      for (const one of steps) await trial.take(one)
      const shown = await trial.finish()
      expect(shown).toBe(trial.room.text(FILE))
      expect(occurrences(shown, trial.typed).every((count) => count >= 1)).toBe(true)
    }),
    runs,
  )
}, 120_000)
