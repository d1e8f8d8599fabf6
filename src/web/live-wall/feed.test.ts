import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import { holdClock } from "../../../test/support/clock.ts"
import { beginWall } from "../../core/wall/wall.ts"
import type { WallChanges, WallPulse, WallRow, WallWhole } from "../../protocol/wall.ts"
import { createWallFeed } from "./feed.ts"
import type { Events } from "./feed.ts"

const row = (session: string, other: Partial<WallRow> = {}): WallRow => ({
  ...beginWall(stored(createdDraft(), 1)).row,
  session,
  ...other,
})

/** A feed and the server's end of its connections, the last one first. */
function line() {
  const clock = holdClock(100_000)
  const connections: {
    listeners: Map<string, (event: { data?: unknown }) => void>
    closed: boolean
    state: number
  }[] = []
  let refused = 0
  const feed = createWallFeed({
    open(): Events {
      const one = { listeners: new Map(), closed: false, state: 1 }
      connections.unshift(one)
      return {
        addEventListener: (type, listener) => void one.listeners.set(type, listener),
        close: () => void (one.closed = true),
        get readyState() {
          return one.state
        },
      }
    },
    clock,
    onRefused: () => void refused++,
  })
  const say = (type: string, data: object): void =>
    connections[0]!.listeners.get(type)?.({ data: JSON.stringify(data) })
  return {
    feed,
    clock,
    connections,
    refused: () => refused,
    whole: (other: Partial<WallWhole>) => say("wall", { now: clock.now(), rows: [], pulses: [], ...other }),
    changes: (other: Partial<WallChanges>) =>
      say("changes", { now: clock.now(), rows: [], gone: [], pulses: [], ...other }),
    fail(state: number) {
      connections[0]!.state = state
      connections[0]!.listeners.get("error")?.({})
    },
  }
}

const pulse = (session: string, buckets: WallPulse["buckets"]): WallPulse => ({
  session,
  actedAt: 100_000,
  doing: null,
  buckets,
})

test("[BOARD11] a change concerns its own row's cells at once, and the list within a second", () => {
  const { feed, clock, whole, changes } = line()
  feed.wake()
  whole({ rows: [row("a"), row("b")], pulses: [pulse("a", [[9, 1, 0, 0, 0]])] })
  const heard = { a: 0, b: 0, list: 0 }
  feed.subscribeTo("a", () => heard.a++)
  feed.subscribeTo("b", () => heard.b++)
  feed.subscribe(() => heard.list++)
  const before = feed.of("b")
  changes({ pulses: [pulse("a", [[10, 3, 0, 0, 0]])] })
  changes({ rows: [row("a", { watchers: ["Bo"] })] })
  expect(heard).toEqual({ a: 2, b: 0, list: 0 })
  expect(feed.of("b")).toBe(before)
  expect(feed.of("a")).toMatchObject({
    row: { watchers: ["Bo"] },
    pulse: {
      buckets: [
        [9, 1, 0, 0, 0],
        [10, 3, 0, 0, 0],
      ],
    },
  })
  clock.advance(1_000)
  expect(heard.list).toBe(1)
  expect(feed.getState().rows?.[0]?.row.watchers).toEqual(["Bo"])
})

test("[BOARD11] who comes, goes, begins or ends is on the list at once", () => {
  const { feed, whole, changes } = line()
  feed.wake()
  whole({ rows: [row("a")] })
  changes({ rows: [row("b")] })
  expect(feed.getState().rows).toHaveLength(2)
  changes({ rows: [row("b", { phase: "running" })] })
  expect(feed.getState().rows?.[1]?.row.phase).toBe("running")
  changes({ gone: ["a"] })
  expect(feed.getState().rows?.map(({ row }) => row.session)).toEqual(["b"])
})

test("[BOARD12] a wall that is not heard is offline, keeps what it has, and comes back by itself", () => {
  const { feed, clock, connections, whole, fail, refused } = line()
  feed.wake()
  whole({ rows: [row("a")] })
  expect(feed.getState().connection).toBe("live")
  clock.advance(15_000)
  expect(feed.getState()).toMatchObject({ connection: "offline", rows: [{ row: { session: "a" } }] })
  clock.advance(1_000)
  expect(connections).toHaveLength(2)
  fail(0)
  expect(refused()).toBe(0)
  clock.advance(2_000)
  fail(2)
  expect(refused()).toBe(1)
  clock.advance(5_000)
  whole({ rows: [row("a")] })
  expect(feed.getState().connection).toBe("live")
  feed.sleep()
  expect(connections[0]?.closed).toBe(true)
  clock.advance(60_000)
  expect(connections).toHaveLength(4)
  feed.wake()
  expect(connections).toHaveLength(5)
})
