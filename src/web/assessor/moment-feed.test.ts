import { expect, test } from "vitest"
import { createTestClock } from "../../../test/support/live-line.ts"
import type { Moment, MomentsReply } from "../../protocol/watch.ts"
import type { ViewState } from "../live/session-view.ts"
import { createMomentFeed } from "./moment-feed.ts"

const settle = () => new Promise((resolve) => setImmediate(resolve))
const moment = (seq: number): Moment => ({
  seq,
  at: seq,
  actor: "candidate",
  question: null,
  type: "presence.focus",
  data: { focused: true },
})

test("[WEB20] moments are read on from the last one after each sign of news, and again when a reading failed", async () => {
  const clock = createTestClock()
  const journal = [moment(1), moment(3)]
  const asked: number[] = []
  let broken = true
  let tell = (): void => undefined
  let state: Pick<ViewState, "session" | "folders"> = { session: null, folders: new Map() }
  const view = {
    getState: () => state,
    subscribe(listener: () => void) {
      tell = listener
      return () => (tell = () => undefined)
    },
  }
  const feed = createMomentFeed({
    view,
    clock,
    async read(after): Promise<MomentsReply> {
      asked.push(after)
      if (broken) throw new Error("No connection")
      return { moments: journal.filter(({ seq }) => seq > after), last: journal.at(-1)!.seq }
    },
  })
  const stop = feed.subscribe(() => undefined)
  const pass = async (ms: number) => {
    await settle()
    clock.advance(ms)
    await settle()
  }
  await pass(1)
  expect(feed.get()).toEqual([])
  broken = false
  await pass(3_000)
  expect(feed.get().map(({ seq }) => seq)).toEqual([1, 3])
  await pass(250)
  await pass(250)
  expect(asked).toEqual([0, 0, 3])
  journal.push(moment(9))
  state = { ...state, folders: new Map([["", 1]]) }
  tell()
  await pass(250)
  expect(feed.get().map(({ seq }) => seq)).toEqual([1, 3, 9])
  stop()
})
