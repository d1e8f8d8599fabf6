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

const PAGE = 2

function watched(journal: { seq: number; moment: Moment | null }[]) {
  const clock = createTestClock()
  const asked: number[] = []
  const line = { broken: false }
  let tell = (): void => undefined
  let state: Pick<ViewState, "session" | "folders"> = { session: null, folders: new Map() }
  const feed = createMomentFeed({
    view: {
      getState: () => state,
      subscribe(listener: () => void) {
        tell = listener
        return () => (tell = () => undefined)
      },
    },
    clock,
    async read(after): Promise<MomentsReply> {
      asked.push(after)
      if (line.broken) throw new Error("No connection")
      const rest = journal.filter(({ seq }) => seq > after)
      const page = rest.slice(0, PAGE)
      const moments = page.flatMap(({ moment }) => moment ?? [])
      return { moments, last: page.at(-1)?.seq ?? after, more: page.length < rest.length }
    },
  })
  return {
    feed,
    asked,
    line,
    news() {
      state = { ...state, folders: new Map([["", asked.length]]) }
      tell()
    },
    async pass(ms: number) {
      await settle()
      clock.advance(ms)
      await settle()
    },
  }
}
const entry = (seq: number) => ({ seq, moment: moment(seq) })
const seqs = (moments: readonly Moment[]) => moments.map(({ seq }) => seq)

test("[WEB20] moments are read on from the last one after each sign of news, and again when a reading failed", async () => {
  const journal = [entry(1), entry(3), entry(4)]
  const { feed, asked, line, news, pass } = watched(journal)
  line.broken = true
  const stop = feed.subscribe(() => undefined)
  await pass(1)
  expect(feed.get()).toEqual([])
  line.broken = false
  await pass(3_000)
  await pass(250)
  await pass(250)
  expect(seqs(feed.get())).toEqual([1, 3, 4])
  expect(asked).toEqual([0, 0, 3])
  journal.push(entry(9))
  news()
  await pass(250)
  expect(seqs(feed.get())).toEqual([1, 3, 4, 9])
  stop()
})

test("[WEB20] a journal that grows by what is typed is not read until there is news", async () => {
  const journal: { seq: number; moment: Moment | null }[] = [entry(1)]
  const { feed, asked, news, pass } = watched(journal)
  const stop = feed.subscribe(() => undefined)
  const typed = async (seq: number) => {
    journal.push({ seq, moment: null })
    await pass(250)
  }
  for (const seq of [2, 3]) await typed(seq)
  const before = asked.length
  news()
  for (const seq of [4, 5, 6]) await typed(seq)
  expect([before, asked.length]).toEqual([1, 2])
  stop()
})
